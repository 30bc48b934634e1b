import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeKeptOnDesktop } from '../../src-main/store/desk/kept-on-desktop';
import { keepBackups } from '../../src-main/store/file/keep-backups';
import { openStore } from '../../src-main/store/file/open';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';

const day = 86_400_000;
const today = Date.UTC(2026, 10, 22, 9);
let folder: string;
let file: string;
let at = today;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-outdated-'));
  file = join(folder, 'steward.db');
  at = today;
  store = openStore({ file, key: new Uint8Array(32).fill(7), now: () => at });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function backUpOn(...days: number[]): void {
  for (const ago of days) {
    at = today - ago * day;
    store.backUp();
  }
  at = today;
}
const ages = () => store.backups().map((backup) => Math.trunc((at - backup.at) / day));
const keep = (backups: number | null) =>
  writeTransaction(store, 'test.keep', (tx) => writeKeptOnDesktop(tx, { decisions: 90, backups, at: null }));

test('older backups go, on the day and not before; the newest stays, however old', () => {
  keep(null);
  backUpOn(40, 30, 29);
  expect(store.dropOutdated(30)).toBe(1);
  expect(ages()).toEqual([29, 30]);
  at = today + 100 * day;
  expect(store.dropOutdated(30)).toBe(1);
  at = today;
  expect(ages()).toEqual([29]);
});

test('the newest that holds anything stays behind newer ones that hold nothing', () => {
  keep(null);
  backUpOn(60);
  writeTransaction(store, 'test.empty', (tx) => tx.prepared('delete from settings').run());
  backUpOn(50, 40);
  expect(store.dropOutdated(30)).toBe(1);
  expect(ages()).toEqual([40, 60]);
});

test('damaged copies that were put aside go with their logs; one that can’t be told the age of stays', () => {
  const put = (name: string) => writeFileSync(join(folder, `steward.db.damaged-${name}`), 'x');
  for (const name of [`${today - 31 * day}`, `${today - 31 * day}-wal`, `${today - day}`, 'by hand'])
    put(name);
  expect(store.dropOutdated(30)).toBe(1);
  expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([
    `steward.db.damaged-${today - day}`,
    'steward.db.damaged-by hand',
  ]);
});

test('with each backup those go that are kept no longer, and none where they are kept for ever', () => {
  backUpOn(40, 35);
  keep(null);
  keepBackups(store, () => at, pino({ level: 'silent' }))();
  expect(ages()).toEqual([0, 35, 40]);
  keep(30);
  at = today + 2 * 3_600_000;
  keepBackups(store, () => at, pino({ level: 'silent' }))();
  expect(ages()).toEqual([0, 0]);
  expect(existsSync(file)).toBe(true);
});
