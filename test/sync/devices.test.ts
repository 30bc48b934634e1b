import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listDevices, signOutDevice } from '../../src-main/company/devices';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { addSignedOutDevice } from '../../src-main/store/devices/signed-out-devices';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { companyForEachTest } from '../support/company-for-each-test';
import { fillCompany } from './support/company';
import { writeNote } from './support/decide';
import { type Desk, openDesk } from './support/desk';

const here = companyForEachTest();
const desktop = { id: randomUUID(), kind: 'desktop' } as const;

let ann: Desk;
let ada: Desk;
beforeEach(async () => {
  await fillCompany(here.company.admin, 4);
  ann = openDesk(await here.company.createLogin({ role: 'manager', scope: 'all' }));
  ada = openDesk(await here.company.createLogin({ role: 'admin', scope: 'all' }));
  for (const desk of [ann, ada]) await desk.sync({ device: desktop });
});
afterEach(() => {
  for (const desk of [ann, ada]) desk.close();
});

const admin = (sql: string) => here.company.admin.query(sql);
const loginOf = (desk: Desk) => new URL(desk.url).username;
const copyOf = (desk: Desk) => desk.store.erasures().copy ?? '';

/** As the screen does: the company is told, and this desktop remembers. */
async function signOut(by: Desk, of: Desk): Promise<void> {
  const device = { login: loginOf(of), copy: copyOf(of) };
  const client = await here.company.admin.connect();
  try {
    await client.query(`set session authorization ${loginOf(by)}`);
    expect(await signOutDevice(client, device)).toBe(true);
  } finally {
    await client.query('reset session authorization');
    client.release();
  }
  writeTransaction(by.store, 'test', (tx) => addSignedOutDevice(tx, device, Date.now()));
}

test('each desktop is told of with its first sync, and one that nobody asks tells nothing', async () => {
  const quiet = openDesk(await here.company.createLogin({ role: 'viewer', scope: 'all' }));
  await quiet.sync();
  quiet.close();
  const client = await here.company.admin.connect();
  const devices = await listDevices(client);
  client.release();
  expect(devices.map(({ copy }) => copy).toSorted()).toEqual([copyOf(ann), copyOf(ada)].toSorted());
});

test('a device that is signed out sends and reads nothing more: its rows are gone with that contact', async () => {
  writeNote(ann, 'not sent yet', 2);
  await signOut(ada, ann);
  expect(await ann.sync({ device: desktop })).toMatchObject({
    kind: 'signed out',
    by: loginOf(ada),
    organizationIds: 'all',
  });
  expect(readSyncState(ann.store.read).asOf).toBeNull();
  expect((await admin('select * from customer_success.notes')).rows).toEqual([]);
  // Another one of the same login goes on.
  const second = openDesk({ url: ann.url } as Parameters<typeof openDesk>[0]);
  expect(await second.sync({ device: desktop })).toMatchObject({ kind: 'applied' });
  second.close();
});

test('a company restored from before a sign-out hears of it again from who did it, and signs nobody else out', async () => {
  await signOut(ada, ann);
  await admin('delete from customer_success.device_sign_outs');
  await admin('select customer_success.start_new_epoch()');
  expect(await ann.sync({ device: desktop })).toMatchObject({ kind: 'applied' });
  expect(await ada.sync({ device: desktop })).toMatchObject({ kind: 'applied' });
  expect(await ann.sync({ device: desktop })).toMatchObject({ kind: 'signed out' });
  expect(await ada.sync({ device: desktop })).toMatchObject({ kind: 'applied' });
});

test('a company restored from before a device was there hears of its sign-out, too', async () => {
  await signOut(ada, ann);
  await admin('delete from customer_success.device_sign_outs');
  await admin('delete from customer_success.devices');
  await admin('select customer_success.start_new_epoch()');
  await ada.sync({ device: desktop });
  expect(await ann.sync({ device: desktop })).toMatchObject({ kind: 'signed out' });
});

test('a dump from between the sign-out and the next sign-in takes nothing from the copy that came then', async () => {
  await signOut(ada, ann);
  await ann.sync({ device: desktop });
  const again = openDesk({ url: ann.url } as Parameters<typeof openDesk>[0]);
  await again.sync({ device: desktop });
  await admin(`delete from customer_success.devices where copy = '${copyOf(again)}'`);
  await admin('select customer_success.start_new_epoch()');
  for (const desk of [ada, again])
    expect(await desk.sync({ device: desktop })).toMatchObject({ kind: 'applied' });
  again.close();
});

test('another login at the same copy is not signed out with the one before', async () => {
  await signOut(ada, ann);
  const ben = await here.company.createLogin({ role: 'manager', scope: 'all' });
  expect(await ann.sync({ device: desktop, connect: { url: ben.url } })).toMatchObject({ kind: 'applied' });
});

test('a company of an earlier version is told nothing, and synced with as ever', async () => {
  await admin('drop function customer_success.report_device(uuid, json)');
  expect(await ann.sync({ device: desktop })).toMatchObject({ kind: 'applied' });
});
