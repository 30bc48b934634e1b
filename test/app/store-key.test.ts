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
import type { Keychain } from '../../src-main/app/keychain';
import { rememberConnection, rememberedConnection } from '../../src-main/app/remembered-connection';
import { giveEachCopyItsKey, storeKey } from '../../src-main/app/store-key';

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

const copy = (name = 'store') => here(name);

test('a first start makes a key of 32 bytes, sealed by the keychain, and every later start opens it', () => {
  const made = storeKey(copy(), mine);
  expect(made).toEqual({ key: expect.stringMatching(/^[0-9a-f]{64}$/), keptIn: 'keychain' });
  expect(readdirSync(copy())).toEqual(['store.key.sealed']);
  expect(readFileSync(here('store/store.key.sealed'), 'utf8')).not.toContain(made.key);
  put('store/steward.db');
  expect(storeKey(copy(), mine)).toEqual(made);
});

test('without a real keychain the key lies in a file that only this user can read', () => {
  const made = storeKey(copy(), none);
  expect(made.keptIn).toBe('file');
  expect(readFileSync(here('store/store.key'), 'utf8')).toBe(made.key);
  expect(statSync(here('store/store.key')).mode & 0o777).toBe(0o600);
  expect(storeKey(copy(), none)).toEqual(made);
});

test('a key in a file stays in use when a keychain comes', () => {
  const made = storeKey(copy(), none);
  expect(storeKey(copy(), mine)).toEqual(made);
  expect(existsSync(here('store/store.key.sealed'))).toBe(false);
});

test('two machines never make the same key', () => {
  const other = mkdtempSync(join(tmpdir(), 'steward-key-'));
  expect(storeKey(copy(), none).key).not.toBe(storeKey(join(other, 'store'), none).key);
});

const thingsItOpens = [
  'store/steward.db',
  'store/steward.db.damaged-1767225600000',
  'store/steward.db-backups/12-1767225600000.backup',
  'store/steward.db-backups/1767225600000.backup',
];

for (const thing of thingsItOpens) {
  test(`no key is made while there is ${thing}: it would open nothing any more`, () => {
    put(thing);
    for (const keychain of [mine, none]) {
      expect(() => storeKey(copy(), keychain)).toThrow(/key of your local data is missing/);
    }
    expect(readdirSync(copy()).filter((name) => name.includes('key'))).toEqual([]);
  });
}

test('what no key opens is no reason to refuse one', () => {
  put('store/steward.db.lock');
  put('store/steward.db.key-id');
  put('store/steward.db-backups/4-1767225600000.recovery');
  put('window.json');
  put('store-of-0192f3c4-0000-7000-8000-000000000000/steward.db');
  expect(storeKey(copy(), mine).keptIn).toBe('keychain');
});

test('a locked keychain, another user’s, and a damaged key are told apart, and nothing is replaced', () => {
  storeKey(copy(), mine);
  const sealed = readFileSync(here('store/store.key.sealed'));
  expect(() => storeKey(copy(), none)).toThrow(/locked or missing/);
  expect(() => storeKey(copy(), keychainOf('bob'))).toThrow(/another user or keychain/);
  expect(readFileSync(here('store/store.key.sealed'))).toEqual(sealed);
  writeFileSync(here('store/store.key.sealed'), mine.seal('abc'));
  expect(() => storeKey(copy(), mine)).toThrow(/damaged/);
});

test('a key in a file may end with a line end, and is refused when it is no key', () => {
  const made = storeKey(copy(), none);
  writeFileSync(here('store/store.key'), `${made.key}\n`);
  expect(storeKey(copy(), none)).toEqual(made);
  for (const wrong of [
    '',
    made.key.slice(1),
    `${made.key}0`,
    made.key.toUpperCase().replace(/[0-9]/g, 'A'),
  ]) {
    writeFileSync(here('store/store.key'), wrong);
    expect(() => storeKey(copy(), none)).toThrow(/damaged/);
  }
});

test('a file that a crash left half written is written over, readable by this user alone', () => {
  mkdirSync(copy());
  writeFileSync(here('store/store.key.next'), 'half', { mode: 0o644 });
  const made = storeKey(copy(), none);
  expect(readFileSync(here('store/store.key'), 'utf8')).toBe(made.key);
  expect(statSync(here('store/store.key')).mode & 0o777).toBe(0o600);
});

test('each copy has a key of its own: destroying one leaves the others as they are', () => {
  const keys = ['store', 'store-of-acme', 'store-of-umber'].map((name) => storeKey(copy(name), mine).key);
  expect(new Set(keys).size).toBe(3);
});

test('the one key of an earlier Steward goes to every copy it opens, into its own folder, and is left nowhere else', () => {
  for (const [name, content] of [
    ['store.key.sealed', mine.seal('ab'.repeat(32))],
    ['store.key', Buffer.from('cd'.repeat(32))],
  ] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'steward-key-'));
    for (const each of ['store', 'store-of-acme']) mkdirSync(join(folder, each));
    mkdirSync(join(folder, 'elsewhere'));
    writeFileSync(join(folder, name), content);
    giveEachCopyItsKey(folder);
    giveEachCopyItsKey(folder);
    expect(readdirSync(folder).sort()).toEqual(['elsewhere', 'store', 'store-of-acme']);
    for (const each of ['store', 'store-of-acme']) {
      expect(readFileSync(join(folder, each, name))).toEqual(content);
      expect(statSync(join(folder, each, name)).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  }
});

test('a crash while the key is handed on loses none: a copy that has its own keeps it', () => {
  for (const each of ['store', 'store-of-acme']) put(`${each}/steward.db`);
  writeFileSync(here('store.key'), 'ab'.repeat(32));
  writeFileSync(here('store/store.key'), 'ab'.repeat(32));
  giveEachCopyItsKey(userData);
  expect(storeKey(copy('store-of-acme'), none).key).toBe('ab'.repeat(32));
  giveEachCopyItsKey(userData);
  writeFileSync(here('store.key'), 'ef'.repeat(32));
  giveEachCopyItsKey(userData);
  expect(storeKey(copy(), none).key).toBe('ab'.repeat(32));
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
