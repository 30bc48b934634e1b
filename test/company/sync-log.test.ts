import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { companyForEachTest } from '../support/company-for-each-test';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  await emptyLog();
});

/** Not by pruning, which spares what a transaction anywhere on the server may still have to read. */
async function emptyLog(): Promise<void> {
  await here.company.admin.query('DELETE FROM customer_success.sync_log');
}

/** The log in words, `users 1 of 1 (1 -> 1)`, `activity of 1 on 2026-10-01 (1 -> 1)`, without repetition. */
async function log(client: pg.Client | pg.Pool = here.company.admin): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(
    `SELECT DISTINCT table_name || coalesce(' ' || pk, '') || coalesce(' of ' || organization_id, '') || coalesce(' on ' || day, '')
            || CASE WHEN old_scope IS NULL AND new_scope IS NULL THEN ''
                    ELSE format(' (%s -> %s)', coalesce(old_scope::text, '-'), coalesce(new_scope::text, '-')) END AS text
       FROM customer_success.sync_log ORDER BY 1`,
  );
  return rows.map((row) => row.text);
}

describe('the log tells of', () => {
  test.each<[string, string, string[]]>([
    [
      'a new account',
      `INSERT INTO customer_success.organizations (organization_id, external_id, name, owner_id) VALUES (9, 'nine', 'Nine', 2)`,
      ['organizations 9 of 9 (- -> 2)', 'owner_changes 4 of 9 (2 -> 2)'],
    ],
    [
      'an account given to another manager',
      'UPDATE customer_success.organizations SET owner_id = 2 WHERE organization_id = 1',
      ['organizations 1 of 1 (1 -> 2)', 'owner_changes 4 of 1 (2 -> 2)'],
    ],
    [
      'a deleted account with all that was its own',
      'DELETE FROM customer_success.organizations WHERE organization_id = 1',
      [
        'activity of 1 on 2026-10-01',
        'intervention_history 1 of 1',
        'organizations 1 of 1 (1 -> -)',
        'owner_changes 1 of 1',
        'subscriptions 1 of 1',
        'support_tickets 1 of 1',
        'survey_responses 1 of 1',
        'users 1 of 1',
      ],
    ],
    [
      'a user who moved, at both accounts',
      'UPDATE customer_success.users SET organization_id = 2 WHERE user_id = 1',
      ['users 1 of 1 (1 -> 1)', 'users 1 of 2 (2 -> 2)'],
    ],
    [
      'each row of one statement',
      'UPDATE customer_success.subscriptions SET mrr = 5',
      ['subscriptions 1 of 1 (1 -> 1)', 'subscriptions 2 of 2 (2 -> 2)', 'subscriptions 3 of 3'],
    ],
    [
      'a deleted user, and the rows that named her',
      'DELETE FROM customer_success.users WHERE user_id = 2',
      [
        'intervention_history 2 of 2 (2 -> 2)',
        'support_tickets 2 of 2 (2 -> 2)',
        'survey_responses 2 of 2 (2 -> 2)',
        'users 2 of 2 (2 -> 2)',
      ],
    ],
    [
      'a renamed feature and manager',
      `UPDATE customer_success.features SET name = 'x'; UPDATE customer_success.managers SET name = 'x' WHERE manager_id = 2`,
      ['features 1', 'managers 2'],
    ],
    [
      'activity by account and day, however many rows',
      `INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
       SELECT 1, 1, 1, timestamptz '2026-10-05' + i * interval '1 minute' FROM generate_series(1, 2000) i`,
      ['activity of 1 on 2026-10-05 (1 -> 1)', 'activity of 1 on 2026-10-06 (1 -> 1)'],
    ],
    [
      'both days of a count that moved',
      `UPDATE customer_success.activity_daily SET day = '2026-10-09' WHERE organization_id = 1`,
      ['activity of 1 on 2026-10-01 (1 -> 1)', 'activity of 1 on 2026-10-09 (1 -> 1)'],
    ],
    [
      'an account in another zone, and none that stays in its own',
      `UPDATE customer_success.organizations SET timezone = CASE WHEN organization_id = 2 THEN 'Asia/Tokyo' END`,
      [
        'activity_zone_days of 2 (2 -> 2)',
        'organizations 1 of 1 (1 -> 1)',
        'organizations 2 of 2 (2 -> 2)',
        'organizations 3 of 3',
      ],
    ],
    [
      'the first milestone that asks for days in a row, and no second one',
      `INSERT INTO customer_success.milestone_definitions (milestone_id, name, definition, author, made_at)
       VALUES ('01900000-0000-7000-8000-000000000001', 'A', '{"completion": {"by": "activity", "measure": "streak"}}', 'ann', now());
       INSERT INTO customer_success.milestone_definitions (milestone_id, name, definition, author, made_at)
       VALUES ('01900000-0000-7000-8000-000000000002', 'B', '{"completion": {"by": "activity", "measure": "streak"}}', 'ann', now());
       DELETE FROM customer_success.milestone_definitions WHERE name = 'A'`,
      ['activity_zone_days', 'milestone_definitions 1', 'milestone_definitions 2'],
    ],
    [
      'an intervention that ended well',
      `UPDATE customer_success.intervention_history SET ended_at = '2026-10-02', outcome = 'successful' WHERE organization_id = 1`,
      ['intervention_history 1 of 1 (1 -> 1)'],
    ],
    [
      'an emptied history of interventions',
      'TRUNCATE customer_success.intervention_history',
      ['intervention_history'],
    ],
    ['an emptied table, once', 'TRUNCATE customer_success.support_tickets', ['support_tickets']],
    [
      'emptied raw events, and each day whose count now stands alone',
      'TRUNCATE customer_success.activity_events',
      [
        'activity',
        'activity of 1 on 2026-10-01 (1 -> 1)',
        'activity of 2 on 2026-10-01 (2 -> 2)',
        'activity of 3 on 2026-10-01',
      ],
    ],
  ])('%s', async (_name, sql, expected) => {
    await here.company.admin.query(sql);
    expect(await log()).toEqual(expected);
  });

  test('all tables that go when the accounts are emptied', async () => {
    await here.company.admin.query('TRUNCATE customer_success.organizations CASCADE');
    expect(await log()).toEqual([
      'activity',
      'celebration_messages',
      'celebrations',
      'communication_preferences',
      'contact_departures',
      'cta_tasks',
      'ctas',
      'enrolments',
      'incoming_mails',
      'intervention_history',
      'intervention_steps',
      'interventions',
      'merged_accounts',
      'milestone_achievements',
      'milestone_progress_history',
      'note_attachments',
      'notes',
      'organizations',
      'owner_changes',
      'plan_assignments',
      'profiling_objections',
      'pulses',
      'reward_accounts',
      'reward_tier_history',
      'reward_transactions',
      'rule_firings',
      'rule_holdouts',
      'score_overrides',
      'subscriptions',
      'support_tickets',
      'survey_responses',
      'today_dispositions',
      'user_milestones',
      'user_rewards',
      'users',
    ]);
    const { rows } = await here.company.admin.query('SELECT FROM customer_success.activity_daily');
    expect(rows).toEqual([]);
  });

  test('nothing when the transaction is taken back', async () => {
    const client = await here.company.admin.connect();
    await client.query(`BEGIN; UPDATE customer_success.users SET name = 'x'; ROLLBACK`);
    client.release();
    expect(await log()).toEqual([]);
  });

  test('nothing of a statement that changed no row', async () => {
    await here.company.admin.query(`UPDATE customer_success.users SET name = 'x' WHERE false`);
    expect(await log()).toEqual([]);
  });
});

test('each line carries the transaction that wrote it', async () => {
  const client = await here.company.admin.connect();
  await client.query('BEGIN');
  const { rows } = await client.query('SELECT pg_current_xact_id()::text AS xid');
  await client.query(`SAVEPOINT a; UPDATE customer_success.users SET name = 'x'; RELEASE a; COMMIT`);
  client.release();
  const lines = await here.company.admin.query('SELECT DISTINCT xid::text FROM customer_success.sync_log');
  expect(lines.rows).toEqual(rows);
});

test('listeners hear once of a transaction, when it commits', async () => {
  const manager = await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 });
  const listener = await manager.connect();
  const heard: string[] = [];
  listener.on('notification', (message) => heard.push(message.channel));
  await listener.query('LISTEN customer_success_changes');
  const client = await here.company.admin.connect();
  await client.query(
    `BEGIN; UPDATE customer_success.users SET name = 'x'; UPDATE customer_success.features SET name = 'x'`,
  );
  await listener.query('SELECT 1');
  expect(heard).toEqual([]);
  await client.query('COMMIT');
  client.release();
  // The notification travels before the answer to any later question.
  await expect
    .poll(async () => (await listener.query('SELECT 1')) && heard)
    .toEqual(['customer_success_changes']);
});

describe('a manager reads of the log', () => {
  test('the lines of her accounts, of shared tables and of her own membership', async () => {
    const ann = await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 });
    await here.company.admin.query(`
      UPDATE customer_success.users SET name = 'x';
      UPDATE customer_success.features SET name = 'x';
      TRUNCATE customer_success.survey_responses`);
    expect(await log(await ann.connect())).toEqual([
      'features 1',
      `memberships ${ann.login}`,
      'survey_responses',
      'users 1 of 1 (1 -> 1)',
    ]);
  });

  test('that an account was taken from her or given to her, and no more of it than the rest', async () => {
    const ann = await (
      await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 })
    ).connect();
    await here.company.admin.query(`
      DELETE FROM customer_success.sync_log;
      UPDATE customer_success.organizations SET owner_id = 2 WHERE organization_id = 1;
      UPDATE customer_success.users SET name = 'x' WHERE organization_id = 1;
      UPDATE customer_success.organizations SET owner_id = 1 WHERE organization_id = 2`);
    expect((await log(ann)).filter((line) => !line.startsWith('memberships'))).toEqual([
      'organizations 1 of 1 (1 -> 2)',
      'organizations 2 of 2 (2 -> 1)',
      'owner_changes 5 of 2 (1 -> 1)',
    ]);
  });

  test('that her account was deleted', async () => {
    const ann = await (
      await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 })
    ).connect();
    await here.company.admin.query('DELETE FROM customer_success.organizations');
    expect((await log(ann)).filter((line) => line.startsWith('organizations'))).toEqual([
      'organizations 1 of 1 (1 -> -)',
    ]);
  });
});

describe('pruning', () => {
  async function meta(): Promise<{ epoch: string; bound: bigint; next: bigint }> {
    const { rows } = await here.company.admin.query(
      'SELECT epoch, min_retained_xid::text AS bound, pg_snapshot_xmin(pg_current_snapshot())::text AS next FROM customer_success.sync_meta',
    );
    return { epoch: rows[0].epoch, bound: BigInt(rows[0].bound), next: BigInt(rows[0].next) };
  }

  test('forgets finished transactions, and snapshots taken from now on are good', async () => {
    await here.company.admin.query(`UPDATE customer_success.users SET name = 'x'`);
    // A transaction of another database may hold it back for a moment.
    await expect
      .poll(async () => {
        await here.company.admin.query(`SELECT customer_success.prune_sync_log('0')`);
        return log();
      })
      .toEqual([]);
    const { bound, next } = await meta();
    expect(bound <= next).toBe(true);
  });

  test('keeps the lines of what is younger', async () => {
    await here.company.admin.query(`UPDATE customer_success.users SET name = 'x'`);
    await here.company.admin.query(`SELECT customer_success.prune_sync_log('1 hour')`);
    expect(await log()).toHaveLength(3);
  });

  test('keeps everything since the start of a transaction that is still running', async () => {
    const running = await here.company.admin.connect();
    await running.query(`BEGIN; UPDATE customer_success.features SET name = 'late'`);
    const { rows } = await running.query('SELECT pg_current_xact_id()::text AS xid');
    await here.company.admin.query(`UPDATE customer_success.users SET name = 'x'`);
    await here.company.admin.query(`SELECT customer_success.prune_sync_log('0')`);
    expect(await log()).toHaveLength(3);
    expect((await meta()).bound <= BigInt(rows[0].xid)).toBe(true);
    await running.query('COMMIT');
    running.release();
    expect(await log()).toHaveLength(4);
  });

  test('never lowers what it once promised', async () => {
    const older = await here.company.admin.connect();
    await older.query('BEGIN; SELECT pg_current_xact_id()');
    await here.company.admin.query(
      'UPDATE customer_success.sync_settings SET min_retained_xid = pg_current_xact_id()',
    );
    const { bound, next } = await meta();
    expect(next < bound).toBe(true);
    await here.company.admin.query(`SELECT customer_success.prune_sync_log('1 hour')`);
    expect((await meta()).bound >= bound).toBe(true);
    await older.query('COMMIT');
    older.release();
  });
});

describe('the epoch', () => {
  async function epoch(client: pg.Pool | pg.Client = here.company.admin): Promise<string> {
    return (await client.query('SELECT epoch FROM customer_success.sync_meta')).rows[0].epoch;
  }

  test('stays the same from one look to the next, and for every login', async () => {
    const ann = await (
      await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 })
    ).connect();
    expect(await epoch(ann)).toBe(await epoch());
  });

  test('changes when asked to', async () => {
    const before = await epoch();
    await here.company.admin.query('SELECT customer_success.start_new_epoch()');
    expect(await epoch()).not.toBe(before);
  });

  test('is another in a copy of the database', async () => {
    const before = await epoch();
    const copy = `${here.company.database}_copy`;
    await here.server.admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`,
      [here.company.database],
    );
    await here.server.admin.query(`CREATE DATABASE ${copy} TEMPLATE ${here.company.database}`);
    const address = new URL(here.company.url);
    address.pathname = `/${copy}`;
    const client = new pg.Client({ connectionString: address.href });
    await client.connect();
    expect(await epoch(client)).not.toBe(before);
    await client.end();
    await here.server.admin.query(`DROP DATABASE ${copy}`);
  });
});
