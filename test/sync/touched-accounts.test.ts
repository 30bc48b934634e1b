import { expect, test } from 'vitest';
import { idOf } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6 });

/** Ann sees every second account. */
async function sitDown(): Promise<void> {
  await here.sitDown('book');
  expect((await here.desk.sync()).kind).toBe('applied');
}

test('the change names the accounts it touched', async () => {
  await sitDown();
  await here.company.admin.query(
    `update customer_success.organizations set name = 'Neu' where external_id in ('o2', 'o3')`,
  );
  const id = await idOf(here.company.admin, 2);
  expect(await here.desk.sync()).toMatchObject({ organizationIds: [id], rows: 1 });
});

test('an account is touched by a milestone that moves, and by what doesn’t move it not', async () => {
  await sitDown();
  const id = await idOf(here.company.admin, 2);
  await here.company.admin.query(
    `insert into customer_success.milestone_definitions (milestone_id, name, definition, author, made_at)
     values ('01900000-0000-7000-8000-000000000001', 'Live', '{"points": 0}', 'ada', now())`,
  );
  await here.company.admin.query(
    `insert into customer_success.user_milestones (organization_id, milestone_id, progress, value, moved_on)
     values ($1, '01900000-0000-7000-8000-000000000001', 40, 40, current_date)`,
    [id],
  );
  expect(await here.desk.sync()).toMatchObject({ organizationIds: [id] });
  await here.company.admin.query('update customer_success.user_milestones set value = 41');
  expect(await here.desk.sync()).toMatchObject({ organizationIds: [], rows: 1 });
});

test('an account is touched by what was spoken with it: a call that is noted, moved or removed, and an answer', async () => {
  await sitDown();
  const { admin } = here.company;
  const id = await idOf(admin, 2);
  const touched = async (sql: string, values: unknown[] = []) => {
    await admin.query(sql, values);
    return (await here.desk.sync()).organizationIds;
  };
  const callOn = (day: string) => JSON.stringify({ kind: 'call', at: Date.parse(day), contacts: [] });
  const noted = `insert into customer_success.notes (note_id, organization_id, author, made_at, text, activity)
    values (gen_random_uuid(), $1, 'ada', now(), 'A call', $2)`;
  expect(await touched(noted, [id, callOn('2026-01-05')])).toEqual([id]);
  const moved = 'update customer_success.notes set activity = $1';
  expect(await touched(moved, [callOn('2026-02-05')])).toEqual([id]);
  expect(await touched('update customer_success.notes set removed_at = now()')).toEqual([id]);
  const answered = `insert into customer_success.incoming_mails
    (mail_key, organization_id, user_id, run_id, kind, came_at, login)
    values ('\\x01', $1, 1, gen_random_uuid(), 'reply', now(), 'ada')`;
  expect(await touched(answered, [id])).toEqual([id]);
});

test('a change of features touches all accounts', async () => {
  await sitDown();
  await here.company.admin.query(`update customer_success.features set kind = 'core'`);
  expect(await here.desk.sync()).toMatchObject({ organizationIds: 'all' });
});
