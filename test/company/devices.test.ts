import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listDevices, nameDevice, signOutDevice } from '../../src-main/company/devices';
import { startPostgres, type TestServer } from '../support/postgres';
import { createTeam, type Team } from '../support/team';

let server: TestServer;
let team: Team;
beforeAll(async () => {
  server = await startPostgres();
  team = await createTeam(server);
});
afterAll(async () => {
  await team?.company.drop();
  await server?.stop();
});
beforeEach(() =>
  admin('DELETE FROM customer_success.devices; DELETE FROM customer_success.device_sign_outs'),
);

const admin = (sql: string, values: unknown[] = []) => team.company.admin.query(sql, values);

async function report(client: pg.Client, copy: string | null, about: unknown = {}): Promise<unknown> {
  const said = { device: randomUUID(), kind: 'desktop', machine: 'laptop', app: '1.2.3', platform: 'linux' };
  const text = about === null ? null : JSON.stringify({ ...said, ...(about as object) });
  const { rows } = await client.query('SELECT customer_success.report_device($1, $2::json) AS answer', [
    copy,
    text,
  ]);
  return rows[0]?.answer;
}

const own = async (client: pg.Client) =>
  (await listDevices(client)).filter(({ login }) => login === client.user);
const ages = (by: string) =>
  admin(
    'UPDATE customer_success.devices SET last_seen = last_seen - $1::interval, first_seen = first_seen - $1::interval',
    [by],
  );

test('a device tells of itself with each contact, and is one row with the first and the last time', async () => {
  const { ann } = team.clients;
  const copy = randomUUID();
  expect(await report(ann, copy)).toEqual({ outcome: 'known' });
  await ages('1 hour');
  const [first] = await own(ann);
  await report(ann, copy, { app: '1.3.0' });
  const devices = await own(ann);
  expect(devices).toMatchObject([
    {
      copy,
      kind: 'desktop',
      name: 'laptop',
      machine: 'laptop',
      app: '1.3.0',
      platform: 'linux',
      signedOut: null,
    },
  ]);
  expect(devices[0]?.firstSeen).toBe(first?.firstSeen);
  expect(devices[0]?.lastSeen).toBeGreaterThan(first?.lastSeen ?? 0);
});

test('a look every few seconds writes nothing, unless something is another', async () => {
  const { ann } = team.clients;
  const copy = randomUUID();
  const device = randomUUID();
  await report(ann, copy, { device });
  const version = async () =>
    (await admin('SELECT xmin::text AS x FROM customer_success.devices')).rows[0]?.x;
  const before = await version();
  await report(ann, copy, { device });
  expect(await version()).toBe(before);
  await report(ann, copy, { device, machine: 'another' });
  expect(await own(ann)).toMatchObject([{ machine: 'another', machineBefore: 'laptop' }]);
});

test('whose devices are whose: one sees and names one’s own, admins see all; nobody else signs out another’s', async () => {
  const { ann, bob, ada } = team.clients;
  const copy = randomUUID();
  await report(ann, copy);
  expect(await listDevices(bob)).toEqual([]);
  expect(await listDevices(ada)).toHaveLength(1);
  expect(await nameDevice(bob, copy, 'mine now')).toBe(false);
  expect(await nameDevice(ada, copy, 'hers now')).toBe(false);
  expect(await nameDevice(ann, copy, '  The one at\u202E home\n')).toBe(true);
  expect(await own(ann)).toMatchObject([{ name: 'The one at home' }]);
  const login = ann.user ?? '';
  expect(await signOutDevice(bob, { login, copy })).toBe(false);
  // The same number under one's own login is another device.
  expect(await signOutDevice(bob, { login: bob.user ?? '', copy })).toBe(true);
  expect(await report(ann, copy)).toEqual({ outcome: 'known' });
  expect(await signOutDevice(ada, { login, copy })).toBe(true);
  expect(await report(ann, copy)).toMatchObject({ outcome: 'signed out', by: ada.user });
});

test('a device that is signed out hears so each time, stays so for good, and the audit tells once who did it', async () => {
  const { ann } = team.clients;
  const copy = randomUUID();
  const login = ann.user ?? '';
  await report(ann, copy);
  const audited = async () =>
    (
      await admin(
        `SELECT login, details FROM customer_success.audit_log WHERE kind = 'device.sign-out' AND details ->> 'copy' = $1`,
        [copy],
      )
    ).rows;
  for (let again = 0; again < 2; again += 1) expect(await signOutDevice(ann, { login, copy })).toBe(true);
  expect(await own(ann)).toMatchObject([{ signedOut: { by: login, heardAt: null } }]);
  const first = await report(ann, copy);
  expect(first).toMatchObject({ outcome: 'signed out', by: login, at: expect.any(Number) });
  expect(await report(ann, copy, { machine: 'elsewhere' })).toEqual(first);
  expect(await own(ann)).toMatchObject([{ signedOut: { heardAt: expect.any(Number) }, machine: 'laptop' }]);
  expect(await audited()).toEqual([{ login, details: { of: login, copy } }]);
});

test('of several devices the one that was signed out is told so, and no other: of the login, or of somebody else', async () => {
  const { ann, bob, ada } = team.clients;
  const [here, there] = [randomUUID(), randomUUID()];
  await report(ann, here);
  await report(ann, there);
  // Two who share a machine's folder have a copy of the same name.
  await report(bob, here);
  await signOutDevice(ann, { login: ann.user ?? '', copy: here });
  const told = (await listDevices(ada)).map(({ login, copy, signedOut }) => [
    login,
    copy,
    signedOut !== null,
  ]);
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      [ann.user, here, true],
      [ann.user, there, false],
      [bob.user, here, false],
    ]),
  );
});

test('what was not seen for 180 days is forgotten, but never that it was signed out', async () => {
  const { ann } = team.clients;
  const [gone, out] = [randomUUID(), randomUUID()];
  for (const copy of [gone, out]) await report(ann, copy);
  await signOutDevice(ann, { login: ann.user ?? '', copy: out });
  await ages('181 days');
  const fresh = randomUUID();
  await report(ann, fresh);
  expect((await own(ann)).map(({ copy }) => copy)).toEqual([fresh]);
  expect(await report(ann, out)).toMatchObject({ outcome: 'signed out' });
});

test('nobody who leaves a transaction open holds up that an admin signs them out', async () => {
  const { ann, ada } = team.clients;
  const copy = randomUUID();
  const login = ann.user ?? '';
  await report(ann, copy);
  await ages('1 hour');
  await ann.query('BEGIN');
  await report(ann, copy, { machine: 'elsewhere' });
  await signOutDevice(ann, { login, copy });
  const began = performance.now();
  expect(await signOutDevice(ada, { login, copy })).toBe(true);
  expect(performance.now() - began).toBeLessThan(3_000);
  await ann.query('ROLLBACK');
  expect(await report(ann, copy)).toMatchObject({ outcome: 'signed out', by: ada.user });
});

test.each([
  ['no copy', null, {}],
  ['nothing', randomUUID(), null],
  ['no number of a device', randomUUID(), { device: 'me' }],
  ['far too much', randomUUID(), { machine: 'x'.repeat(20_000) }],
  ['a character that no text holds', randomUUID(), { machine: 'a\u0000b' }],
])('a device that says %s is written down nowhere, and nothing breaks', async (_what, copy, about) => {
  const { ann } = team.clients;
  expect(await report(ann, copy, about)).toEqual({ outcome: 'unknown' });
  expect(await own(ann)).toEqual([]);
});

test('a hostile name of a machine comes back as a line of text, and a login has no more than 100 devices', async () => {
  const { ann, bob } = team.clients;
  await report(ann, randomUUID(), {
    machine: `\u202E<b>'; DROP TABLE x;--\u200B\n${'y'.repeat(500)}`,
    kind: 'ruler',
    app: 7,
  });
  const [device] = await own(ann);
  expect(device).toMatchObject({ kind: 'desktop', app: '7' });
  expect(device?.machine).toMatch(/^<b>'; DROP TABLE x;--y+$/);
  expect(device?.machine).toHaveLength(200);
  for (let more = 0; more < 100; more += 1) await report(bob, randomUUID());
  expect(await report(bob, randomUUID())).toEqual({ outcome: 'unknown' });
  expect(await own(bob)).toHaveLength(100);
});
