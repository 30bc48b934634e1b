import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import {
  createTestCompany,
  startPostgres,
  type TestCompany,
  type TestLogin,
  type TestServer,
} from '../support/postgres';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { addOrganizations, fillCompany } from '../sync/support/company';
import { type Desk, openDesk } from '../sync/support/desk';
import { localRows } from '../sync/support/oracle';

let server: TestServer;
let company: TestCompany;
let login: TestLogin;
let proxy: TcpProxy;
let desk: Desk;

beforeAll(async () => {
  server = await startPostgres();
  company = await createTestCompany(server);
  await fillCompany(company.admin, 300);
  login = await company.createLogin({ role: 'manager', scope: 'all', managerId: 1 });
});
afterAll(async () => {
  await company.drop();
  await server.stop();
});

beforeEach(async () => {
  proxy = await startTcpProxy(login.url);
  desk = openDesk(login);
});
afterEach(async () => {
  desk.close();
  await proxy.close();
});

const overProxy = () => ({
  connect: { url: proxy.through(login.url), connectTimeout: 5_000, silenceTimeout: 1_000 },
});

/** Bytes that the server sends for a whole first load. */
async function bytesOfLoad(): Promise<number> {
  const other = openDesk(login);
  const before = proxy.bytesFromServer;
  await other.sync(overProxy());
  other.close();
  return proxy.bytesFromServer - before;
}

test('a line cut anywhere in the first load: nothing half is shown, and the next sync completes it', async () => {
  const whole = await bytesOfLoad();
  for (let tenth = 0; tenth < 10; tenth += 1) {
    desk.close();
    desk = openDesk(login);
    proxy.cutAfter(Math.floor((whole * (tenth + 0.5)) / 10));
    await expect(desk.sync(overProxy())).rejects.toMatchObject({ code: 'offline' });
    expect(Object.values(localRows(desk.store.read)).flat()).toEqual([]);
    proxy.heal();
    await desk.sync(overProxy());
    await desk.expectEqual();
  }
});

test('what was accepted before the cut is not sent again', async () => {
  const whole = await bytesOfLoad();
  proxy.cutAfter(Math.floor(whole * 0.9));
  await expect(desk.sync(overProxy())).rejects.toMatchObject({ code: 'offline' });
  proxy.heal();
  const before = proxy.bytesFromServer;
  await desk.sync(overProxy());
  expect(proxy.bytesFromServer - before).toBeLessThan(whole * 0.9);
  await desk.expectEqual();
});

test('a load that is cut again and again still arrives', async () => {
  const whole = await bytesOfLoad();
  let cuts = 0;
  for (; cuts < 100; cuts += 1) {
    proxy.cutAfter(Math.floor(whole / 3));
    const arrived = await desk.sync(overProxy()).then(
      () => true,
      () => false,
    );
    proxy.heal();
    if (arrived) break;
  }
  expect(cuts).toBeGreaterThan(0);
  expect(cuts).toBeLessThan(100);
  await desk.expectEqual();
});

test('a line that goes dead in the middle of a copy is given up, and the load goes on later', async () => {
  const onProgress = ({ table }: { table: string }) => {
    if (table === 'users') proxy.silence();
  };
  await expect(desk.sync({ ...overProxy(), onProgress })).rejects.toMatchObject({ code: 'offline' });
  proxy.heal();
  await desk.sync(overProxy());
  await desk.expectEqual();
});

test('a line cut anywhere in a pull leaves the copy and its cursor as they were', async () => {
  await desk.sync(overProxy());
  let number = 1000;
  for (let tenth = 0; tenth < 8; tenth += 1) {
    await addOrganizations(company.admin, number, number + 5);
    number += 10;
    const before = { rows: localRows(desk.store.read), state: readSyncState(desk.store.read) };
    proxy.cutAfter(2_000 + tenth * 700);
    const failed = await desk.sync(overProxy()).then(
      () => false,
      () => true,
    );
    if (failed)
      expect({ rows: localRows(desk.store.read), state: readSyncState(desk.store.read) }).toEqual(before);
    proxy.heal();
    await desk.sync(overProxy());
    await desk.expectEqual();
  }
});
