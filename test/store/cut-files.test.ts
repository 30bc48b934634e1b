import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src-main/store/file/open';
import { savedViews } from '../../src-main/store/schema/work';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { countedIds } from '../support/counted-ids';

let folder: string;
let file: string;
const key = new Uint8Array(32).fill(7);
const now = () => Date.UTC(2026, 10, 22, 9);
const ids = countedIds();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-cut-'));
  file = join(folder, 'steward.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function putView(store: Store, name: string): void {
  writeTransaction(store, 'test.view', (tx) => {
    tx.insert(savedViews).values({ viewId: ids.next(), name, view: '{}', createdAt: 1 }).run();
  });
}

function viewsOf(store: Store): string[] {
  return store.read
    .select()
    .from(savedViews)
    .all()
    .map(({ name }) => name);
}

function open(check: 'before' | 'behind' = 'before'): Store {
  return openStore({ file, key, now, check });
}

function madeWithBackup(): void {
  const store = open();
  putView(store, 'Mine');
  store.backUp();
  store.close();
}

const cuts: [string, () => void][] = [
  ['is empty', () => truncateSync(file, 0)],
  ['has one byte left', () => truncateSync(file, 1)],
  ['has its header left', () => truncateSync(file, 100)],
  ['has less than a page left', () => truncateSync(file, 16_383)],
  ['has one page left', () => truncateSync(file, 16_384)],
  ['has lost its last page', () => truncateSync(file, statSync(file).size - 16_384)],
  ['has lost its last bytes', () => truncateSync(file, statSync(file).size - 10)],
  ['is gone', () => rmSync(file)],
  ['became zeros', () => writeFileSync(file, Buffer.alloc(statSync(file).size))],
  ['became an empty one with a log beside it', () => leaveLog(() => truncateSync(file, 0))],
  ['has one page left and a log beside it', () => leaveLog(() => truncateSync(file, 16_384))],
  ['is gone and left its log', () => leaveLog(() => rmSync(file))],
  ['is gone and left an empty log and its index', () => leaveEmptyLog(() => rmSync(file))],
  ['is empty beside an empty log and its index', () => leaveEmptyLog(() => truncateSync(file, 0))],
];

/** The log of a store that was not closed. */
function leaveLog(cut: () => void): void {
  const store = open();
  putView(store, 'Later');
  for (const suffix of ['-wal', '-shm']) copyFileSync(file + suffix, `${file}${suffix}.kept`);
  store.close();
  cut();
  for (const suffix of ['-wal', '-shm']) copyFileSync(`${file}${suffix}.kept`, file + suffix);
}

function leaveEmptyLog(cut: () => void): void {
  cut();
  writeFileSync(`${file}-wal`, '');
  writeFileSync(`${file}-shm`, Buffer.alloc(32_768));
}

function givesWay(cut: () => void, check: 'before' | 'behind'): void {
  madeWithBackup();
  cut();
  const store = open(check);
  expect(viewsOf(store)).toContain('Mine');
  // Of a store that opens, every page is there.
  expect(store.db.client.pragma('integrity_check', { simple: true })).toBe('ok');
  store.close();
  const again = open();
  expect(viewsOf(again)).toContain('Mine');
  again.close();
}

test.each(cuts)('a store whose file %s gives way to a new one with the own rows', (_words, cut) => {
  givesWay(cut, 'before');
});

test.each(cuts.slice(0, 7))(
  'so it does where the pages are looked at behind the start: %s',
  (_words, cut) => {
    givesWay(cut, 'behind');
  },
);

test('what is left of a cut file is put aside, not deleted', () => {
  madeWithBackup();
  truncateSync(file, 20_000);
  const left = readFileSync(file);
  const store = open();
  const [damaged] = store.damaged();
  expect(damaged && readFileSync(damaged.file)).toEqual(left);
  store.close();
});

test('a second damaged file at the same time of the clock leaves the first one there', () => {
  madeWithBackup();
  for (let turn = 1; turn <= 3; turn += 1) {
    truncateSync(file, 20_000 + turn);
    const store = open();
    expect(store.damaged()).toHaveLength(turn);
    expect(viewsOf(store)).toEqual(['Mine']);
    store.close();
  }
});

test('a cut file is not taken for one with another key, and one with another key not for a cut one', () => {
  madeWithBackup();
  const whole = readFileSync(file);
  const other = () => openStore({ file, key: new Uint8Array(32).fill(8), now });
  expect(other).toThrow(/another key/);
  for (const size of [0, 1, 16_384]) {
    truncateSync(file, size);
    expect(other).toThrow(/another key/);
    writeFileSync(file, whole);
  }
  rmSync(file);
  expect(other).toThrow(/another key/);
  expect(existsSync(file)).toBe(false);
  writeFileSync(file, whole);
  const store = open();
  expect(viewsOf(store)).toEqual(['Mine']);
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  store.close();
});
