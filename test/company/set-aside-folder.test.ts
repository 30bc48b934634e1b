import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { LoadReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-22T12:00:00Z');
const here = companyForEachTest();

const oneBad = csv('feature_id,name', 'a,A', 'b,');
const own = csv('feature_id,name', 'mine,Mine');

function load(from: string, setAside?: string): Promise<LoadReport> {
  return createCompany({ url: here.company.url, from, now, ...(setAside === undefined ? {} : { setAside }) });
}

async function features(): Promise<number> {
  const { rows } = await here.company.admin.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM customer_success.features',
  );
  return rows[0]?.n ?? -1;
}

test('a folder with files of the same names keeps them, and nothing is loaded', async () => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  const theirs = writeCsvFolder({ 'features.csv': own, 'notes.txt': 'x' });
  await expect(load(from, theirs)).rejects.toThrow(
    /holds a features\.csv that Steward didn't write.*left as it is.*--set-aside/,
  );
  expect(readFileSync(join(theirs, 'features.csv'), 'utf8')).toBe(own);
  expect(readdirSync(theirs).sort()).toEqual(['features.csv', 'notes.txt']);
  expect(await features()).toBe(0);
});

test('a folder whose files look like set-aside ones keeps them, too', async () => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  const looksLikeOurs = csv('line,reason,feature_id,name', '3,name is missing,b,B');
  const theirs = writeCsvFolder({ 'features.csv': looksLikeOurs });
  await expect(load(from, theirs)).rejects.toThrow(/didn't write/);
  expect(readFileSync(join(theirs, 'features.csv'), 'utf8')).toBe(looksLikeOurs);
});

test.each([
  ['itself', (from: string) => from],
  ['with dots in its path', (from: string) => `${from}/../${from.split('/').at(-1)}/.`],
  [
    'through a link',
    (from: string) => {
      symlinkSync(from, `${from}-link`);
      return `${from}-link`;
    },
  ],
  [
    'through a link to a link',
    (from: string) => {
      symlinkSync(from, `${from}-link-1`);
      symlinkSync(`${from}-link-1`, `${from}-link-2`);
      return `${from}-link-2`;
    },
  ],
])('the source folder %s is refused, and its files stay', async (_words, nameOf) => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  await expect(load(from, nameOf(from))).rejects.toThrow(/in the folder they come from/);
  expect(readFileSync(join(from, 'features.csv'), 'utf8')).toBe(oneBad);
});

test('the source read through a link is not taken for another folder', async () => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  symlinkSync(from, `${from}-link`);
  await expect(load(`${from}-link`, from)).rejects.toThrow(/in the folder they come from/);
  expect(readFileSync(join(from, 'features.csv'), 'utf8')).toBe(oneBad);
});

test('files that are links to the source, or other names of it, stay as they are', async () => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  for (const link of [symlinkSync, linkSync]) {
    const folder = writeCsvFolder({});
    link(join(from, 'features.csv'), join(folder, 'features.csv'));
    await expect(load(from, folder)).rejects.toThrow(/didn't write/);
    expect(readFileSync(join(from, 'features.csv'), 'utf8')).toBe(oneBad);
    expect(readdirSync(folder)).toEqual(['features.csv']);
  }
});

test('a link to where the source files lie keeps what the source’s links lead to', async () => {
  const real = writeCsvFolder({ 'features.csv': oneBad });
  const from = writeCsvFolder({});
  symlinkSync(join(real, 'features.csv'), join(from, 'features.csv'));
  await expect(load(from, real)).rejects.toThrow(/didn't write/);
  expect(readFileSync(join(real, 'features.csv'), 'utf8')).toBe(oneBad);
});

test('folders inside each other, either way, lose nothing', async () => {
  const outer = writeCsvFolder({ 'features.csv': own });
  const inner = join(outer, 'export');
  writeCsvFolder({ 'features.csv': oneBad }, inner);
  await expect(load(inner, outer)).rejects.toThrow(/didn't write/);
  expect(readFileSync(join(outer, 'features.csv'), 'utf8')).toBe(own);
  writeFileSync(join(outer, 'features.csv'), oneBad);
  await expect(load(outer, inner)).rejects.toThrow(/didn't write/);
  expect(readFileSync(join(inner, 'features.csv'), 'utf8')).toBe(oneBad);
});

test('where no folder is named and set-aside holds others’ files, the next free one is taken and named', async () => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  writeCsvFolder({ 'features.csv': own }, join(from, 'set-aside'));
  mkdirSync(join(from, 'set-aside-2'));
  symlinkSync('/nowhere', join(from, 'set-aside-2', 'features.csv'));
  const report = await load(from);
  expect(report.setAsideFolder).toBe(join(from, 'set-aside-3'));
  expect(readFileSync(join(from, 'set-aside', 'features.csv'), 'utf8')).toBe(own);
  expect(await features()).toBe(1);
});

test('what an earlier load set aside is replaced, and gone once all rows are good', async () => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  const folder = join(from, 'set-aside');
  await load(from);
  await load(from, folder);
  expect(readFileSync(join(folder, 'features.csv'), 'utf8')).toBe(
    csv('line,reason,feature_id,name', '3,name is missing,b,'),
  );
  writeFileSync(join(from, 'features.csv'), own);
  await load(from);
  expect(readdirSync(folder).filter((name) => name.endsWith('.csv'))).toEqual([]);
});

test.each([
  ['mended', (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace('b,', 'b,B'))],
  ['extended', (path: string) => appendFileSync(path, '4,,c,C\n')],
  ['shortened', (path: string) => truncateSync(path, 5)],
  [
    'changed to the same length',
    (path: string) => writeFileSync(path, oneBad.padEnd(readFileSync(path).length)),
  ],
  [
    'replaced by a link',
    (path: string) => {
      renameSync(path, `${path}.moved`);
      symlinkSync(`${path}.moved`, path);
    },
  ],
])('a set-aside file that was %s since is nobody’s to remove', async (_words, change) => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  await load(from);
  const path = join(from, 'set-aside', 'features.csv');
  change(path);
  const changed = readFileSync(path);
  expect((await load(from)).setAsideFolder).toBe(join(from, 'set-aside-2'));
  expect(readFileSync(path)).toEqual(changed);
  await expect(load(from, join(from, 'set-aside'))).rejects.toThrow(/changed since/);
});

test('a load that died while it wrote leaves a file that the next one replaces', async () => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  const folder = join(from, 'set-aside');
  await load(from);
  const whole = readFileSync(join(folder, 'features.csv'));
  const note = JSON.parse(readFileSync(join(folder, '.steward-wrote.json'), 'utf8'));
  // As it was noted before the first bytes went out, of which half arrived.
  note['features.csv'] = { ...note['features.csv'], bytes: 0, until: whole.length };
  writeFileSync(join(folder, '.steward-wrote.json'), JSON.stringify(note));
  truncateSync(join(folder, 'features.csv'), Math.floor(whole.length / 2));
  expect((await load(from)).setAsideFolder).toBe(folder);
  expect(readFileSync(join(folder, 'features.csv'))).toEqual(whole);
});

test('links at the names of Steward’s own notes are not written through', async () => {
  const from = writeCsvFolder({ 'features.csv': oneBad });
  const precious = join(writeCsvFolder({ 'precious.json': '{}' }), 'precious.json');
  mkdirSync(join(from, 'set-aside'));
  for (const name of ['.steward-wrote.json', '.steward-wrote.json.part']) {
    symlinkSync(precious, join(from, 'set-aside', name));
  }
  await load(from);
  expect(readFileSync(precious, 'utf8')).toBe('{}');
});
