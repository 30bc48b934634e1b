import { expect, test } from 'vitest';
import { migrateCompany } from '../../src-main/company/migrate-company';
import { readMigrations } from '../../src-main/company/migrations';
import { readCompanyId } from '../../src-main/store/copy/company-id';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { createTestCompany } from '../support/postgres';
import { addOrganizations, changeUnlogged, fillCompany, idOf } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });

test('another epoch: the copy is loaded afresh', async () => {
  await here.desk.sync();
  await changeUnlogged(
    here.company.admin,
    `update customer_success.organizations set name = 'Restored ' || external_id`,
  );
  await here.desk.sync();
  await expect(here.desk.expectEqual()).rejects.toThrow();
  await here.company.admin.query('select customer_success.start_new_epoch()');
  expect(await here.desk.sync()).toMatchObject({ organizationIds: 'all' });
  await here.desk.expectEqual();
});

test('a log that no longer reaches back to the copy: loaded afresh', async () => {
  await here.desk.sync();
  await here.company.admin.query(`update customer_success.organizations set name = 'Pruned ' || external_id`);
  await here.company.admin.query(`select customer_success.prune_sync_log('0')`);
  expect(await here.desk.sync()).toMatchObject({ organizationIds: 'all' });
  await here.desk.expectEqual();
});

test('a log pruned of what the copy has already: no load', async () => {
  await here.desk.sync();
  await here.company.admin.query(`select customer_success.prune_sync_log('0')`);
  await here.desk.sync();
  await here.company.admin.query(`select customer_success.prune_sync_log('0')`);
  await here.company.admin.query(
    `update customer_success.organizations set name = 'After' where external_id = 'o2'`,
  );
  expect(await here.desk.sync()).toMatchObject({ rows: 1 });
  await here.desk.expectEqual();
});

test('while it loads afresh, screens keep the old copy', async () => {
  await here.desk.sync();
  await changeUnlogged(here.company.admin, `update customer_success.organizations set name = 'Restored'`);
  await here.company.admin.query('select customer_success.start_new_epoch()');
  const seen = new Set<unknown>();
  const look = () => {
    seen.add(here.desk.store.read.prepared('select count(*) from users').pluck().get());
    seen.add(here.desk.store.read.prepared('select count(*) from activity_daily').pluck().get() !== 0);
    seen.add(here.desk.store.read.prepared('select max(name) from organizations').pluck().get());
  };
  await here.desk.sync({ onProgress: look });
  expect(seen).toEqual(new Set([9, true, 'Account 6']));
  await here.desk.expectEqual();
});

test('what the manager wrote outlives loading afresh, what was computed of gone accounts does not', async () => {
  await here.desk.sync();
  const id = await idOf(here.company.admin, 4);
  here.desk.store.db.client.exec(
    `insert into pulses (pulse_id, organization_id, points, reason, author, created_at) values ('p1', ${id}, 70, 'Good call', 'Ann', 1);
     insert into activity_state values (${id}, 1, 1, x'00')`,
  );
  await changeUnlogged(
    here.company.admin,
    `update customer_success.organizations set owner_id = 2 where external_id = 'o4'`,
  );
  await here.company.admin.query('select customer_success.start_new_epoch()');
  await here.desk.sync();
  const count = (table: string) =>
    here.desk.store.read.prepared(`select count(*) from ${table}`).pluck().get();
  expect(count('pulses')).toBe(1);
  expect(count('activity_state')).toBe(0);
});

test('loading marks all activity for folding', async () => {
  await here.desk.sync();
  const ids = here.desk.store.read
    .prepared('select organization_id from activity_dirty order by 1')
    .pluck()
    .all();
  expect(ids).toHaveLength(3);
  expect(ids).toEqual(
    here.desk.store.read.prepared('select organization_id from organizations order by 1').pluck().all(),
  );
});

test('a schema newer than this Steward is refused, and the copy stays', async () => {
  await here.desk.sync();
  const { asOf } = readSyncState(here.desk.store.read);
  await here.company.admin.query('update customer_success.sync_settings set schema_version = 99');
  await expect(here.desk.sync()).rejects.toThrow(/Update Steward/);
  expect(readSyncState(here.desk.store.read).asOf).toBe(asOf);
  expect(here.desk.store.read.prepared('select count(*) from users').pluck().get()).toBe(9);
});

test('a dropped column is named, and the copy stays', async () => {
  await here.desk.sync();
  await here.company.admin.query('alter table customer_success.users rename column title to position');
  await here.company.admin.query(`update customer_success.users set role = 'champion'`);
  await expect(here.desk.sync()).rejects.toThrow(/column title/);
  await here.company.admin.query('alter table customer_success.users rename column position to title');
  await here.desk.sync();
  await here.desk.expectEqual();
});

/** The company as an earlier Steward left it: without the tables that came later. */
async function makeOlder(): Promise<void> {
  const client = await here.company.admin.connect();
  try {
    await client.query('drop schema customer_success cascade');
    await migrateCompany(client, readMigrations().slice(0, 10));
  } finally {
    client.release();
  }
  await fillCompany(here.company.admin, 6);
  await here.company.admin.query(`
    insert into customer_success.memberships values ('${here.login.login}', 'manager', 'book', 1);
    drop table customer_success.intervention_history;
    drop view customer_success.sync_meta;
    alter table customer_success.sync_settings drop column company_id;
    create view customer_success.sync_meta as
      select md5(s.epoch || '/' || customer_success.history_id())::uuid as epoch, s.schema_version, s.min_retained_xid
        from customer_success.sync_settings s;
    alter view customer_success.sync_meta owner to cs_owner;
    grant select on customer_success.sync_meta to cs_viewer;
    delete from customer_success.schema_migrations where version > 8`);
}

test('a company that an earlier Steward made is read without the tables it lacks, and with them once it has them', async () => {
  await makeOlder();
  const totals: (number | null)[] = [];
  await here.desk.sync({ onProgress: ({ totalRows }) => totals.push(totalRows) });
  expect(totals.at(-1)).toBeGreaterThan(50);
  await here.company.admin.query(
    `update customer_success.organizations set owner_id = 1 where external_id = 'o3'`,
  );
  expect(await here.desk.sync({ verify: true })).toMatchObject({ kind: 'applied' });
  expect(here.desk.store.read.prepared('select count(*) from users').pluck().get()).toBe(12);
  expect(readCompanyId(here.desk.store.read)).toBeNull();

  const client = await here.company.admin.connect();
  await migrateCompany(client).finally(() => client.release());
  await here.company.admin.query(
    `insert into customer_success.intervention_history (organization_id, external_id, kind, started_at)
     select organization_id, 'new' || organization_id, 'check_in', now() from customer_success.organizations`,
  );
  // Tables with columns that came later are read once more, for all of their rows.
  expect(await here.desk.sync()).toMatchObject({ rows: 28 });
  await here.desk.expectEqual();
  expect(readCompanyId(here.desk.store.read)).not.toBeNull();
});

test('a copy that an earlier Steward made gets the tables it did not know, and keeps the others', async () => {
  await here.desk.sync();
  const { client } = here.desk.store.db;
  client.exec(
    `delete from intervention_history; delete from sync_tables where table_name = 'intervention_history'`,
  );
  const tables = new Set<string>();
  await here.desk.sync({ onProgress: ({ table }) => tables.add(table) });
  expect([...tables]).toEqual(['intervention_history']);
  await here.desk.expectEqual();
  expect(await here.desk.sync()).toMatchObject({ rows: 0 });
});

/** What of the copy came with the columns that are younger than their tables. */
function laterValues() {
  const of = (sql: string) => here.desk.store.read.prepared<[], unknown>(sql).pluck().get();
  return [
    of('select count(notice_on) from organizations'),
    of('select count(is_trial) from subscriptions'),
    of('select count(is_machine) from features'),
    of('select count(is_internal) from users'),
    of(`select columns from sync_tables where table_name = 'organizations'`),
  ];
}

const tablesWithLater = [
  ...['communication_preferences', 'cta_tasks', 'features', 'interventions', 'notes', 'organizations'],
  ...['plan_assignments', 'rule_firings', 'rule_holdouts', 'sending_settings', 'subscriptions'],
  ...['survey_responses', 'users'],
];

test('columns that the company lacks read as unknown, and are read once for all rows when it has them', async () => {
  await makeOlder();
  await here.desk.sync();
  expect(laterValues()).toEqual([0, 0, 0, 0, '[]']);
  expect(await here.desk.sync({ verify: true })).toMatchObject({ kind: 'applied', rows: 0 });

  const client = await here.company.admin.connect();
  await migrateCompany(client).finally(() => client.release());
  await here.company.admin.query(
    `insert into customer_success.attribute_definitions (subject, name, label, type) values ('account', 'tier', 'Tier', 'text'), ('contact', 'size', 'Size', 'number')`,
  );
  // As a company would that fills a new column without any trigger hearing of it.
  await here.company.admin.query(`
    set session_replication_role = replica;
    update customer_success.organizations set notice_on = '2026-11-01', attributes = '{"tier": "größer"}', parent_id = nullif(1, organization_id);
    update customer_success.users set attributes = '{"size": 1.50}';
    update customer_success.subscriptions set is_trial = true;
    update customer_success.features set is_machine = feature_id = 1;
    update customer_success.users set is_internal = user_id % 2 = 0;
    set session_replication_role = origin`);
  const tables = new Set<string>();
  await here.desk.sync({ onProgress: ({ table }) => tables.add(table) });
  expect([...tables].sort()).toEqual(tablesWithLater);
  expect(here.desk.store.read.prepared('select count(*) from attribute_definitions').pluck().get()).toBe(2);
  expect(laterValues()).toEqual([3, 3, 3, 9, '["attributes","notice_on","parent_id"]']);
  await here.desk.expectEqual();
  expect(await here.desk.sync({ verify: true })).toMatchObject({ kind: 'applied', rows: 0 });
});

test('a copy that an earlier Steward made reads the columns it did not know, once', async () => {
  await here.company.admin.query(`update customer_success.organizations set notice_on = '2026-11-01'`);
  await here.desk.sync();
  const { client } = here.desk.store.db;
  client.exec('update organizations set notice_on = null; update sync_tables set columns = null');
  const tables = new Set<string>();
  await here.desk.sync({ onProgress: ({ table }) => tables.add(table) });
  expect([...tables].sort()).toEqual(tablesWithLater);
  await here.desk.expectEqual();
  expect(await here.desk.sync()).toMatchObject({ rows: 0 });
});

test('a load that an earlier Steward left unfinished starts over, with all tables', async () => {
  const stop = new AbortController();
  await expect(here.desk.sync({ signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow();
  const { load } = readSyncState(here.desk.store.read);
  const older = { ...load, tables: load?.tables.filter((table) => table !== 'intervention_history') };
  here.desk.store.db.client.prepare('update sync_state set load = ?').run(JSON.stringify(older));
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('another company is refused, because its ids mean other accounts; the copy stays', async () => {
  await here.desk.sync();
  const other = await createTestCompany(here.server);
  try {
    await fillCompany(other.admin, 2);
    const login = await other.createLogin({ role: 'manager', scope: 'all', managerId: 1 });
    await expect(here.desk.sync({ connect: { url: login.url } })).rejects.toThrow(/another company/);
    await here.desk.expectEqual();
  } finally {
    await other.drop();
  }
});

test('a load under way is not gone on with at another company', async () => {
  await here.desk.sync();
  await here.company.admin.query('select customer_success.start_new_epoch()');
  await loadUntil(() => true);
  expect(readSyncState(here.desk.store.read).load).not.toBeNull();
  const other = await createTestCompany(here.server);
  try {
    const login = await other.createLogin({ role: 'manager', scope: 'all' });
    await expect(here.desk.sync({ connect: { url: login.url } })).rejects.toThrow(/another company/);
  } finally {
    await other.drop();
  }
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('changes made while a load is under way are in the copy when it is shown', async () => {
  let changed: Promise<unknown> | null = null;
  const change = async () => {
    await addOrganizations(here.company.admin, 10, 12);
    await here.company.admin.query(`delete from customer_success.organizations where external_id = 'o2'`);
    await here.company.admin.query(
      `update customer_success.organizations set owner_id = 2 where external_id = 'o4'`,
    );
    await here.company.admin.query(
      `update customer_success.organizations set owner_id = 1 where external_id = 'o3'`,
    );
    await here.company.admin.query(`delete from customer_success.activity_events where feature_id = 1`);
    await here.company.admin.query(`truncate customer_success.survey_responses`);
  };
  await here.desk.sync({
    onProgress: () => {
      changed ??= change();
    },
  });
  await changed;
  await here.desk.sync();
  await here.desk.expectEqual();
});

/** Loads until the moment is reached and stops there. */
async function loadUntil(isReached: () => boolean | undefined): Promise<void> {
  const stop = new AbortController();
  const onProgress = () => {
    if (isReached()) stop.abort();
  };
  await expect(here.desk.sync({ signal: stop.signal, onProgress })).rejects.toThrow();
}

function progress() {
  return readSyncState(here.desk.store.read).load?.progress;
}

function ownedBy(manager: number, organization: string) {
  return here.company.admin.query(
    'update customer_success.organizations set owner_id = $1 where external_id = $2',
    [manager, organization],
  );
}

function managerIs(manager: number) {
  return here.company.admin.query('update customer_success.memberships set manager_id = $1', [manager]);
}

test('an account that went out of sight and came back during a load is whole', async () => {
  await loadUntil(() => progress()?.organizations?.whole);
  await ownedBy(2, 'o2');
  await loadUntil(() => progress()?.activity_events?.whole && progress()?.activity_daily?.whole);
  expect(here.desk.store.read.prepared('select count(*) from loading_organizations').pluck().get()).toBe(3);
  expect(here.desk.store.read.prepared('select count(*) from loading_users').pluck().get()).toBe(6);
  await ownedBy(1, 'o2');
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('a membership changed and changed back during a load: what was read meanwhile does not count', async () => {
  await loadUntil(() => progress()?.organizations?.whole);
  await managerIs(2);
  await loadUntil(() => progress()?.activity_events?.whole && progress()?.activity_daily?.whole);
  await managerIs(1);
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('an account lost between the reading of its activity and of the accounts leaves nothing behind', async () => {
  await loadUntil(() => progress()?.activity_events?.whole && progress()?.activity_daily?.whole);
  await ownedBy(2, 'o2');
  const id = await idOf(here.company.admin, 2);
  // As if the accounts had been read only now.
  here.desk.store.db.client.exec(`delete from loading_organizations where organization_id = ${id}`);
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('activity emptied during a load starts the load over', async () => {
  await loadUntil(() => progress()?.activity_events?.whole && progress()?.activity_daily?.whole);
  await here.company.admin.query(
    'truncate customer_success.activity_events, customer_success.activity_daily',
  );
  const tables = new Set<string>();
  await here.desk.sync({ onProgress: ({ table }) => tables.add(table) });
  expect([...tables]).toEqual(expect.arrayContaining(['organizations', 'activity_events', 'activity_daily']));
  await here.desk.expectEqual();
});

test('a cancelled load keeps what has arrived and goes on from there', async () => {
  await addOrganizations(here.company.admin, 100, 300);
  const stop = new AbortController();
  const cancelled = here.desk.sync({
    signal: stop.signal,
    onProgress: ({ table }) => {
      if (table === 'users') stop.abort();
    },
  });
  await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  const { load, asOf } = readSyncState(here.desk.store.read);
  expect(asOf).toBeNull();
  expect(load?.progress.organizations).toMatchObject({ whole: true });
  const tables = new Set<string>();
  await here.desk.sync({ onProgress: ({ table }) => tables.add(table) });
  expect(tables).not.toContain('organizations');
  await here.desk.expectEqual();
});

test('a load interrupted before the company was replaced starts over', async () => {
  const stop = new AbortController();
  await expect(here.desk.sync({ signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow();
  await changeUnlogged(here.company.admin, `update customer_success.organizations set name = 'Restored'`);
  await here.company.admin.query('select customer_success.start_new_epoch()');
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('progress counts up to the total that was announced', async () => {
  const reports: { doneRows: number; totalRows: number | null }[] = [];
  await here.desk.sync({ onProgress: (progress) => reports.push(progress) });
  const done = reports.map((report) => report.doneRows);
  expect(done).toEqual([...done].sort((left, right) => left - right));
  expect(reports.at(-1)?.doneRows).toBe(reports.at(-1)?.totalRows);
  expect(reports.at(-1)?.doneRows).toBeGreaterThan(50);
});
