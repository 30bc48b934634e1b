import { expect, test } from 'vitest';
import { idOf } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';
import { companyRows, localRows } from './support/oracle';

const here = deskForEachTest({ accounts: 6, scope: 'book' });

function aside(): { table_name: string; key: string; reason: string; row: string }[] {
  return here.desk.store.read
    .prepared<[], { table_name: string; key: string; reason: string; row: string }>(
      'select table_name, key, reason, row from set_aside_rows order by id',
    )
    .all();
}

/** As a company that loosened a check. */
async function allowAnyRole(): Promise<void> {
  await here.company.admin.query('alter table customer_success.users drop constraint users_role_check');
}

test('a row that can’t be taken is set aside with its reason, and the rest flows', async () => {
  await here.desk.sync();
  await allowAnyRole();
  await here.company.admin.query(
    `update customer_success.users set role = 'wizard' where external_id = 'u1'`,
  );
  await here.company.admin.query(`update customer_success.users set title = 'Head' where external_id = 'u2'`);
  await here.desk.sync();
  expect(aside()).toHaveLength(3);
  expect(aside()[0]).toMatchObject({
    table_name: 'users',
    reason: 'role is “wizard”, expected one of champion, admin, member',
  });
  expect(JSON.parse(aside()[0]?.row ?? '')).toMatchObject({ external_id: 'u1', role: 'wizard' });
  expect(here.desk.store.read.prepared(`select count(*) from users where title = 'Head'`).pluck().get()).toBe(
    3,
  );
  expect(here.desk.store.read.prepared('select count(*) from users').pluck().get()).toBe(6);
});

test('when it is put right at the company it comes, and is set aside no more', async () => {
  await allowAnyRole();
  await here.company.admin.query(
    `update customer_success.users set role = 'wizard' where external_id = 'u1'`,
  );
  await here.desk.sync();
  expect(aside()).toHaveLength(3);
  await here.company.admin.query(`update customer_success.users set role = 'admin' where role = 'wizard'`);
  await here.desk.sync();
  expect(aside()).toEqual([]);
  await here.desk.expectEqual();
});

test('when it is deleted at the company it is set aside no more', async () => {
  await allowAnyRole();
  await here.company.admin.query(
    `update customer_success.users set role = 'wizard' where external_id = 'u1'`,
  );
  await here.desk.sync();
  await here.company.admin.query(`delete from customer_success.users where role = 'wizard'`);
  await here.desk.sync();
  expect(aside()).toEqual([]);
  await here.desk.expectEqual();
});

test('an instant or day beyond all time is set aside', async () => {
  await here.company.admin.query(
    `update customer_success.users set deactivated_at = 'infinity' where external_id = 'u1'`,
  );
  await here.company.admin.query(`update customer_success.subscriptions set renews_on = '-infinity'`);
  await here.company.admin.query(`update customer_success.subscriptions set quantity = 'NaN'`);
  await here.desk.sync();
  expect(new Set(aside().map((row) => row.reason))).toEqual(
    new Set(['deactivated_at is Infinity', 'quantity is NaN; renews_on is -Infinity']),
  );
});

test('a number too large for this machine is set aside, not the query', async () => {
  await here.company.admin.query(`update customer_success.subscriptions set quantity = 10::numeric ^ 400`);
  await here.desk.sync();
  expect(aside().map((row) => row.reason)).toEqual(Array(3).fill('quantity is NaN'));
});

test('an account that can’t be taken is not asked for again and again', async () => {
  await here.desk.sync();
  const id = await idOf(here.company.admin, 2);
  await here.company.admin.query(
    `update customer_success.organizations set churned_at = 'infinity' where organization_id = ${id}`,
  );
  await here.desk.sync();
  expect(aside()).toMatchObject([{ table_name: 'organizations', key: String(id) }]);
  expect(await here.desk.sync()).toMatchObject({ rows: 0, organizationIds: [] });
  await here.company.admin.query(
    `update customer_success.organizations set owner_id = 2 where organization_id = ${id}`,
  );
  await here.desk.sync();
  expect(aside()).toEqual([]);
  await here.desk.expectEqual();
});

test('entries of activity whose value is no number are left out of their page', async () => {
  await here.desk.sync();
  const id = await idOf(here.company.admin, 2);
  await here.company.admin.query(
    `insert into customer_success.activity_daily (organization_id, feature_id, day, events, value)
     values (${id}, 1, '2026-03-05', 2, 1.5), (${id}, 2, '2026-03-05', 3, 'NaN'), (${id}, 3, '2026-03-05', 4, 2.5)`,
  );
  await here.desk.sync();
  const login = await here.company.admin.connect();
  const theirs = (await companyRows(login, 0))['activity_daily']?.filter((line) => !line.includes('null'));
  login.release();
  const ours = localRows(here.desk.store.read)['activity_daily'] ?? [];
  expect(theirs).toEqual(expect.arrayContaining(ours));
  expect(ours.filter((line) => line.includes(`${Date.UTC(2026, 2, 5) / 86_400_000},1`))).toHaveLength(2);
  expect(aside()).toMatchObject([
    { table_name: 'activity_daily', reason: 'the value of 1 of its entries is no number' },
  ]);
  await here.company.admin.query(`update customer_success.activity_daily set value = 0 where value = 'NaN'`);
  await here.desk.sync();
  expect(aside()).toEqual([]);
  await here.desk.expectEqual();
});

test('activity of a day beyond all time is set aside, loaded or pulled', async () => {
  await here.desk.sync();
  const id = await idOf(here.company.admin, 2);
  await here.company.admin.query(
    `insert into customer_success.activity_daily (organization_id, feature_id, day, events) values (${id}, 1, 'infinity', 2)`,
  );
  await here.desk.sync();
  expect(aside()).toMatchObject([{ table_name: 'activity_daily', key: `${id}/Infinity` }]);
  await here.company.admin.query('select customer_success.start_new_epoch()');
  await here.desk.sync();
  expect(aside()).toHaveLength(1);
  await here.company.admin.query(`delete from customer_success.activity_daily where day = 'infinity'`);
  await here.desk.sync();
  expect(aside()).toEqual([]);
  await here.desk.expectEqual();
});

test('what was set aside of a lost account goes with it', async () => {
  await allowAnyRole();
  await here.company.admin.query(
    `update customer_success.users set role = 'wizard' where external_id = 'u1'`,
  );
  await here.desk.sync();
  await here.company.admin.query(
    `update customer_success.organizations set owner_id = 2 where external_id <> 'o4'`,
  );
  await here.desk.sync();
  expect(aside()).toHaveLength(1);
});
