import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectCompany } from '../../src-main/company/connect-company';
import { syncOnce } from '../../src-main/sync/loop/sync-once';
import { connect } from '../../src-main/sync/wire/connect';
import { type Pooler, type PoolerHabits, startPooler } from '../support/pooler';
import {
  createTestCompany,
  startPostgres,
  type TestCompany,
  type TestLogin,
  type TestServer,
} from '../support/postgres';
import { fillCompany } from '../sync/support/company';
import { openDesk } from '../sync/support/desk';

let server: TestServer;
let company: TestCompany;
let login: TestLogin;
let pooler: Pooler | null = null;

beforeAll(async () => {
  server = await startPostgres();
  company = await createTestCompany(server);
  await fillCompany(company.admin, 6);
  login = await company.createLogin({ role: 'manager', scope: 'book', managerId: 1 });
});
afterEach(async () => {
  await pooler?.close();
  pooler = null;
});
afterAll(async () => {
  await company.drop();
  await server.stop();
});

async function pooled(habits: PoolerHabits, url = login.url): Promise<string> {
  pooler = await startPooler(server.url, habits);
  return pooler.through(url);
}

/** What the next client finds in the session that the pooler has at hand. */
async function leftBehind(url: string): Promise<unknown> {
  const neighbour = new pg.Client({ connectionString: url });
  await neighbour.connect();
  const { rows } = await neighbour.query(
    `select name, setting from pg_settings where source = 'session' and name <> 'application_name'
     union all select 'listens', pg_listening_channels()
     union all select 'holds', relname::text from pg_class where relpersistence = 't'`,
  );
  await neighbour.end();
  return rows;
}

test('a server that takes no options at the start is connected to without them', async () => {
  const url = await pooled({ lends: 'sessions', refusesOptions: true });
  const connection = await connect({ url });
  const rows = await connection.query('select current_setting($1) as path, current_setting($2) as zone', [
    'search_path',
    'timezone',
  ]);
  expect(rows).toEqual([{ path: 'pg_catalog, pg_temp', zone: 'UTC' }]);
  await connection.close();
});

describe.each([true, false])('a pooler that lends sessions (refuses options: %s)', (refusesOptions) => {
  test('is as good as the server itself: the copy is loaded, pulled and checked', async () => {
    const url = await pooled({ lends: 'sessions', refusesOptions });
    const desk = openDesk({ ...login, url });
    try {
      expect(await desk.sync()).toMatchObject({ kind: 'applied' });
      await company.admin.query(`update customer_success.users set name = name || '!'`);
      expect(await desk.sync({ verify: true })).toMatchObject({ kind: 'applied' });
      await desk.expectEqual();
    } finally {
      desk.close();
    }
    const client = await connectCompany(await pooled({ lends: 'sessions', refusesOptions }, company.url));
    await client.end();
  });
});

describe.each([true, false])('a pooler that lends transactions (refuses options: %s)', (refusesOptions) => {
  const words = /pooler in transaction mode.*Nothing was changed.*direct address.*session mode/s;

  test('is refused with words that say what to use, and nothing of ours stays in its session', async () => {
    const url = await pooled({ lends: 'transactions', refusesOptions });
    const before = await leftBehind(url);
    await expect(connect({ url })).rejects.toThrow(words);
    await expect(connectCompany(url)).rejects.toMatchObject({ code: 'not_ready' });
    expect(before).toEqual([]);
    expect(await leftBehind(url)).toEqual([]);
  });

  test('is found out among busy neighbours as well', async () => {
    const url = await pooled({ lends: 'transactions', refusesOptions });
    const neighbours = await Promise.all(
      [1, 2, 3].map(async () => {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        return client;
      }),
    );
    const work = neighbours.map(async (client) => {
      for (let round = 0; round < 20; round += 1) await client.query('begin; select pg_sleep(0.002); commit');
      await client.end();
    });
    await expect(connect({ url })).rejects.toThrow(words);
    await Promise.all(work);
  });

  test('leaves the copy as it is', async () => {
    const desk = openDesk(login);
    try {
      await desk.sync();
      const url = await pooled({ lends: 'transactions', refusesOptions });
      await expect(
        syncOnce({ store: desk.store, connect: { url }, clock: { now: Date.now } }),
      ).rejects.toThrow(words);
      await desk.expectEqual();
    } finally {
      desk.close();
    }
  });
});
