import { beforeEach, describe, expect, test } from 'vitest';
import { acceptHeld } from '../../src-main/sync/pull/accept-held';
import type { Connection } from '../../src-main/sync/wire/connect';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const cs = 'customer_success';

async function run(sql: string): Promise<void> {
  await here.company.admin.query(sql);
}

/** A held pull is let through: what is compared is what comes of it. */
async function follow(): Promise<void> {
  while ((await here.desk.sync()).kind === 'held') acceptHeld(here.desk.store);
}

beforeEach(async () => {
  await here.desk.sync();
});

describe('counts deleted first, then their events', () => {
  beforeEach(async () => {
    await run(`delete from ${cs}.activity_daily`);
    await follow();
  });

  test.each<[string, string]>([
    ['deleted', `delete from ${cs}.activity_events`],
    ['deleted one by one of an account', `delete from ${cs}.activity_events where organization_id = 2`],
    [
      'moved to another day',
      `update ${cs}.activity_events set occurred_at = occurred_at - interval '36 hours'`,
    ],
    ['moved within the day', `update ${cs}.activity_events set occurred_at = date_trunc('day', occurred_at)`],
    [
      'given to another account',
      `update ${cs}.activity_events set organization_id = 4, user_id = null where organization_id = 2`,
    ],
    [
      'given to another manager’s account',
      `update ${cs}.activity_events set organization_id = 3, user_id = null where organization_id = 2`,
    ],
    ['of another feature', `update ${cs}.activity_events set feature_id = 1`],
    [
      'merged away',
      `merge into ${cs}.activity_events e using ${cs}.organizations o on o.organization_id = e.organization_id when matched then delete`,
    ],
  ])('%s: the copy follows', async (_what, change) => {
    await run(change);
    await follow();
    await here.desk.expectEqual();
  });
});

test('a moved event leaves the day it was on, though that day’s count stays for others', async () => {
  await run(
    `update ${cs}.activity_events set occurred_at = occurred_at + interval '3 days' where organization_id = 2 and user_id is null`,
  );
  await here.desk.sync();
  await here.desk.expectEqual();
});

describe('rows that move to a new partition', () => {
  /** Events of a month that nobody has prepared, in the copy. */
  beforeEach(async () => {
    await run(
      `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at)
       select 2, 1, date_trunc('month', now()) - interval '50 days' - interval '1 minute' * n from generate_series(1, 50) n`,
    );
    await here.desk.sync();
  });
  const prepare = `select ${cs}.ensure_partitions('activity_events', date_trunc('month', current_date)::date - 51, date_trunc('month', current_date)::date - 50)`;

  /** A sync during which, once after its snapshot was taken, something happens at the company. */
  async function syncWhile(happens: () => Promise<void>): Promise<void> {
    let pending: (() => Promise<void>) | null = happens;
    await here.desk.syncOver((connection: Connection) => ({
      ...connection,
      async query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
        const rows = await connection.query<Row>(text, values);
        if (!text.includes('sync_log') || pending === null) return rows;
        const now = pending;
        pending = null;
        await now();
        return rows;
      },
    }));
    expect(pending).toBeNull();
  }

  async function touchThem(): Promise<void> {
    await run(`update ${cs}.activity_events set value = 7 where organization_id = 2`);
  }

  test('while a pull reads their days: the pull has them all', async () => {
    await touchThem();
    await syncWhile(() => run(prepare));
    await here.desk.expectEqual();
  });

  test('and the log tells desktops that read them on a snapshot of before', async () => {
    const before = await here.company.admin.query(`select max(log_id) as last from ${cs}.sync_log`);
    await run(prepare);
    const { rows } = await here.company.admin.query(
      `select distinct organization_id from ${cs}.sync_log where table_name = 'activity' and log_id > $1 order by 1`,
      [before.rows[0].last],
    );
    expect(rows.map((row) => row.organization_id)).toContain(2);
    await here.desk.sync();
    await here.desk.expectEqual();
  });

  test('a partition made with nothing to move is no news', async () => {
    await run(prepare);
    await here.desk.sync();
    await run(`select ${cs}.ensure_partitions('activity_events', '2031-01-01', '2031-03-01')`);
    expect(await here.desk.sync()).toMatchObject({ rows: 0, organizationIds: [] });
  });

  test('while an event of that month is being written: both are done, and nothing is lost', async () => {
    const writer = await here.company.admin.connect();
    await writer.query('begin');
    await writer.query(
      `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at) values (2, 2, now() - interval '41 days')`,
    );
    const preparing = run(prepare);
    await writer.query('commit');
    writer.release();
    await preparing;
    await here.desk.sync();
    await here.desk.expectEqual();
  });

  test.each<[string, string]>([
    ['a table emptied', `truncate ${cs}.support_tickets`],
    ['activity emptied', `truncate ${cs}.activity_events, ${cs}.activity_daily`],
  ])('%s under a pull: the copy is of one moment all the same', async (_what, change) => {
    await run(`update ${cs}.support_tickets set subject = 'Changed'`);
    await touchThem();
    await syncWhile(() => run(change));
    if (acceptHeld(here.desk.store)) await here.desk.sync();
    await here.desk.expectEqual();
  });
});

test('a pull that waits for memberships being written anew does not take their absence for a revocation', async () => {
  const writer = await here.company.admin.connect();
  await writer.query(`begin; create temp table kept on commit drop as table ${cs}.memberships`);
  await writer.query(`truncate ${cs}.memberships`);
  const syncing = here.desk.sync();
  await expect
    .poll(async () => (await here.company.admin.query('select from pg_locks where not granted')).rowCount)
    .toBeGreaterThan(0);
  await writer.query(`insert into ${cs}.memberships table kept`);
  await writer.query('commit');
  writer.release();
  expect(await syncing).toMatchObject({ kind: 'applied' });
  await here.desk.expectEqual();
});
