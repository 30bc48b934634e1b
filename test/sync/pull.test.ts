import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { addOrganizations, idOf } from './support/company';
import { deskForEachTest, type Scope } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6 });

/** Ann sees every second account, or all. */
async function sitDown(scope: Scope = 'book'): Promise<void> {
  await here.sitDown(scope);
  expect((await here.desk.sync()).kind).toBe('applied');
}

async function organizationsAtDesk(): Promise<number> {
  return here.desk.store.read.prepared('select count(*) from organizations').pluck().get() as number;
}

async function client(): Promise<pg.PoolClient> {
  return here.company.admin.connect();
}

test('the first sync brings exactly what the login may see', async () => {
  await sitDown();
  await here.desk.expectEqual();
  expect(await organizationsAtDesk()).toBe(3);
});

test('a login that sees everything gets everything', async () => {
  await sitDown('all');
  await here.desk.expectEqual();
  expect(await organizationsAtDesk()).toBe(6);
});

test('a sync with nothing new changes nothing', async () => {
  await sitDown();
  expect(await here.desk.sync()).toMatchObject({ kind: 'applied', rows: 0, organizationIds: [] });
  await here.desk.expectEqual();
});

describe('the next sync brings', () => {
  test.each([
    ['a renamed account', `update customer_success.organizations set name = 'Neu' where external_id = 'o2'`],
    [
      'a new contact',
      `insert into customer_success.users (organization_id, external_id, name) select organization_id, 'new', 'New' from customer_success.organizations`,
    ],
    ['a contact who left', `delete from customer_success.users where external_id = 'u3'`],
    [
      'a changed term',
      `update customer_success.subscriptions set mrr = 0.1, ended_on = started_on + 1, quantity = null`,
    ],
    [
      'a resolved ticket',
      `update customer_success.support_tickets set resolved_at = now() + interval '1.5 ms'`,
    ],
    [
      'an intervention that ended',
      `update customer_success.intervention_history set ended_at = now() + interval '1.5 ms', outcome = 'unsuccessful', is_held_out = not is_held_out`,
    ],
    [
      'an intervention with a contact who was deleted',
      `delete from customer_success.users where external_id = 'u1'`,
    ],
    ['an emptied history of interventions', `truncate customer_success.intervention_history`],
    ['a withdrawn answer', `delete from customer_success.survey_responses`],
    [
      'fields of the company’s own, and their values',
      `insert into customer_success.attribute_definitions (subject, name, label, type, choices) values ('account', 'größe', 'Größe', 'choice', '["M", "L"]'), ('contact', 'size', 'Size', 'number', null); update customer_success.organizations set attributes = '{"größe": "L"}'; update customer_success.users set attributes = '{"size": 1.50}'`,
    ],
    [
      'parents',
      `update customer_success.organizations o set parent_id = p.organization_id from customer_success.organizations p where p.external_id = 'o1' and o.external_id <> 'o1'`,
    ],
    [
      'an account merged into another of the book',
      `select customer_success.merge_accounts(m.organization_id, s.organization_id) from customer_success.organizations m, customer_success.organizations s where m.external_id = 'o2' and s.external_id = 'o4'`,
    ],
    [
      'an account merged into a colleague’s',
      `select customer_success.merge_accounts(m.organization_id, s.organization_id) from customer_success.organizations m, customer_success.organizations s where m.external_id = 'o2' and s.external_id = 'o3'`,
    ],
    [
      'a colleague’s account merged into one of the book',
      `select customer_success.merge_accounts(m.organization_id, s.organization_id) from customer_success.organizations m, customer_success.organizations s where m.external_id = 'o3' and s.external_id = 'o2'`,
    ],
    [
      'contacts merged into another',
      `select customer_success.merge_contacts(m.user_id, s.user_id) from customer_success.users m join customer_success.users s using (organization_id) where m.external_id = 'u1' and s.external_id = 'u2'`,
    ],
    ['a new feature', `insert into customer_success.features (external_id, name) values ('f9', 'Nine')`],
    ['a colleague', `update customer_success.managers set name = 'Benjamin' where manager_id = 2`],
    [
      'events of today',
      `insert into customer_success.activity_events (organization_id, user_id, feature_id, occurred_at) select organization_id, user_id, 1, now() from customer_success.users`,
    ],
    [
      'a late event',
      `insert into customer_success.activity_events (organization_id, user_id, feature_id, occurred_at) select organization_id, user_id, 2, now() - interval '40 days' from customer_success.users limit 4`,
    ],
    ['events taken back', `delete from customer_success.activity_events where feature_id = 2`],
    [
      'a corrected weekly count',
      `update customer_success.activity_daily set active_users = null, events = 7 where period_days = 7`,
    ],
    [
      'a count moved to another day',
      `update customer_success.activity_daily set day = day + 1 where period_days = 7`,
    ],
    ['an emptied table', `truncate customer_success.survey_responses`],
    [
      'a table emptied and filled again',
      `truncate customer_success.support_tickets; insert into customer_success.support_tickets (organization_id, external_id, opened_at) select organization_id, 'again' || organization_id, now() from customer_success.organizations`,
    ],
    ['an account that ended', `delete from customer_success.organizations where external_id = 'o4'`],
    [
      'an account taken over by a colleague',
      `update customer_success.organizations set owner_id = 2 where external_id = 'o2'`,
    ],
    [
      'an account taken over from a colleague',
      `update customer_success.organizations set owner_id = 1 where external_id = 'o3'`,
    ],
    [
      'an account without an owner',
      `update customer_success.organizations set owner_id = null where external_id = 'o2'`,
    ],
    [
      'a contact who moved to a seen account',
      `update customer_success.users set organization_id = (select organization_id from customer_success.organizations where external_id = 'o2'), external_id = 'moved' where user_id = (select min(user_id) from customer_success.users where organization_id = (select organization_id from customer_success.organizations where external_id = 'o3'))`,
    ],
    [
      'a contact who moved out of sight',
      `update customer_success.users set organization_id = (select organization_id from customer_success.organizations where external_id = 'o3'), external_id = 'moved' where user_id = (select min(user_id) from customer_success.users where organization_id = (select organization_id from customer_success.organizations where external_id = 'o2'))`,
    ],
  ])('%s', async (_what, change) => {
    await sitDown();
    await here.company.admin.query(change);
    expect((await here.desk.sync()).kind).toBe('applied');
    await here.desk.expectEqual();
  });
});

test('activity that outlived its account at the company stays there', async () => {
  await sitDown('all');
  const deleting = await client();
  await deleting.query('begin');
  await deleting.query(`delete from customer_success.organizations where external_id = 'o3'`);
  await here.company.admin.query(
    `insert into customer_success.activity_events (organization_id, feature_id, occurred_at)
     select organization_id, 1, now() from customer_success.organizations where external_id = 'o3'`,
  );
  await deleting.query('commit');
  deleting.release();
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('events of one millisecond are ordered by user and feature, whatever their microseconds say', async () => {
  await sitDown();
  const id = await idOf(here.company.admin, 2);
  await here.company.admin.query(
    `insert into customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
     select ${id}, user_id, f, date_trunc('hour', now()) - interval '1 us' * (user_id * 3 + f)
       from customer_success.users, generate_series(1, 3) f where organization_id = ${id}`,
  );
  await here.desk.sync();
  await here.desk.expectEqual();
  expect(await here.desk.sync({ verify: true })).toMatchObject({ rows: 0 });
});

test('changed activity is marked for folding from its earliest day', async () => {
  await sitDown();
  const id = await idOf(here.company.admin, 2);
  here.desk.store.db.client.exec('delete from activity_dirty');
  await here.company.admin.query(
    `insert into customer_success.activity_daily (organization_id, feature_id, day, events)
     values (${id}, 1, '2026-03-05', 1), (${id}, 1, '2026-03-02', 1)`,
  );
  await here.desk.sync();
  const dirty = here.desk.store.read.prepared('select * from activity_dirty').all();
  expect(dirty).toEqual([{ organization_id: id, from_day: Date.UTC(2026, 2, 2) / 86_400_000 }]);
});

test('a transaction that was open at one sync and committed later comes with the next', async () => {
  await sitDown();
  const late = await client();
  await late.query('begin');
  await late.query(`update customer_success.organizations set name = 'Late' where external_id = 'o2'`);
  await here.company.admin.query(
    `update customer_success.organizations set name = 'Early' where external_id = 'o4'`,
  );
  await here.desk.sync();
  await here.desk.expectEqual();
  await late.query('commit');
  late.release();
  await here.company.admin.query(
    `update customer_success.organizations set name = 'Third' where external_id = 'o6'`,
  );
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('a pull shows one moment of the company, whatever is committed while it reads', async () => {
  await sitDown();
  // Accounts are read first, contacts second, and terms third.
  const rename = (name: string) => `
    update customer_success.organizations set name = '${name}' where external_id = 'o2';
    update customer_success.users set name = '${name}' where external_id = 'u1';
    update customer_success.subscriptions set product = '${name}' where external_id = 'so2'`;
  await here.company.admin.query(rename('before'));
  const writer = await client();
  await writer.query('begin');
  await writer.query('lock table customer_success.users in access exclusive mode');
  await writer.query(rename('after'));
  const pulled = here.desk.sync();
  await untilSomebodyWaits();
  await writer.query('commit');
  writer.release();
  await pulled;
  const names = here.desk.store.read.prepared(
    `select name from organizations where name in ('before', 'after')
     union all select product from subscriptions where product in ('before', 'after')`,
  );
  expect(names.pluck().all()).toEqual(['before', 'before']);
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('of two pulls into one copy at the same moment, the later one is refused', async () => {
  await sitDown();
  await here.company.admin.query(
    `update customer_success.users set name = 'Renamed' where external_id = 'u1'`,
  );
  const gate = await client();
  await gate.query('begin');
  await gate.query('lock table customer_success.users in access exclusive mode');
  const pulls = Promise.allSettled([here.desk.sync(), here.desk.sync()]);
  await untilSomebodyWaits(2);
  await gate.query('commit');
  gate.release();
  const refused = (await pulls).filter((pull) => pull.status === 'rejected');
  expect(refused.map(({ reason }) => String(reason))).toEqual([expect.stringMatching(/at the same moment/)]);
  await here.desk.expectEqual();
});

/** Until so many other connections wait for a lock that somebody holds. */
async function untilSomebodyWaits(waiting = 1): Promise<void> {
  await expect
    .poll(async () => (await here.company.admin.query('select from pg_locks where not granted')).rowCount)
    .toBeGreaterThanOrEqual(waiting);
}

test('what was rolled back never comes', async () => {
  await sitDown();
  const writer = await client();
  await writer.query('begin');
  await writer.query(`update customer_success.organizations set name = 'Kept' where external_id = 'o2'`);
  await writer.query('savepoint s');
  await writer.query(`update customer_success.organizations set name = 'Undone' where external_id = 'o4'`);
  await writer.query('rollback to savepoint s');
  await writer.query('commit');
  await writer.query('begin');
  await writer.query(`delete from customer_success.users`);
  await writer.query('rollback');
  writer.release();
  expect(await here.desk.sync()).toMatchObject({ rows: 1 });
  await here.desk.expectEqual();
});

test('a wider scope brings the further accounts, a narrower one takes them away', async () => {
  await sitDown();
  await here.company.admin.query(`update customer_success.memberships set scope = 'all'`);
  await here.desk.sync();
  await here.desk.expectEqual();
  expect(await organizationsAtDesk()).toBe(6);
  await here.company.admin.query(`update customer_success.memberships set scope = 'book', manager_id = 2`);
  await here.desk.sync();
  await here.desk.expectEqual();
  expect(await organizationsAtDesk()).toBe(3);
});

test('what was computed of a lost account goes with it, what the manager wrote stays', async () => {
  await sitDown();
  const id = await idOf(here.company.admin, 2);
  here.desk.store.db.client.exec(
    `insert into account_days values (${id}, 1, 0, x'01');
     insert into pulses (pulse_id, organization_id, points, reason, author, created_at) values ('p1', ${id}, 70, 'Good call', 'Ann', 1)`,
  );
  await here.company.admin.query(
    `update customer_success.organizations set owner_id = 2 where external_id = 'o2'`,
  );
  await here.desk.sync();
  const count = (table: string) =>
    here.desk.store.read.prepared(`select count(*) from ${table}`).pluck().get();
  expect(count('account_days')).toBe(0);
  expect(count('pulses')).toBe(1);
});

test('many new accounts at once come through a load', async () => {
  await sitDown('all');
  await addOrganizations(here.company.admin, 10, 260);
  expect(await here.desk.sync()).toMatchObject({ organizationIds: 'all' });
  await here.desk.expectEqual();
});

test('the rows of each table are counted right after every kind of change', async () => {
  await sitDown('all');
  await here.company.admin.query(`delete from customer_success.organizations where external_id = 'o4'`);
  await here.company.admin.query(`delete from customer_success.activity_events where feature_id = 2`);
  await addOrganizations(here.company.admin, 10, 12);
  await here.desk.sync();
  const counted = Object.fromEntries(
    here.desk.store.read.prepared<[], [string, number]>('select * from sync_tables').raw().all(),
  );
  const sum = (table: string) =>
    here.desk.store.read.prepared(`select total(rows) from ${table}`).pluck().get();
  const count = (table: string) =>
    here.desk.store.read.prepared(`select count(*) from ${table}`).pluck().get();
  expect(counted['activity_daily']).toBe(sum('activity_daily'));
  expect(counted['activity_events']).toBe(sum('activity_events'));
  expect(counted['users']).toBe(count('users'));
  expect(counted['organizations']).toBe(8);
});

test('the login’s role at the company is known here', async () => {
  await sitDown();
  const role = () =>
    here.desk.store.read.prepared("select value from settings where key = 'role'").pluck().get();
  expect(role()).toBe('manager');
  await here.company.admin.query(`update customer_success.memberships set role = 'viewer'`);
  await here.desk.sync();
  expect(role()).toBe('viewer');
});

test('only recent raw events are kept, and more come when more are wanted', async () => {
  await sitDown();
  const oldest = () =>
    here.desk.store.read.prepared('select min(day) from activity_events').pluck().get() as number;
  const today = Math.floor(Date.now() / 86_400_000);
  expect(oldest()).toBeGreaterThan(today - 91);
  await here.desk.sync({ rawEventDays: 30 });
  expect(oldest()).toBeGreaterThan(today - 31);
  await here.desk.expectEqual();
  await here.desk.sync({ rawEventDays: 400 });
  expect(oldest()).toBeLessThan(today - 100);
  await here.desk.expectEqual();
});

test('a login whose membership is taken away loses its copy, and asks in vain', async () => {
  await sitDown();
  await here.company.admin.query('delete from customer_success.memberships');
  expect(await here.desk.sync()).toMatchObject({ kind: 'revoked', erased: true });
  expect(await organizationsAtDesk()).toBe(0);
  expect(await here.desk.sync()).toMatchObject({ kind: 'revoked', erased: false });
});
