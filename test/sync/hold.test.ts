import { expect, test } from 'vitest';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { acceptHeld } from '../../src-main/sync/pull/accept-held';
import { deskForEachTest, type Scope } from './support/desk-for-each-test';

/** 60 accounts with 180 contacts; Ann's book holds half of them. */
const here = deskForEachTest({ accounts: 60 });

async function sitDown(scope: Scope): Promise<void> {
  await here.sitDown(scope);
  await here.desk.sync();
}

function countUsers(): number {
  return here.desk.store.read.prepared('select count(*) from users').pluck().get() as number;
}

test('a pull that would delete most contacts is held, and nothing is deleted', async () => {
  await sitDown('all');
  await here.company.admin.query('delete from customer_success.users where user_id % 3 > 0');
  expect(await here.desk.sync()).toMatchObject({
    kind: 'held',
    held: { table: 'users', deletes: 120, rows: 180 },
  });
  expect(countUsers()).toBe(180);
  expect(readSyncState(here.desk.store.read).held).toMatchObject({ accepted: false });
});

test('accepted, it goes through, and the hold is over', async () => {
  await sitDown('all');
  await here.company.admin.query('delete from customer_success.survey_responses');
  await here.company.admin.query('delete from customer_success.users where user_id % 3 > 0');
  expect((await here.desk.sync()).kind).toBe('held');
  acceptHeld(here.desk.store);
  expect((await here.desk.sync()).kind).toBe('applied');
  await here.desk.expectEqual();
  expect(readSyncState(here.desk.store.read).held).toBeNull();
});

test('accepting covers what was shown, not what came after', async () => {
  await sitDown('all');
  await here.company.admin.query('delete from customer_success.users where user_id <= 110');
  expect((await here.desk.sync()).kind).toBe('held');
  acceptHeld(here.desk.store);
  await here.company.admin.query('delete from customer_success.users');
  expect((await here.desk.sync()).kind).toBe('held');
  expect(countUsers()).toBe(180);
});

test('when the company brings the rows back, sync goes on by itself', async () => {
  await sitDown('all');
  const { admin } = here.company;
  await admin.query('create table saved as select * from customer_success.support_tickets');
  await admin.query(
    `insert into saved select 1000 + n, 1, null, 'more' || n, '', 'low', now(), null, null from generate_series(1, 200) n`,
  );
  await admin.query(
    'insert into customer_success.support_tickets select * from saved where ticket_id > 1000',
  );
  await here.desk.sync();
  await admin.query('truncate customer_success.support_tickets');
  expect((await here.desk.sync()).kind).toBe('held');
  await admin.query('insert into customer_success.support_tickets select * from saved');
  expect((await here.desk.sync()).kind).toBe('applied');
  await here.desk.expectEqual();
  expect(readSyncState(here.desk.store.read).held).toBeNull();
});

test('accounts deleted at the company are held with all their rows', async () => {
  await sitDown('book');
  await here.company.admin.query('delete from customer_success.organizations where organization_id <= 40');
  expect((await here.desk.sync()).kind).toBe('held');
  expect(here.desk.store.read.prepared('select count(*) from organizations').pluck().get()).toBe(30);
});

test('accounts taken away from the manager go without asking', async () => {
  await sitDown('book');
  await here.company.admin.query(
    'update customer_success.organizations set owner_id = 2 where organization_id <= 50',
  );
  expect((await here.desk.sync()).kind).toBe('applied');
  await here.desk.expectEqual();
});

test('a membership that became narrower takes its accounts without asking', async () => {
  await sitDown('all');
  await here.company.admin.query(`update customer_success.memberships set scope = 'book', manager_id = null`);
  expect((await here.desk.sync()).kind).toBe('applied');
  expect(countUsers()).toBe(0);
  await here.desk.expectEqual();
});

test('a few deletions are nothing to ask about, nor is a small share of many', async () => {
  await sitDown('all');
  await here.company.admin.query('delete from customer_success.organizations where organization_id <= 10');
  await here.company.admin.query('delete from customer_success.users where user_id % 5 = 0');
  expect((await here.desk.sync()).kind).toBe('applied');
  await here.desk.expectEqual();
});

test('many changes with a few deletions among them are not a mass deletion', async () => {
  await sitDown('all');
  await here.company.admin.query(`update customer_success.users set title = 'Head of things'`);
  await here.company.admin.query('delete from customer_success.users where user_id % 10 = 0');
  expect((await here.desk.sync()).kind).toBe('applied');
  await here.desk.expectEqual();
});

test('an emptied activity is held as well', async () => {
  await sitDown('all');
  await here.company.admin.query(
    'truncate customer_success.activity_events, customer_success.activity_daily',
  );
  expect(await here.desk.sync()).toMatchObject({ kind: 'held', held: { table: 'activity_daily' } });
  const before = here.desk.store.read.prepared('select total(rows) from activity_daily').pluck().get();
  expect(before).toBeGreaterThan(100);
  acceptHeld(here.desk.store);
  expect((await here.desk.sync()).kind).toBe('applied');
  await here.desk.expectEqual();
});

test('a restored dump without most rows is held after its load, and the old copy is kept meanwhile', async () => {
  await sitDown('all');
  const { admin } = here.company;
  await admin.query('delete from customer_success.organizations where organization_id > 20');
  await admin.query('select customer_success.start_new_epoch()');
  expect((await here.desk.sync()).kind).toBe('held');
  expect(countUsers()).toBe(180);
  expect((await here.desk.sync()).kind).toBe('held');
  acceptHeld(here.desk.store);
  expect((await here.desk.sync()).kind).toBe('applied');
  await here.desk.expectEqual();
});
