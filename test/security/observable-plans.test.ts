import type { Client } from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { companyForEachTest } from '../support/company-for-each-test';
import { fillCompany } from '../sync/support/company';

const here = companyForEachTest();
let ann: Client;

beforeEach(async () => {
  const { admin } = here.company;
  await fillCompany(admin, 60);
  await admin.query('analyze');
  ann = await (await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 })).connect();
});

/** What a plan says without its times, sizes and the condition itself: all that differs tells something. */
async function told(table: string, condition: string): Promise<string> {
  const { rows } = await ann.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, costs off, timing off, summary off, buffers off) select * from customer_success.${table} where ${condition}`,
  );
  const lines = rows.map((row) => row['QUERY PLAN']);
  return lines
    .filter((line) => !/^\s*(Index Cond|Recheck Cond|Filter|Buffers|Planning):/.test(line))
    .join('\n');
}

/** A value of a column in a row of Ben's, whom Ann doesn't see, and the account it belongs to. */
async function ofBens(table: string, column: string): Promise<{ account: number; value: string }> {
  const { rows } = await here.company.admin.query<{ account: number; value: string }>(
    `select organization_id as account, t.${column}::text as value from customer_success.${table} t
       join customer_success.organizations o using (organization_id) where o.owner_id = 2 and t.${column} is not null limit 1`,
  );
  if (rows[0] === undefined) throw new Error(`Ben has no ${table}`);
  return rows[0];
}

const somethingElse: Record<string, string> = {
  started_on: '1999-01-01',
  opened_at: '1999-01-01',
  resolved_at: '1999-01-01',
  responded_at: '1999-01-01',
  started_at: '1999-01-01',
  ended_at: '1999-01-01',
  mrr: '1.5',
  renews_on: '1999-01-01',
};

describe('a plan that was run tells nobody of another book', () => {
  test.each([
    ['subscriptions', 'started_on'],
    ['subscriptions', 'renews_on'],
    ['subscriptions', 'mrr'],
    ['support_tickets', 'opened_at'],
    ['support_tickets', 'resolved_at'],
    ['support_tickets', 'subject'],
    ['survey_responses', 'responded_at'],
    ['survey_responses', 'kind'],
    ['intervention_history', 'started_at'],
    ['intervention_history', 'outcome'],
    ['organizations', 'name'],
    ['users', 'email'],
  ])('what a row of %s holds as its %s', async (table, column) => {
    const { account, value } = await ofBens(table, column);
    const other = somethingElse[column] ?? 'nothing of the kind';
    // Without the planner's other ways it has to use whatever index there is.
    for (const settings of ['reset all', 'set enable_seqscan = off', 'set enable_bitmapscan = off']) {
      await ann.query(settings);
      const within = `organization_id = ${account} and ${column}`;
      const right = await told(table, `${within} = '${value}'`);
      expect(right).toBe(await told(table, `${within} = '${other}'`));
      expect(right).toMatch(/Removed by Filter/);
    }
  });
});

describe('what it does tell, as docs/security.md says:', () => {
  test('whether a key is taken', async () => {
    const { value } = await ofBens('support_tickets', 'external_id');
    await ann.query('set enable_seqscan = off');
    expect(await told('support_tickets', `external_id = '${value}'`)).toMatch(/Removed by Filter: 1/);
    expect(await told('support_tickets', `external_id = 'free'`)).not.toMatch(/Removed by Filter/);
  });

  test('how many rows an account has', async () => {
    const { account } = await ofBens('users', 'email');
    await ann.query('set enable_seqscan = off');
    expect(await told('users', `organization_id = ${account}`)).toMatch(/Removed by Filter: 3/);
  });

  test('how many rows a table has in all', async () => {
    await expect
      .poll(async () => {
        // What a session counted reaches the statistics late, and on top of what was counted before.
        await here.company.admin.query('analyze customer_success.organizations');
        const { rows } = await ann.query<{ rows: number }>(
          `select sum(n_live_tup)::int as rows from pg_stat_user_tables where relname = 'organizations'`,
        );
        return rows[0]?.rows;
      })
      .toBe(60);
  });

  test('when something happened on an account, of single events alone', async () => {
    const { account, value } = await ofBens('activity_events', 'occurred_at');
    await ann.query('set enable_seqscan = off');
    const at = (instant: string) => `organization_id = ${account} and occurred_at = '${instant}'`;
    expect(await told('activity_events', at(value))).toMatch(/Removed by Filter/);
  });
});
