import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Keychain } from '../../../src-main/app/keychain';
import { rememberConnection, rememberedConnection } from '../../../src-main/app/remembered-connection';
import { storeKey } from '../../../src-main/app/store-key';

let userData: string;
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'steward-key-'));
});

const here = (name: string) => join(userData, name);
const put = (path: string) => {
  mkdirSync(join(here(path), '..'), { recursive: true });
  writeFileSync(here(path), 'x');
};

/** Stands for the operating system's: what one owner sealed, another can't open. */
function keychainOf(owner: string): Keychain {
  return {
    isReal: () => true,
    seal: (text) => Buffer.from(`${owner}:${Buffer.from(text).toString('base64')}`),
    open(sealed) {
      const [by, text = ''] = sealed.toString().split(':');
      if (by !== owner) throw new Error('not mine');
      return Buffer.from(text, 'base64').toString();
    },
  };
}
const mine = keychainOf('ann');
const none: Keychain = { ...mine, isReal: () => false };

test('a first start makes a key of 32 bytes, sealed by the keychain, and every later start opens it', () => {
  const made = storeKey(userData, mine);
  expect(made).toEqual({ key: expect.stringMatching(/^[0-9a-f]{64}$/), keptIn: 'keychain' });
  expect(readdirSync(userData)).toEqual(['store.key.sealed']);
  expect(readFileSync(here('store.key.sealed'), 'utf8')).not.toContain(made.key);
  put('store/steward.db');
  expect(storeKey(userData, mine)).toEqual(made);
});

test('without a real keychain the key lies in a file that only this user can read', () => {
  const made = storeKey(userData, none);
  expect(made.keptIn).toBe('file');
  expect(readFileSync(here('store.key'), 'utf8')).toBe(made.key);
  expect(statSync(here('store.key')).mode & 0o777).toBe(0o600);
  expect(storeKey(userData, none)).toEqual(made);
});

test('a key in a file stays in use when a keychain comes', () => {
  const made = storeKey(userData, none);
  expect(storeKey(userData, mine)).toEqual(made);
  expect(existsSync(here('store.key.sealed'))).toBe(false);
});

test('two machines never make the same key', () => {
  const other = mkdtempSync(join(tmpdir(), 'steward-key-'));
  expect(storeKey(userData, none).key).not.toBe(storeKey(other, none).key);
});

const thingsItOpens = [
  'store/steward.db',
  'store/steward.db.damaged-1767225600000',
  'store/steward.db-backups/12-1767225600000.backup',
  'store/steward.db-backups/1767225600000.backup',
  'store-of-0192f3c4-0000-7000-8000-000000000000/steward.db',
  'store-of-0192f3c4-0000-7000-8000-000000000000/steward.db-backups/3-1767225600000.backup',
];

for (const thing of thingsItOpens) {
  test(`no key is made while there is ${thing}: it would open nothing any more`, () => {
    put(thing);
    for (const keychain of [mine, none]) {
      expect(() => storeKey(userData, keychain)).toThrow(/key of your local data is missing/);
    }
    expect(readdirSync(userData).filter((name) => name.includes('key'))).toEqual([]);
  });
}

test('what no key opens is no reason to refuse one', () => {
  put('store/steward.db.lock');
  put('store/steward.db.key-id');
  put('store/steward.db-backups/4-1767225600000.recovery');
  put('window.json');
  put('other/steward.db');
  expect(storeKey(userData, mine).keptIn).toBe('keychain');
});

test('a locked keychain, another user’s, and a damaged key are told apart, and nothing is replaced', () => {
  storeKey(userData, mine);
  const sealed = readFileSync(here('store.key.sealed'));
  expect(() => storeKey(userData, none)).toThrow(/locked or missing/);
  expect(() => storeKey(userData, keychainOf('bob'))).toThrow(/another user or keychain/);
  expect(readFileSync(here('store.key.sealed'))).toEqual(sealed);
  writeFileSync(here('store.key.sealed'), mine.seal('abc'));
  expect(() => storeKey(userData, mine)).toThrow(/damaged/);
});

test('a key in a file may end with a line end, and is refused when it is no key', () => {
  const made = storeKey(userData, none);
  writeFileSync(here('store.key'), `${made.key}\n`);
  expect(storeKey(userData, none)).toEqual(made);
  for (const wrong of [
    '',
    made.key.slice(1),
    `${made.key}0`,
    made.key.toUpperCase().replace(/[0-9]/g, 'A'),
  ]) {
    writeFileSync(here('store.key'), wrong);
    expect(() => storeKey(userData, none)).toThrow(/damaged/);
  }
});

test('a file that a crash left half written is written over, readable by this user alone', () => {
  writeFileSync(here('store.key.next'), 'half', { mode: 0o644 });
  const made = storeKey(userData, none);
  expect(readFileSync(here('store.key'), 'utf8')).toBe(made.key);
  expect(statSync(here('store.key')).mode & 0o777).toBe(0o600);
});

const url = 'postgres://ann:secret@db.example/company';

test('a connection with its password is remembered in a real keychain only', () => {
  expect(rememberConnection(userData, url, none)).toBe(false);
  expect(readdirSync(userData)).toEqual([]);
  expect(rememberConnection(userData, url, mine)).toBe(true);
  expect(readFileSync(here('connection.sealed'), 'utf8')).not.toContain('secret');
  expect(rememberedConnection(userData, mine)).toBe(url);
});

test('a connection that can’t be opened now waits for its keychain; one that another sealed is asked for anew', () => {
  expect(rememberedConnection(userData, mine)).toBeNull();
  rememberConnection(userData, url, mine);
  expect(rememberedConnection(userData, none)).toBeNull();
  expect(rememberedConnection(userData, mine)).toBe(url);
  expect(rememberedConnection(userData, keychainOf('bob'))).toBeNull();
  expect(existsSync(here('connection.sealed'))).toBe(false);
});
