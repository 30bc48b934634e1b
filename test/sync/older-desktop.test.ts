import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { migrateCompany } from '../../src-main/company/migrate-company';
import { readMigrations } from '../../src-main/company/migrations';
import { startWork } from '../../src-main/host/start-work';
import { systemClock } from '../../src-main/ports/clock';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { type Connection, connect } from '../../src-main/sync/wire/connect';
import { scoreAllJob } from '../../src-main/work/scoring/scoring-kinds';
import { fillCompany } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const cs = 'customer_success';

/** The last migration of desktops that know no lives, no marks of use, no zone and no currency. */
const before = 13;

/** What a desktop of then sends in a first load, a pull and a check, as it was written down at work. */
const olderPull: readonly string[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'support', 'older-pull.json'), 'utf8'),
);

/** What a company does that such a desktop knows nothing of. */
const news = `
  update ${cs}.organizations set churned_at = now() + interval '20 days', notice_on = current_date where organization_id = 2;
  update ${cs}.subscriptions set mrr = -12.125, currency = 'KWD', is_trial = true where organization_id = 4;
  update ${cs}.features set is_machine = true where feature_id = 1;
  update ${cs}.users set is_internal = true where organization_id = 4`;
const rates = `insert into ${cs}.exchange_rates (currency, valid_on, rate) values ('KWD', '2026-01-01', 3)`;

async function asOlderDesktop<T>(look: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connect({ url: here.login.url });
  try {
    await connection.query('begin transaction isolation level repeatable read, read only');
    return await look(connection);
  } finally {
    await connection.close();
  }
}

/** The fields of its rows, of a COPY; else the rows. */
async function answered(connection: Connection, text: string): Promise<unknown[]> {
  const select = /^copy \((.*)\) to stdout/s.exec(text)?.[1];
  const cursor = '3:3:';
  const values = [cursor, null, 1000].slice(0, new Set(text.match(/\$\d/g)).size);
  return connection.query(select ?? text, values);
}

describe('a desktop of before', () => {
  test('has all its questions answered by the company as it is now, with the rows its login sees', async () => {
    await here.company.admin.query(`${news}; ${rates}`);
    const answers = await asOlderDesktop(async (connection) => {
      const found: [string, number][] = [];
      for (const text of olderPull) found.push([text, (await answered(connection, text)).length]);
      return found;
    });
    const rowsOf = (table: string) =>
      answers.find(([text]) => text.startsWith('copy') && text.includes(`from ${cs}.${table} where`))?.[1];
    expect(answers.length).toBeGreaterThan(30);
    expect(['organizations', 'users', 'subscriptions', 'features', 'managers'].map(rowsOf)).toEqual([
      3, 9, 3, 3, 2,
    ]);
    const [state] = await asOlderDesktop((connection) => answered(connection, olderPull[0] ?? ''));
    expect(state).toMatchObject({ schemaVersion: 1, historyStands: true });
  });

  test('is told to update once the company counts its days in a zone, and not before', async () => {
    const format = () => asOlderDesktop(async (c) => (await answered(c, olderPull[0] ?? ''))[0]);
    for (const [zone, schemaVersion] of [
      ['Asia/Tokyo', 2],
      ['UTC', 1],
    ] as const) {
      await here.company.admin.query(`select ${cs}.set_zone('${zone}')`);
      // It reads format 1 and says of any above: update Steward.
      expect(await format()).toMatchObject({ schemaVersion });
    }
  });

  test('finds no word in a column with a list of words that it doesn’t know', async () => {
    const lists = `
      select c.conrelid::regclass || ' ' || pg_get_constraintdef(c.oid) as list from pg_constraint c
       where c.connamespace = '${cs}'::regnamespace and c.contype = 'c' and pg_get_constraintdef(c.oid) ~ 'ARRAY' order by 1`;
    const now = await here.company.admin.query<{ list: string }>(lists);
    await startAgainAt(before);
    const then = await here.company.admin.query<{ list: string }>(lists);
    expect(then.rows.length).toBeGreaterThan(5);
    expect(now.rows).toEqual(expect.arrayContaining(then.rows));
  });
});

/** The company as an earlier Steward left it. */
async function startAgainAt(version: number): Promise<void> {
  const client = await here.company.admin.connect();
  try {
    await client.query(`drop schema ${cs} cascade`);
    await migrateCompany(client, readMigrations().slice(0, version));
    await fillCompany(client, 6);
    await client.query(`insert into ${cs}.memberships values ($1, 'manager', 'book', 1)`, [here.login.login]);
  } finally {
    client.release();
  }
}

describe('this desktop at a company that has run none of the later migrations', () => {
  beforeEach(() => startAgainAt(before));

  const of = (sql: string) => here.desk.store.read.prepared<[], unknown>(sql).pluck().get();
  const laterValues = () => [
    of('select count(notice_on) + count(parent_id) from organizations'),
    of('select count(is_trial) + count(currency) from subscriptions'),
    of('select count(is_machine) from features'),
    of('select count(is_internal) from users'),
    of('select count(*) from exchange_rates'),
  ];

  async function score(): Promise<unknown> {
    const { store } = here.desk;
    const jobs = startWork({ store, clock: systemClock, onJob: () => undefined, onChanged: () => undefined });
    jobs.enqueue(scoreAllJob, {}, scoreAllJob.priority);
    await jobs.runUntilIdle();
    const failed = jobs.newest().filter(({ state }) => state === 'failed');
    await jobs.stop();
    expect(failed).toEqual([]);
    return of('select count(*) from account_summaries');
  }

  test('loads, pulls, checks and scores, in UTC and in a currency that nobody named, and what it lacks is unknown', async () => {
    expect(await here.desk.sync()).toMatchObject({ kind: 'applied' });
    await here.company.admin.query(
      `update ${cs}.subscriptions set mrr = 7 where organization_id = 2;
       insert into ${cs}.activity_events (organization_id, feature_id, occurred_at) values (2, 1, now())`,
    );
    expect(await here.desk.sync({ verify: true })).toMatchObject({ kind: 'applied' });
    expect(readSyncState(here.desk.store.read)).toMatchObject({
      zone: 'UTC',
      currency: null,
      schemaVersion: 1,
    });
    expect(laterValues()).toEqual([0, 0, 0, 0, 0]);
    expect(await score()).toBe(3);
  });

  test('reads the new columns once for all rows when the company migrates, and then no more', async () => {
    await here.desk.sync();
    const client = await here.company.admin.connect();
    await migrateCompany(client).finally(() => client.release());
    // Behind the log, as what was there when the column came: only a table that is read whole brings it.
    await here.company.admin.query(
      `set session_replication_role = replica; ${news}; reset session_replication_role; ${rates}`,
    );
    const tables = new Set<string>();
    await here.desk.sync({ onProgress: ({ table }) => tables.add(table) });
    expect(tables).toContain('subscriptions');
    expect(tables).not.toContain('activity_daily');
    expect(laterValues()).toEqual([1, 2, 1, 3, 1]);
    await here.desk.expectEqual();
    const again = new Set<string>();
    expect(await here.desk.sync({ onProgress: ({ table }) => again.add(table) })).toMatchObject({ rows: 0 });
    expect([...again]).toEqual([]);
    expect(await score()).toBe(3);
  });
});
