import { expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-22T12:00:00Z');
const here = companyForEachTest();

const views = ['monthly_feature_usage_all', 'weekly_activity_all'] as const;

function load(url = here.company.url) {
  const from = writeCsvFolder({
    ...twoAccounts,
    'activity_events.csv': csv('organization_id,feature_id,occurred_at', 'acme,login,2026-11-01'),
  });
  return createCompany({ url, from, now });
}

async function sums(): Promise<unknown> {
  const { rows } = await here.company.admin.query(
    `SELECT (SELECT sum(events)::int FROM customer_success.monthly_feature_usage_all) AS monthly,
            (SELECT sum(events)::int FROM customer_success.weekly_activity_all) AS weekly`,
  );
  return rows[0];
}

test('a load fills aggregates that a restore left empty, and so does the pipeline’s nightly call', async () => {
  const { url } = await here.company.createLogin({ role: 'loader' });
  for (const login of [here.company.url, url]) {
    for (const view of views) {
      await here.company.admin.query(`REFRESH MATERIALIZED VIEW customer_success.${view} WITH NO DATA`);
    }
    await load(login);
    expect(await sums()).toEqual({ monthly: 1, weekly: 1 });
  }
});

test('a restore fills them itself: it refreshes with row security off, as its own user', async () => {
  await load();
  const client = await here.company.admin.connect();
  for (const view of views) {
    await client.query(`REFRESH MATERIALIZED VIEW customer_success.${view} WITH NO DATA`);
    await client.query('SET row_security = off');
    await client.query(`REFRESH MATERIALIZED VIEW customer_success.${view}`);
    await client.query('RESET row_security');
  }
  client.release();
  expect(await sums()).toEqual({ monthly: 1, weekly: 1 });
});

test('filled ones are refreshed beside their readers', async () => {
  await load();
  const reader = await here.company.admin.connect();
  await reader.query('BEGIN');
  await reader.query('SELECT FROM customer_success.weekly_activity_all');
  await here.company.admin.query('SELECT customer_success.refresh_aggregates()');
  await reader.query('ROLLBACK');
  reader.release();
});

test('what members see through the views, and their grants, are as before', async () => {
  await load();
  const [{ manager_id: managerId }] = (
    await here.company.admin.query<{ manager_id: number }>(
      `SELECT manager_id FROM customer_success.managers WHERE email = 'bob@x.org'`,
    )
  ).rows as [{ manager_id: number }];
  const all = await (await here.company.createLogin({ role: 'viewer', scope: 'all' })).connect();
  const bob = await (await here.company.createLogin({ role: 'manager', scope: 'book', managerId })).connect();
  for (const view of ['monthly_feature_usage', 'weekly_activity']) {
    expect((await all.query(`SELECT FROM customer_success.${view}`)).rowCount).toBe(1);
    expect((await bob.query(`SELECT FROM customer_success.${view}`)).rowCount).toBe(0);
    for (const hidden of [`${view}_all`, `${view}_now()`]) {
      await expect(bob.query(`SELECT FROM customer_success.${hidden}`)).rejects.toThrow(/permission denied/);
    }
  }
});
