import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askForCompany, changeCompany } from '../../../src-main/lib/copies/other-companies';

const acme = '11111111-1111-4111-8111-111111111111';
const umber = '22222222-2222-4222-8222-222222222222';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-companies-'));
  file = join(folder, 'store', 'steward.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  writeFileSync(`${file}-wal`, `log of ${content}`);
}

function content(): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

test('without a change asked for, everything stays where it is', () => {
  write('acme');
  changeCompany(file);
  expect(content()).toBe('acme');
});

test('a company seen for the first time begins with nothing, and the one before waits whole', () => {
  write('acme');
  askForCompany(file, acme, umber);
  changeCompany(file);
  expect(content()).toBeNull();
  write('umber');
  askForCompany(file, umber, acme);
  changeCompany(file);
  expect(content()).toBe('acme');
  expect(readFileSync(`${file}-wal`, 'utf8')).toBe('log of acme');
});

test('a change is made once', () => {
  write('acme');
  askForCompany(file, acme, umber);
  changeCompany(file);
  write('umber');
  changeCompany(file);
  expect(content()).toBe('umber');
});

test('a change that was broken off between its steps is finished by the next start', () => {
  write('umber');
  askForCompany(file, umber, acme);
  changeCompany(file);
  write('acme');
  askForCompany(file, acme, umber);
  // As if the process had died after the first step, and the shell had made the folder again.
  renameSync(dirname(file), join(folder, `store-of-${acme}`));
  mkdirSync(dirname(file));
  changeCompany(file);
  expect(content()).toBe('umber');
});

test('a note that a crash left half written changes nothing', () => {
  write('acme');
  writeFileSync(join(folder, 'store.next'), '{"from":');
  changeCompany(file);
  expect(content()).toBe('acme');
  expect(existsSync(join(folder, 'store.next'))).toBe(false);
});
