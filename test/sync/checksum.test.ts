import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { fillCompany, idOf } from './support/company';
import { type Desk, openDesk } from './support/desk';

let server: TestServer;
let company: TestCompany;
let desk: Desk;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

beforeEach(async () => {
  company = await createTestCompany(server);
  await fillCompany(company.admin, 6);
  desk = openDesk(await company.createLogin({ role: 'manager', scope: 'all', managerId: 1 }));
  await desk.sync();
});
afterEach(async () => {
  desk.close();
  await company.drop();
});

/** Behind the triggers, so that no log tells of it. */
async function changeUnlogged(sql: string): Promise<void> {
  const client = await company.admin.connect();
  await client.query('set session_replication_role = replica');
  await client.query(sql);
  await client.query('reset session_replication_role');
  client.release();
}

test('an equal copy needs no mending', async () => {
  expect(await desk.sync({ verify: true })).toMatchObject({ rows: 0, organizationIds: [] });
});

test('values of every kind compare equal', async () => {
  await company.admin.query(`
    update customer_success.users set created_at = '1969-12-31 23:59:59.999999', title = 'ünï – 😀', email = '';
    update customer_success.subscriptions set mrr = 0.1, quantity = 1e-9, discount = 0.333333333333333333, started_on = '0001-01-01';
    update customer_success.support_tickets set opened_at = '2026-01-01 00:00:00.000999', satisfaction = null`);
  await desk.sync();
  await desk.expectEqual();
  expect(await desk.sync({ verify: true })).toMatchObject({ rows: 0 });
});

test.each([
  ['a changed row', `update customer_success.subscriptions set mrr = 1 where organization_id = 3`],
  ['a missing row', `delete from customer_success.users where organization_id = 3 and external_id = 'u3'`],
  [
    'a new row',
    `insert into customer_success.survey_responses (organization_id, external_id, kind, score, responded_at) values (3, 'x', 'csat', 3, now())`,
  ],
  [
    'a changed count',
    `update customer_success.activity_daily set events = events + 1 where organization_id = 3`,
  ],
  [
    'a missing event',
    `delete from customer_success.activity_events where organization_id = 3 and occurred_at > now() - interval '60 days'`,
  ],
  [
    'a renamed account',
    `update customer_success.organizations set name = 'Unlogged' where organization_id = 3`,
  ],
])('%s that no log tells of is found and mended, for its account alone', async (_what, change) => {
  await changeUnlogged(change);
  await desk.sync();
  await expect(desk.expectEqual()).rejects.toThrow();
  const outcome = await desk.sync({ verify: true });
  expect(outcome).toMatchObject({ organizationIds: [3] });
  await desk.expectEqual();
});

test('tables without accounts are compared, too', async () => {
  await changeUnlogged(`update customer_success.features set name = 'Unlogged' where feature_id = 2`);
  expect(await desk.sync({ verify: true })).toMatchObject({ organizationIds: 'all' });
  await desk.expectEqual();
});

test('a page damaged here is fetched again', async () => {
  const id = await idOf(company.admin, 2);
  desk.store.db.client.exec(
    `update activity_daily set payload = zeroblob(length(payload)) where organization_id = ${id} and period_days = 7`,
  );
  await desk.sync({ verify: true });
  await desk.expectEqual();
});

test('the check comes once a day by itself', async () => {
  await changeUnlogged(
    `update customer_success.organizations set name = 'Unlogged' where organization_id = 3`,
  );
  await desk.sync();
  await expect(desk.expectEqual()).rejects.toThrow();
  desk.store.db.client.exec('update sync_state set checked_at = checked_at - 72000001');
  await desk.sync();
  await desk.expectEqual();
});

test('what is set aside differs for good, and is no reason to stop', async () => {
  await company.admin.query(
    `update customer_success.users set deactivated_at = 'infinity' where user_id = 1`,
  );
  await desk.sync();
  await desk.sync({ verify: true });
  await desk.sync({ verify: true });
  expect(desk.store.read.prepared('select count(*) from set_aside_rows').pluck().get()).toBe(1);
});
