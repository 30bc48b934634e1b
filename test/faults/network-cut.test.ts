import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { addOrganizations } from '../sync/support/company';
import { openDesk } from '../sync/support/desk';
import { deskForEachTest } from '../sync/support/desk-for-each-test';
import { localRows } from '../sync/support/oracle';

const here = deskForEachTest({ accounts: 300, scope: 'all' });
let proxy: TcpProxy;
beforeEach(async () => {
  proxy = await startTcpProxy(here.login.url);
});
afterEach(() => proxy?.close());

const overProxy = () => ({
  connect: { url: proxy.through(here.login.url), connectTimeout: 5_000, silenceTimeout: 1_000 },
});

/** Bytes that the server sends for a whole first load. */
async function bytesOfLoad(): Promise<number> {
  const other = openDesk(here.login);
  const before = proxy.bytesFromServer;
  await other.sync(overProxy());
  other.close();
  return proxy.bytesFromServer - before;
}

test('a line cut anywhere in the first load: nothing half is shown, and the next sync completes it', async () => {
  const whole = await bytesOfLoad();
  for (let tenth = 0; tenth < 10; tenth += 1) {
    here.startOver();
    proxy.cutAfter(Math.floor((whole * (tenth + 0.5)) / 10));
    await expect(here.desk.sync(overProxy())).rejects.toMatchObject({ code: 'offline' });
    expect(Object.values(localRows(here.desk.store.read)).flat()).toEqual([]);
    proxy.heal();
    await here.desk.sync(overProxy());
    await here.desk.expectEqual();
  }
});

test('what was accepted before the cut is not sent again', async () => {
  const whole = await bytesOfLoad();
  proxy.cutAfter(Math.floor(whole * 0.9));
  await expect(here.desk.sync(overProxy())).rejects.toMatchObject({ code: 'offline' });
  proxy.heal();
  const before = proxy.bytesFromServer;
  await here.desk.sync(overProxy());
  expect(proxy.bytesFromServer - before).toBeLessThan(whole * 0.9);
  await here.desk.expectEqual();
});

test('a load that is cut again and again still arrives', async () => {
  const whole = await bytesOfLoad();
  let cuts = 0;
  for (; cuts < 100; cuts += 1) {
    proxy.cutAfter(Math.floor(whole / 3));
    const arrived = await here.desk.sync(overProxy()).then(
      () => true,
      () => false,
    );
    proxy.heal();
    if (arrived) break;
  }
  expect(cuts).toBeGreaterThan(0);
  expect(cuts).toBeLessThan(100);
  await here.desk.expectEqual();
});

test('a line that goes dead in the middle of a copy is given up, and the load goes on later', async () => {
  const onProgress = ({ table }: { table: string }) => {
    if (table === 'users') proxy.silence();
  };
  await expect(here.desk.sync({ ...overProxy(), onProgress })).rejects.toMatchObject({ code: 'offline' });
  proxy.heal();
  await here.desk.sync(overProxy());
  await here.desk.expectEqual();
});

test('a line cut anywhere in a pull leaves the copy and its cursor as they were', async () => {
  await here.desk.sync(overProxy());
  let number = 1000;
  let cuts = 0;
  for (let tenth = 0; tenth < 8; tenth += 1) {
    await addOrganizations(here.company.admin, number, number + 5);
    number += 10;
    const before = { rows: localRows(here.desk.store.read), state: readSyncState(here.desk.store.read) };
    proxy.cutAfter(2_000 + tenth * 700);
    const failed = await here.desk.sync(overProxy()).then(
      () => false,
      () => true,
    );
    if (failed) {
      cuts += 1;
      expect({ rows: localRows(here.desk.store.read), state: readSyncState(here.desk.store.read) }).toEqual(
        before,
      );
    }
    proxy.heal();
    await here.desk.sync(overProxy());
    await here.desk.expectEqual();
  }
  expect(cuts).toBeGreaterThan(3);
});
