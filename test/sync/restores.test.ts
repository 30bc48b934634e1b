import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrateCompany } from '../../src-main/company/migrate-company';
import { readMigrations } from '../../src-main/company/migrations';
import { laterColumns } from '../../src-main/store/copy/later-tables';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { addOrganizations, fillCompany } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';
import { companyRows, localRows } from './support/oracle';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const cs = 'customer_success';

let opened: pg.Client[] = [];
let made: string[] = [];
beforeEach(() => {
  opened = [];
  made = [];
});
afterEach(async () => {
  await Promise.all(opened.map((client) => client.end()));
  for (const database of made) await here.server.admin.query(`drop database ${database} with (force)`);
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  opened.push(client);
  return client;
}

function at(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

/**
 * The company as a restored dump brings it: in a database of its own, with a log whose numbers are of the server that
 * the dump was made on.
 * @param ahead by how much that server's counter of transactions was further than this one's
 */
async function restoreDump(ahead: number): Promise<{ admin: pg.Client; url: string }> {
  const database = `${here.company.database}_restored`;
  await here.server.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${here.company.database}'`,
  );
  await here.server.admin.query(`create database ${database} template ${here.company.database}`);
  made.push(database);
  const admin = await connect(at(here.company.url, database));
  const shifted = (xid: string) => `greatest(${xid}::text::bigint + ${ahead}, 3)::text::xid8`;
  await admin.query(`
    update ${cs}.sync_log set xid = ${shifted('xid')};
    update ${cs}.sync_settings set min_retained_xid = ${shifted('min_retained_xid')};
    set session_replication_role = replica;
    update ${cs}.organizations set name = 'Restored ' || external_id;
    reset session_replication_role`);
  return { admin, url: at(here.login.url, database) };
}

async function expectEqualTo(url: string): Promise<void> {
  const client = await connect(url);
  const theirs = await companyRows(client, readSyncState(here.desk.store.read).eventsFromDay ?? 0);
  expect(localRows(here.desk.store.read)).toEqual(theirs);
}

describe.each([
  ['further', 1_000_000],
  ['less far', -1_000_000],
  ['as far', 0],
])('a dump of a server whose counter was %s', (_how, ahead) => {
  beforeEach(async () => {
    await here.company.admin.query(`update ${cs}.users set title = 'Logged'`);
  });

  test('is loaded afresh once, and followed from then on', async () => {
    await here.desk.sync();
    const { admin, url } = await restoreDump(ahead);
    expect(await here.desk.sync({ connect: { url } })).toMatchObject({ organizationIds: 'all' });
    await expectEqualTo(url);
    await admin.query(`update ${cs}.organizations set name = 'After' where organization_id = 2`);
    expect(await here.desk.sync({ connect: { url } })).toMatchObject({ rows: 1, organizationIds: [2] });
    await expectEqualTo(url);
  });

  test('is ready for a first load', async () => {
    const { admin, url } = await restoreDump(ahead);
    await here.desk.sync({ connect: { url } });
    await admin.query(`delete from ${cs}.support_tickets`);
    await here.desk.sync({ connect: { url } });
    await expectEqualTo(url);
  });

  test('is brought in order by “company create” alone, for desktops that do not know how', async () => {
    const { admin, url } = await restoreDump(ahead);
    await migrateCompany(admin);
    const { rows } = await admin.query(
      `select min_retained_xid <= pg_snapshot_xmin(pg_current_snapshot()) as readable,
              (select count(*)::int from ${cs}.sync_log where xid >= pg_snapshot_xmax(pg_current_snapshot())) as future
         from ${cs}.sync_meta`,
    );
    expect(rows).toEqual([{ readable: true, future: 0 }]);
    await here.desk.sync({ connect: { url } });
    await expectEqualTo(url);
  });
});

test('a load that the restore interrupted starts over by itself', async () => {
  const stop = new AbortController();
  await expect(here.desk.sync({ signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow();
  const { url } = await restoreDump(1_000_000);
  await here.desk.sync({ connect: { url } });
  await expectEqualTo(url);
});

test('two desktops that come to a restored company at once begin its log once', async () => {
  await here.desk.sync();
  const { admin, url } = await restoreDump(1_000_000);
  const looks = await Promise.all([1, 2, 3, 4].map(() => connect(url)));
  const renewed = await Promise.all(
    looks.map((look) => look.query(`select ${cs}.renew_history() as renewed`)),
  );
  expect(renewed.map(({ rows }) => rows[0].renewed).sort()).toEqual([false, false, false, true]);
  const epochs = await Promise.all(
    [admin, ...looks].map((look) => look.query(`select epoch from ${cs}.sync_meta`)),
  );
  expect(new Set(epochs.map(({ rows }) => rows[0].epoch)).size).toBe(1);
});

test('what a transaction still writes while the log begins again is pulled', async () => {
  await here.desk.sync();
  const { admin, url } = await restoreDump(1_000_000);
  const writer = await connect(at(here.company.url, new URL(url).pathname.slice(1)));
  await writer.query(`begin; update ${cs}.organizations set name = 'Late' where organization_id = 2`);
  await here.desk.sync({ connect: { url } });
  await expectEqualTo(url);
  await writer.query('commit');
  await admin.query(`update ${cs}.users set title = 'After'`);
  await here.desk.sync({ connect: { url } });
  await expectEqualTo(url);
});

test('nobody can make a log begin again whose history stands', async () => {
  await here.desk.sync();
  await here.company.admin.query(`update ${cs}.users set title = 'Logged'`);
  const ann = await connect(here.login.url);
  const before = await ann.query(
    `select epoch, (select count(*) from ${cs}.sync_log) as lines from ${cs}.sync_meta`,
  );
  expect((await ann.query(`select ${cs}.renew_history() as renewed`)).rows).toEqual([{ renewed: false }]);
  const after = await ann.query(
    `select epoch, (select count(*) from ${cs}.sync_log) as lines from ${cs}.sync_meta`,
  );
  expect(after.rows).toEqual(before.rows);
});

test('a server set back to an earlier state of itself: a copy from its lost future is loaded afresh', async () => {
  await here.desk.sync();
  await here.company.admin.query(`update ${cs}.users set title = 'Told otherwise'`);
  here.desk.store.db.client.exec(`update sync_state set snapshot = '9000000000:9000000000:'`);
  expect(await here.desk.sync()).toMatchObject({ organizationIds: 'all' });
  await here.desk.expectEqual();
});

describe('a company made while an old transaction is open elsewhere on the server', () => {
  let old: pg.Client;
  beforeEach(async () => {
    old = await connect(here.server.url);
    await old.query('begin; select pg_current_xact_id()');
  });

  test('can be loaded and followed', async () => {
    const database = `${here.company.database}_young`;
    await here.server.admin.query(`create database ${database}`);
    made.push(database);
    const admin = await connect(at(here.company.url, database));
    await migrateCompany(admin);
    await fillCompany(admin, 4);
    await admin.query(`insert into ${cs}.memberships values ($1, 'manager', 'book', 1)`, [here.login.login]);
    const url = at(here.login.url, database);
    await here.desk.sync({ connect: { url } });
    await expectEqualTo(url);
    await addOrganizations(admin, 10, 11);
    expect(await here.desk.sync({ connect: { url } })).toMatchObject({
      organizationIds: [expect.any(Number)],
    });
    await expectEqualTo(url);
    await admin.query(`drop owned by ${here.login.login}`);
  });

  test('and so can a restored one', async () => {
    const { admin, url } = await restoreDump(1_000_000);
    await here.desk.sync({ connect: { url } });
    await addOrganizations(admin, 10, 11);
    await here.desk.sync({ connect: { url } });
    await expectEqualTo(url);
  });
});

describe('a company that an earlier Steward made', () => {
  let admin: pg.Client;
  let url: string;
  beforeEach(async () => {
    const database = `${here.company.database}_earlier`;
    await here.server.admin.query(`create database ${database}`);
    made.push(database);
    admin = await connect(at(here.company.url, database));
    await migrateCompany(
      admin,
      readMigrations().filter(({ version }) => version <= 10),
    );
    await fillCompany(admin, 4);
    await admin.query(`insert into ${cs}.memberships values ($1, 'manager', 'book', 1)`, [here.login.login]);
    url = at(here.login.url, database);
  });

  test('keeps its log when it is brought up to date: no desktop loads afresh', async () => {
    await here.desk.sync({ connect: { url } });
    await admin.query(`update ${cs}.users set title = 'Before'`);
    await migrateCompany(admin);
    await admin.query(`update ${cs}.organizations set name = 'After' where organization_id = 2`);
    const tables = new Set<string>();
    const onProgress = ({ table }: { table: string }) => void tables.add(table);
    expect(await here.desk.sync({ connect: { url }, onProgress })).toMatchObject({ kind: 'applied' });
    // But for tables that have columns now which this copy never had.
    expect([...tables].filter((table) => !(table in laterColumns))).toEqual([]);
    await expectEqualTo(url);
  });

  test('and was restored from further ahead begins its log when it is brought up to date', async () => {
    await admin.query(`
      update ${cs}.sync_log set xid = (xid::text::bigint + 1000000)::text::xid8;
      update ${cs}.sync_settings set min_retained_xid = (min_retained_xid::text::bigint + 1000000)::text::xid8`);
    await migrateCompany(admin);
    await here.desk.sync({ connect: { url } });
    await expectEqualTo(url);
    await admin.query(`update ${cs}.organizations set name = 'After' where organization_id = 2`);
    expect(await here.desk.sync({ connect: { url } })).toMatchObject({ rows: 1 });
  });

  test('has its sums counted again where one value had spoiled them', async () => {
    const insert = (values: string) =>
      admin.query(
        `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at, value) values ${values}`,
      );
    await insert(
      `(2, 1, '2026-03-05', 2), (2, 1, '2026-03-05', 'Infinity'), (2, 1, '2026-03-05', '-Infinity')`,
    );
    await here.desk.sync({ connect: { url } });
    await migrateCompany(admin);
    const { rows } = await admin.query(
      `select events, value from ${cs}.activity_daily where day = '2026-03-05'`,
    );
    expect(rows).toEqual([{ events: 3, value: 2 }]);
    await here.desk.sync({ connect: { url } });
    await expectEqualTo(url);
  });
});
