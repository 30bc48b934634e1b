import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eraseProfile } from '../../../src-main/lib/copies/erase-profile';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'profiles-'));
  folder = join(parent, 'second');
  for (const copy of ['store', 'store-of-acme', 'store.erased', 'signed-out']) {
    mkdirSync(join(folder, copy, 'backups'), { recursive: true });
    writeFileSync(join(folder, copy, 'steward.db'), 'rows');
    writeFileSync(join(folder, copy, 'backups', 'steward-1.db'), 'rows');
  }
  for (const name of ['connection.sealed', 'mail-account.sealed', 'steward.log'])
    writeFileSync(join(folder, name), 'secret');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('what a connection has on this computer', () => {
  test('goes whole, with the folder, and nothing beside it', () => {
    writeFileSync(join(parent, 'profiles.json'), '{}');
    eraseProfile(folder);
    expect(readdirSync(parent)).toEqual(['profiles.json']);
  });

  test('goes, and what somebody else put there stays', () => {
    mkdirSync(join(folder, 'storehouse'));
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    eraseProfile(folder);
    expect(readdirSync(folder).toSorted()).toEqual(['notes.txt', 'storehouse']);
  });

  test('that is gone already is no trouble', () => {
    eraseProfile(folder);
    expect(() => eraseProfile(folder)).not.toThrow();
    expect(existsSync(folder)).toBe(false);
  });
});
