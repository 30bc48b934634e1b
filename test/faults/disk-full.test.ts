import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { addOrganizations, fillCompany } from '../sync/support/company';
import { type Desk, openDesk } from '../sync/support/desk';
import { localRows } from '../sync/support/oracle';

let server: TestServer;
let company: TestCompany;
let desk: Desk;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

beforeEach(async () => {
  company = await createTestCompany(server);
  await fillCompany(company.admin, 60);
  desk = openDesk(await company.createLogin({ role: 'manager', scope: 'all', managerId: 1 }));
});
afterEach(async () => {
  desk.close();
  await company.drop();
});

/** SQLite's own limit gives the error of a full disk, at the very place where a full disk would. */
function leaveRoomFor(pages: number): void {
  const used = Number(desk.store.db.client.pragma('page_count', { simple: true }));
  desk.store.db.client.pragma(`max_page_count = ${used + pages}`);
}

function makeRoom(): void {
  desk.store.db.client.pragma('max_page_count = 1073741823');
}

test('a disk that fills up during a load: plain words, and the load goes on when there is room', async () => {
  leaveRoomFor(16);
  await expect(desk.sync()).rejects.toThrow(/disk is full/);
  expect(readSyncState(desk.store.read).load).not.toBeNull();
  makeRoom();
  await desk.sync();
  await desk.expectEqual();
});

test('a disk that fills up during a pull: the copy stays as it was', async () => {
  await desk.sync();
  await addOrganizations(company.admin, 100, 200);
  const before = localRows(desk.store.read);
  leaveRoomFor(2);
  await expect(desk.sync()).rejects.toThrow(/disk is full/);
  expect(localRows(desk.store.read)).toEqual(before);
  makeRoom();
  await desk.sync();
  await desk.expectEqual();
});
