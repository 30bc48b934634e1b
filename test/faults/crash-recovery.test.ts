import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { fillCompany } from '../sync/support/company';
import { type Desk, openDesk } from '../sync/support/desk';

const cs = 'customer_success';
let server: TestServer;
let company: TestCompany;
let desk: Desk;

/** A server that writes down nothing that nobody waits for: a crash loses what was committed asynchronously. */
beforeAll(async () => {
  const settings = {
    wal_writer_delay: '10s',
    wal_writer_flush_after: '1GB',
    autovacuum: 'off',
    synchronous_commit: 'on',
  };
  server = await startPostgres({ settings, ours: true });
});
afterAll(() => server.stop());

beforeEach(async () => {
  company = await createTestCompany(server);
  await fillCompany(company.admin, 4);
  await company.admin.query('create table public.notes (n int); checkpoint');
  desk = openDesk(await company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
  await desk.sync();
});
afterEach(async () => {
  desk.close();
  await company.drop();
});

/** Runs statements that do not wait until they are written down. */
async function asynchronously(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: company.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('set synchronous_commit = off');
  for (const sql of statements) await client.query(sql);
  await client.end();
}

async function crash(): Promise<void> {
  await server.crash?.();
}

async function nextNumber(): Promise<bigint> {
  const { rows } = await company.admin.query('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
  return BigInt(rows[0].next);
}

function nameOfFirst(): unknown {
  return desk.store.read.prepared('select name from organizations where organization_id = 2').pluck().get();
}

test('a change that a desktop has seen is not lost, however its writer commits', async () => {
  await asynchronously(`update ${cs}.organizations set name = 'Seen' where organization_id = 2`);
  await desk.sync();
  expect(nameOfFirst()).toBe('Seen');
  await crash();
  await desk.sync();
  expect(nameOfFirst()).toBe('Seen');
  await desk.expectEqual();
});

test.each<[string, string]>([
  ['a changed row', `update ${cs}.organizations set name = 'Lost' where organization_id = 2`],
  [
    'an event',
    `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at) values (2, 1, now())`,
  ],
  ['an emptied table', `truncate ${cs}.support_tickets`],
  ['a changed membership', `update ${cs}.memberships set scope = 'all'`],
])('nobody sees it before it is safe: %s', async (_what, change) => {
  await asynchronously('insert into public.notes values (1)', change);
  await crash();
  const { rows } = await company.admin.query('select count(*)::int as notes from public.notes');
  expect(rows).toEqual([{ notes: 1 }]);
});

test('numbers that a crash took back are given again, and what they then do is pulled', async () => {
  await asynchronously(...Array.from({ length: 20 }, (_, n) => `insert into public.notes values (${n})`));
  await desk.sync();
  const seen = await nextNumber();
  await crash();
  expect(await nextNumber()).toBeLessThan(seen);
  await company.admin.query(
    `update ${cs}.organizations set name = 'After the crash' where organization_id = 2`,
  );
  await desk.sync();
  expect(nameOfFirst()).toBe('After the crash');
  await desk.expectEqual();
});

test('a crash is noticed though the numbers have caught up by the time a desktop looks', async () => {
  await asynchronously(...Array.from({ length: 20 }, (_, n) => `insert into public.notes values (${n})`));
  await desk.sync();
  const seen = await nextNumber();
  await crash();
  await company.admin.query(`update ${cs}.organizations set name = 'Early' where organization_id = 2`);
  while ((await nextNumber()) <= seen) await company.admin.query('insert into public.notes values (0)');
  expect(await desk.sync()).toMatchObject({ organizationIds: 'all' });
  expect(nameOfFirst()).toBe('Early');
  expect(await desk.sync()).toMatchObject({ rows: 0 });
});

test('two crashes are two, also where no desktop came between them', async () => {
  const epoch = async () => (await company.admin.query(`select epoch from ${cs}.sync_meta`)).rows[0].epoch;
  const epochs = [await epoch()];
  await crash();
  await desk.sync();
  epochs.push(await epoch());
  await crash();
  await crash();
  await desk.sync();
  epochs.push(await epoch());
  expect(new Set(epochs).size).toBe(3);
  await desk.expectEqual();
});
