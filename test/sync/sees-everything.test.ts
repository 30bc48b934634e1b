import { expect, test } from 'vitest';
import { changeUnlogged, idOf } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';
import { syncThrough } from './support/sync-through';

/** Where nobody looks at all accounts to find which came and went. */
const here = deskForEachTest({ accounts: 6, scope: 'all' });
const cs = 'customer_success';

function names(): unknown[] {
  return here.desk.store.read.prepared('select external_id from organizations order by 1').pluck().all();
}

test.each([
  ['a new one', `insert into ${cs}.organizations (external_id, name) values ('o7', 'New')`],
  ['one deleted', `delete from ${cs}.organizations where external_id = 'o2'`],
  [
    'one made and deleted again',
    `insert into ${cs}.organizations (external_id, name) values ('o7', 'New'); delete from ${cs}.organizations where external_id = 'o7'`,
  ],
  [
    'one deleted and made again under its id',
    `create temporary table gone as select * from ${cs}.organizations where external_id = 'o2';
     delete from ${cs}.organizations where external_id = 'o2';
     insert into ${cs}.organizations select * from gone; drop table gone`,
  ],
  ['one that changed hands', `update ${cs}.organizations set owner_id = 2 where external_id = 'o2'`],
  [
    'one whose owner was taken away',
    `update ${cs}.organizations set owner_id = null where external_id = 'o2'`,
  ],
  ['all', `truncate ${cs}.organizations cascade`],
])('accounts that come and go are found in the log: %s', async (_which, sql) => {
  await here.company.admin.query(
    `insert into ${cs}.organizations (external_id, name) values ('o7', 'Of nobody''s rows')`,
  );
  await here.desk.sync();
  await here.company.admin.query(sql.replace(`('o7', 'New')`, `('o8', 'New')`));
  await syncThrough(here.desk);
  await here.desk.expectEqual();
  expect(await here.desk.sync({ verify: true })).toMatchObject({ kind: 'applied', rows: 0 });
});

test.each([
  ['changed', `update ${cs}.memberships set scope = 'book'`],
  [
    'emptied and written again',
    `create temporary table kept as select * from ${cs}.memberships; truncate ${cs}.memberships;
     insert into ${cs}.memberships select login, role, 'book', manager_id from kept; drop table kept`,
  ],
])('a login that no longer sees everything keeps its book: memberships %s', async (_how, sql) => {
  await here.desk.sync();
  await here.company.admin.query(sql);
  await here.desk.sync();
  expect(names()).toEqual(['o2', 'o4', 'o6']);
  await here.desk.expectEqual();
  await here.company.admin.query(`update ${cs}.memberships set scope = 'all'`);
  await here.desk.sync();
  await here.desk.expectEqual();
});

test('the copy of a login with a book, synced by one that sees everything, becomes the copy of everything', async () => {
  const bookKeeper = await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 });
  await here.desk.sync({ connect: { url: bookKeeper.url } });
  expect(names()).toEqual(['o2', 'o4', 'o6']);
  await here.desk.sync();
  await here.desk.expectEqual();
  await here.desk.sync({ connect: { url: bookKeeper.url } });
  expect(names()).toEqual(['o2', 'o4', 'o6']);
});

test('accounts that went or came past the log are found by the next check', async () => {
  await here.desk.sync();
  await changeUnlogged(
    here.company.admin,
    `delete from ${cs}.organizations where organization_id = ${await idOf(here.company.admin, 3)};
     insert into ${cs}.organizations (external_id, name) values ('o9', 'Unlogged')`,
  );
  await here.desk.sync();
  expect(names()).toEqual(['o1', 'o2', 'o3', 'o4', 'o5', 'o6']);
  await here.desk.sync({ verify: true });
  expect(names()).toEqual(['o1', 'o2', 'o4', 'o5', 'o6', 'o9']);
});

test('and by a check that is due by itself', async () => {
  await here.desk.sync();
  await changeUnlogged(
    here.company.admin,
    `insert into ${cs}.organizations (external_id, name) values ('o9', 'Unlogged')`,
  );
  here.desk.store.db.client.prepare('update sync_state set checked_at = ?').run(Date.now() - 21 * 3_600_000);
  await here.desk.sync();
  expect(names()).toContain('o9');
});
