import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { fillCompany, idOf } from './support/company';
import { type Desk, openDesk } from './support/desk';
import { companyRows, localRows } from './support/oracle';

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
  desk = openDesk(await company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
});
afterEach(async () => {
  desk.close();
  await company.drop();
});

function aside(): { table_name: string; key: string; reason: string; row: string }[] {
  return desk.store.read
    .prepared<[], { table_name: string; key: string; reason: string; row: string }>(
      'select table_name, key, reason, row from set_aside_rows order by id',
    )
    .all();
}

/** As a company that loosened a check. */
async function allowAnyRole(): Promise<void> {
  await company.admin.query('alter table customer_success.users drop constraint users_role_check');
}

test('a row that can’t be taken is set aside with its reason, and the rest flows', async () => {
  await desk.sync();
  await allowAnyRole();
  await company.admin.query(`update customer_success.users set role = 'wizard' where external_id = 'u1'`);
  await company.admin.query(`update customer_success.users set title = 'Head' where external_id = 'u2'`);
  await desk.sync();
  expect(aside()).toHaveLength(3);
  expect(aside()[0]).toMatchObject({
    table_name: 'users',
    reason: 'role is “wizard”, expected one of champion, admin, member',
  });
  expect(JSON.parse(aside()[0]?.row ?? '')).toMatchObject({ external_id: 'u1', role: 'wizard' });
  expect(desk.store.read.prepared(`select count(*) from users where title = 'Head'`).pluck().get()).toBe(3);
  expect(desk.store.read.prepared('select count(*) from users').pluck().get()).toBe(6);
});

test('when it is put right at the company it comes, and is set aside no more', async () => {
  await allowAnyRole();
  await company.admin.query(`update customer_success.users set role = 'wizard' where external_id = 'u1'`);
  await desk.sync();
  expect(aside()).toHaveLength(3);
  await company.admin.query(`update customer_success.users set role = 'admin' where role = 'wizard'`);
  await desk.sync();
  expect(aside()).toEqual([]);
  await desk.expectEqual();
});

test('when it is deleted at the company it is set aside no more', async () => {
  await allowAnyRole();
  await company.admin.query(`update customer_success.users set role = 'wizard' where external_id = 'u1'`);
  await desk.sync();
  await company.admin.query(`delete from customer_success.users where role = 'wizard'`);
  await desk.sync();
  expect(aside()).toEqual([]);
  await desk.expectEqual();
});

test('an instant or day beyond all time is set aside', async () => {
  await company.admin.query(
    `update customer_success.users set deactivated_at = 'infinity' where external_id = 'u1'`,
  );
  await company.admin.query(`update customer_success.subscriptions set renews_on = '-infinity'`);
  await company.admin.query(`update customer_success.subscriptions set quantity = 'NaN'`);
  await desk.sync();
  expect(new Set(aside().map((row) => row.reason))).toEqual(
    new Set(['deactivated_at is Infinity', 'quantity is NaN; renews_on is -Infinity']),
  );
});

test('a number too large for this machine is set aside, not the query', async () => {
  await company.admin.query(`update customer_success.subscriptions set quantity = 10::numeric ^ 400`);
  await desk.sync();
  expect(aside().map((row) => row.reason)).toEqual(Array(3).fill('quantity is NaN'));
});

test('an account that can’t be taken is not asked for again and again', async () => {
  await desk.sync();
  const id = await idOf(company.admin, 2);
  await company.admin.query(
    `update customer_success.organizations set churned_at = 'infinity' where organization_id = ${id}`,
  );
  await desk.sync();
  expect(aside()).toMatchObject([{ table_name: 'organizations', key: String(id) }]);
  expect(await desk.sync()).toMatchObject({ rows: 0, organizationIds: [] });
  await company.admin.query(
    `update customer_success.organizations set owner_id = 2 where organization_id = ${id}`,
  );
  await desk.sync();
  expect(aside()).toEqual([]);
  await desk.expectEqual();
});

test('entries of activity whose value is no number are left out of their page', async () => {
  await desk.sync();
  const id = await idOf(company.admin, 2);
  await company.admin.query(
    `insert into customer_success.activity_daily (organization_id, feature_id, day, events, value)
     values (${id}, 1, '2026-03-05', 2, 1.5), (${id}, 2, '2026-03-05', 3, 'NaN'), (${id}, 3, '2026-03-05', 4, 2.5)`,
  );
  await desk.sync();
  const login = await company.admin.connect();
  const theirs = (await companyRows(login, 0))['activity_daily']?.filter((line) => !line.includes('null'));
  login.release();
  const ours = localRows(desk.store.read)['activity_daily'] ?? [];
  expect(theirs).toEqual(expect.arrayContaining(ours));
  expect(ours.filter((line) => line.includes(`${Date.UTC(2026, 2, 5) / 86_400_000},1`))).toHaveLength(2);
  expect(aside()).toMatchObject([
    { table_name: 'activity_daily', reason: 'the value of 1 of its entries is no number' },
  ]);
  await company.admin.query(`update customer_success.activity_daily set value = 0 where value = 'NaN'`);
  await desk.sync();
  expect(aside()).toEqual([]);
  await desk.expectEqual();
});

test('activity of a day beyond all time is set aside, loaded or pulled', async () => {
  await desk.sync();
  const id = await idOf(company.admin, 2);
  await company.admin.query(
    `insert into customer_success.activity_daily (organization_id, feature_id, day, events) values (${id}, 1, 'infinity', 2)`,
  );
  await desk.sync();
  expect(aside()).toMatchObject([{ table_name: 'activity_daily', key: `${id}/Infinity` }]);
  await company.admin.query('select customer_success.start_new_epoch()');
  await desk.sync();
  expect(aside()).toHaveLength(1);
  await company.admin.query(`delete from customer_success.activity_daily where day = 'infinity'`);
  await desk.sync();
  expect(aside()).toEqual([]);
  await desk.expectEqual();
});

test('what was set aside of a lost account goes with it', async () => {
  await allowAnyRole();
  await company.admin.query(`update customer_success.users set role = 'wizard' where external_id = 'u1'`);
  await desk.sync();
  await company.admin.query(
    `update customer_success.organizations set owner_id = 2 where external_id <> 'o4'`,
  );
  await desk.sync();
  expect(aside()).toHaveLength(1);
});
