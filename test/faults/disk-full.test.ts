import { expect, test } from 'vitest';
import { copiedTables } from '../../src-main/store/copy/copied-tables';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { addOrganizations } from '../sync/support/company';
import { deskForEachTest } from '../sync/support/desk-for-each-test';
import { localRows } from '../sync/support/oracle';

const here = deskForEachTest({ accounts: 60, scope: 'all' });

/** SQLite's own limit gives the error of a full disk, at the very place where a full disk would. */
function leaveRoomFor(pages: number): void {
  const used = Number(here.desk.store.db.client.pragma('page_count', { simple: true }));
  here.desk.store.db.client.pragma(`max_page_count = ${used + pages}`);
}

function makeRoom(): void {
  here.desk.store.db.client.pragma('max_page_count = 1073741823');
}

test('a disk that fills up during a load: plain words, and the load goes on when there is room', async () => {
  await addOrganizations(here.company.admin, 100, 4_000);
  // Enough to begin with, for a load stages each table beside the copy, and far from enough for the rows.
  leaveRoomFor(2 * copiedTables.length);
  await expect(here.desk.sync()).rejects.toThrow(/disk is full/);
  expect(readSyncState(here.desk.store.read).load).not.toBeNull();
  makeRoom();
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('a disk that fills up during a pull: the copy stays as it was', async () => {
  await here.desk.sync();
  await addOrganizations(here.company.admin, 100, 900);
  const before = localRows(here.desk.store.read);
  leaveRoomFor(2);
  await expect(here.desk.sync()).rejects.toThrow(/disk is full/);
  expect(localRows(here.desk.store.read)).toEqual(before);
  makeRoom();
  await here.desk.sync();
  await here.desk.expectEqual();
});
