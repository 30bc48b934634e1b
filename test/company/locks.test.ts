import pg from 'pg';
import { expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-22T12:00:00Z');
const here = companyForEachTest();

const withEvents = {
  ...twoAccounts,
  'activity_events.csv': csv('organization_id,feature_id,occurred_at', 'acme,login,2024-05-01'),
};

function load() {
  return createCompany({ url: here.company.url, from: writeCsvFolder(withEvents), now });
}

/** Every lock that a name in the source could stand for, in each of the two forms. */
const names = ['migrate', 'load', 'ensure_partitions'];

test('whatever advisory locks a login holds, a company is made and loaded', async () => {
  const { url } = await here.company.createLogin({ role: 'viewer', scope: 'all' });
  const database = `${here.company.database}_new`;
  const at = (address: string) => address.replace(here.company.database, database);
  await here.company.admin.query(`CREATE DATABASE ${database}`);
  const client = new pg.Client({ connectionString: at(url) });
  await client.connect();
  try {
    for (const name of names) {
      await client.query(
        `SELECT pg_advisory_lock(hashtext('customer_success.${name}')),
                pg_advisory_lock(hashtext('customer_success.${name}'), n) FROM generate_series(-50, 50) n`,
      );
    }
    const report = await createCompany({ url: at(here.company.url), from: writeCsvFolder(withEvents), now });
    expect(report.files.map(({ added }) => added)).toEqual([2, 2, 3, 1]);
  } finally {
    await client.end();
    await here.company.admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
  }
}, 30_000);

test('whatever a member reads in an open transaction, a company is loaded', async () => {
  const member = await (await here.company.createLogin({ role: 'admin', scope: 'all' })).connect();
  await member.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  const { rows } = await member.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.table_privileges
      WHERE table_schema = 'customer_success' AND privilege_type = 'SELECT' GROUP BY 1`,
  );
  for (const { name } of rows) await member.query(`SELECT FROM ${name} LIMIT 1`);
  expect((await load()).files.map(({ added }) => added)).toEqual([2, 2, 3, 1]);
  const parts = () =>
    here.company.admin.query(`SELECT FROM pg_tables WHERE tablename = 'activity_events_2024_05'`);
  expect((await parts()).rowCount).toBe(0);
  await member.query('ROLLBACK');
  await load();
  expect((await parts()).rowCount).toBe(1);
}, 30_000);

test('a load by the pipeline’s login keeps another away', async () => {
  const client = await (await here.company.createLogin({ role: 'loader' })).connect();
  await client.query(`SELECT pg_advisory_lock(hashtext('customer_success.load'), 77)`);
  await expect(load()).rejects.toMatchObject({ code: 'conflict' });
  await client.query('SELECT pg_advisory_unlock_all()');
  expect((await load()).files).toHaveLength(4);
});

test('of loads that begin at the same moment none is mixed with another, and one gets through', async () => {
  const results = await Promise.allSettled([load(), load(), load()]);
  const done = results.filter(({ status }) => status === 'fulfilled');
  expect(done.length).toBeGreaterThan(0);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'conflict' });
  }
  const { rows } = await here.company.admin.query(
    'SELECT (SELECT count(*)::int FROM customer_success.users) AS users, (SELECT count(*)::int FROM customer_success.activity_events) AS events',
  );
  expect(rows).toEqual([{ users: 3, events: 1 }]);
});
