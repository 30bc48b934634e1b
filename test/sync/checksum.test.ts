import { beforeEach, expect, test } from 'vitest';
import { changeUnlogged, idOf } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'all' });
beforeEach(async () => {
  await here.desk.sync();
});

test('an equal copy needs no mending', async () => {
  expect(await here.desk.sync({ verify: true })).toMatchObject({ rows: 0, organizationIds: [] });
});

test('values of every kind compare equal', async () => {
  await here.company.admin.query(`
    update customer_success.users set created_at = '1969-12-31 23:59:59.999999', title = 'ünï – 😀', email = '';
    update customer_success.subscriptions set mrr = 0.1, quantity = 1e-9, discount = 0.333333333333333333, started_on = '0001-01-01';
    update customer_success.support_tickets set opened_at = '2026-01-01 00:00:00.000999', satisfaction = null`);
  await here.desk.sync();
  await here.desk.expectEqual();
  expect(await here.desk.sync({ verify: true })).toMatchObject({ rows: 0 });
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
  await changeUnlogged(here.company.admin, change);
  await here.desk.sync();
  await expect(here.desk.expectEqual()).rejects.toThrow();
  const outcome = await here.desk.sync({ verify: true });
  expect(outcome).toMatchObject({ organizationIds: [3] });
  await here.desk.expectEqual();
});

test('tables without accounts are compared, too', async () => {
  await changeUnlogged(
    here.company.admin,
    `update customer_success.features set name = 'Unlogged' where feature_id = 2`,
  );
  expect(await here.desk.sync({ verify: true })).toMatchObject({ organizationIds: 'all' });
  await here.desk.expectEqual();
});

test('a page damaged here is fetched again', async () => {
  const id = await idOf(here.company.admin, 2);
  here.desk.store.db.client.exec(
    `update activity_daily set payload = zeroblob(length(payload)) where organization_id = ${id} and period_days = 7`,
  );
  await expect(here.desk.expectEqual()).rejects.toThrow();
  await here.desk.sync({ verify: true });
  await here.desk.expectEqual();
});

test('the check comes once a day by itself', async () => {
  await changeUnlogged(
    here.company.admin,
    `update customer_success.organizations set name = 'Unlogged' where organization_id = 3`,
  );
  await here.desk.sync();
  await expect(here.desk.expectEqual()).rejects.toThrow();
  here.desk.store.db.client.exec('update sync_state set checked_at = checked_at - 72000001');
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('what is set aside differs for good, and is no reason to stop', async () => {
  await here.company.admin.query(
    `update customer_success.users set deactivated_at = 'infinity' where user_id = 1`,
  );
  await here.desk.sync();
  await here.desk.sync({ verify: true });
  await here.desk.sync({ verify: true });
  expect(here.desk.store.read.prepared('select count(*) from set_aside_rows').pluck().get()).toBe(1);
});
