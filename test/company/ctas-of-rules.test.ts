import { beforeEach, describe, expect, test } from 'vitest';
import { ctaAt, restUntilTomorrow, tasksAt } from '../support/ctas/at-company';
import { fire, someRule } from '../support/ctas/firing';
import { applyOne, type Colleague, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
beforeEach(async () => {
  await team.company.admin.query(`
    DELETE FROM customer_success.ctas;
    UPDATE customer_success.memberships SET scope = 'book' WHERE manager_id = 2;
    SELECT customer_success.set_retention('ctas', NULL)`);
});

type More = Parameters<typeof operation>[2];
const send = (who: Colleague, kind: string, patch: unknown, more: More = {}) =>
  applyOne(team.clients[who], operation(kind, patch, more));

const ctaOf = (id: string) => ctaAt(team, id);
const tasksOf = (cta: string) => tasksAt(team, cta);
const rest = async (more: object = {}) => ({ ...(await restUntilTomorrow(team)), ...more });

async function rowsOf(sql: string, ...values: unknown[]) {
  return (await team.company.admin.query(sql, values)).rows;
}

describe('a rule', () => {
  test('opens one, and a second firing says what it says now, with a priority that only rises', async () => {
    const first = await fire(team.company, { tasks: [{ title: 'Look', due_day: '2026-12-01' }] });
    expect(first.is_new).toBe(true);
    const again = { reason: 'Health is 22.0.', priority: 'high', occurrence: '2', version: 2 };
    expect(await fire(team.company, { ...again, title: 'Other words' })).toEqual({ ...first, is_new: false });
    expect(await fire(team.company, { reason: 'Health is 30.0.', priority: 'low', occurrence: '3' })).toEqual(
      {
        ...first,
        is_new: false,
      },
    );
    expect(await ctaOf(first.cta_id)).toMatchObject({
      title: 'Call them',
      reason: 'Health is 30.0.',
      priority: 'high',
      firings: 3,
      rule_version: 1,
      author: 'ada',
    });
    expect(await tasksOf(first.cta_id)).toEqual([{ title: 'Look', due: '2026-12-01', by: null }]);
  });

  test('that fires on a second runner before the first one’s firing is written waits for it, and opens no other', async () => {
    const runner = await team.company.admin.connect();
    await runner.query('BEGIN');
    const first = await fire({ admin: runner });
    const second = fire(team.company, { occurrence: '2' });
    // It has to stand in line by then, whichever connection it got.
    await expect
      .poll(() =>
        rowsOf(
          `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        ),
      )
      .toHaveLength(1);
    await runner.query('COMMIT');
    runner.release();
    expect(await second).toEqual({ cta_id: first.cta_id, is_new: false });
    expect(await ctaOf(first.cta_id)).toMatchObject({ firings: 2 });
  });

  test('changes nothing with the same occurrence, whether it is open or closed', async () => {
    const first = await fire(team.company);
    expect(await fire(team.company, { reason: 'x' })).toEqual({ ...first, is_new: false });
    await send('ann', 'cta.close', { outcome: 'resolved' }, { entry: first.cta_id, base_version: 1 });
    expect(await fire(team.company, { reason: 'x' })).toEqual({ ...first, is_new: false });
    expect(await ctaOf(first.cta_id)).toMatchObject({
      state: 'closed',
      reason: 'Health is 41.0.',
      firings: 1,
    });
  });

  test('opens another once it is closed; then the closed one stays closed', async () => {
    const first = await fire(team.company);
    await send('ann', 'cta.close', { outcome: 'resolved' }, { entry: first.cta_id, base_version: 1 });
    const second = await fire(team.company, { occurrence: '2' });
    expect(second.is_new).toBe(true);
    expect(
      await send('ann', 'cta.reopen', { outcome: null }, { entry: first.cta_id, base_version: 2 }),
    ).toMatchObject({ answer: { field: 'outcome', words: expect.stringMatching(/opened another/) } });
  });

  test('has one of each type and account, and no other rule’s is in its way', async () => {
    const ids = new Set<string>();
    for (const firing of [{}, { type: 'activity' }, { account: 2 }, { rule: someRule.replace(/1$/, '2') }]) {
      const { cta_id, is_new } = await fire(team.company, firing);
      expect(is_new).toBe(true);
      ids.add(cta_id);
    }
    expect(ids.size).toBe(4);
  });

  test('that fires for one that rests lets it rest, and says that it fired (H5)', async () => {
    const { cta_id } = await fire(team.company);
    await send('ann', 'cta.snooze', await rest(), { entry: cta_id, base_version: 1 });
    expect((await fire(team.company, { occurrence: '2', priority: 'high' })).is_new).toBe(false);
    const cta = await ctaOf(cta_id);
    expect(cta).toMatchObject({ state: 'snoozed', priority: 'high', firings: 2 });
    expect(Number(cta['last_fired_at'])).toBeGreaterThan(Number(cta['snoozed_at']));
  });

  test('says type and reason itself: a person changes neither', async () => {
    const { cta_id: entry } = await fire(team.company);
    for (const patch of [{ type: 'activity' }, { reason: 'Mine' }])
      expect(await send('ann', 'cta.change', patch, { entry, base_version: 1 })).toMatchObject({
        answer: { words: expect.stringMatching(/its rule's/) },
      });
    expect(await send('ann', 'cta.change', { title: 'Mine' }, { entry, base_version: 1 })).toMatchObject({
      outcome: 'applied',
    });
  });

  test('brings tasks once: those that are there under a title, or were removed, don’t come again', async () => {
    const tasks = ['Look', 'Call', 'Look', ' '].map((title) => ({ title, due_day: '2026-12-01' }));
    const { cta_id } = await fire(team.company, { tasks });
    const [call] = await rowsOf(`SELECT task_id AS id FROM customer_success.cta_tasks WHERE title = 'Call'`);
    await send('ann', 'task.remove', {}, { entry: call.id });
    await fire(team.company, {
      occurrence: '2',
      tasks: [...tasks, { title: 'Write', due_day: '2026-12-02' }],
    });
    // A second action of the same firing.
    await fire(team.company, { occurrence: '2', tasks: [{ title: 'Meet', due_day: '2026-12-03' }] });
    expect((await tasksOf(cta_id)).map(({ title }) => title)).toEqual(['Look', 'Write', 'Meet']);
    expect(await ctaOf(cta_id)).toMatchObject({ firings: 2 });
  });

  test('stands in the account’s audit, with what it said erasable', async () => {
    const { cta_id } = await fire(team.company);
    const [row] = await rowsOf(
      `SELECT details, personal FROM customer_success.audit_log WHERE kind = 'cta.fire' AND chain = 1 ORDER BY number DESC`,
    );
    expect(row.details).toMatchObject({ entry: cta_id, rule: someRule, occurrence: '1', is_new: true });
    expect(row.personal.after).toMatchObject({ title: 'Call them', reason: 'Health is 41.0.' });
  });

  test('without words for it has it called by its name, and gives it five working days', async () => {
    const made = await send('ann', 'rule.save', { name: 'x', definition: {} }, { account: null });
    expect(made.reason).toBe('invalid');
    const { cta_id } = await fire(team.company, { title: ' ' });
    expect(await ctaOf(cta_id)).toMatchObject({ title: 'risk' });
    const [due] = await rowsOf(
      'SELECT customer_success.working_day_after(customer_success.company_today(), 5)::text AS day',
    );
    expect(await ctaOf(cta_id)).toMatchObject({ due_day: due.day });
  });
});

describe('of two accounts that turn out to be one', () => {
  /** An account that will be Acme's twin, by its number. */
  async function twin(): Promise<number> {
    const [made] = await rowsOf(
      `INSERT INTO customer_success.organizations (organization_id, external_id, name, owner_id)
       SELECT 1000 + count(*), gen_random_uuid()::text, 'Twin', 1 FROM customer_success.merged_accounts
       RETURNING organization_id AS id`,
    );
    return made.id;
  }
  const becomesAcme = (id: number) =>
    team.company.admin.query('SELECT customer_success.merge_accounts($1, 1)', [id]);
  const tasks = (title: string) => [{ title, due_day: '2026-12-01' }];

  test('CTAs and their tasks go along', async () => {
    const account = await twin();
    const { cta_id } = await fire(team.company, { account, tasks: tasks('Look') });
    await becomesAcme(account);
    expect(await ctaOf(cta_id)).toMatchObject({ organization_id: 1, state: 'open' });
    expect(await rowsOf(`SELECT organization_id AS id FROM customer_success.cta_tasks`)).toEqual([{ id: 1 }]);
  });

  test('one of the same rule stands, the earlier, with the tasks of both, the higher priority and the earlier day', async () => {
    const account = await twin();
    const stays = await fire(team.company, { due: '2026-12-20', tasks: tasks('First') });
    const goes = await fire(team.company, {
      account,
      due: '2026-12-10',
      priority: 'high',
      tasks: tasks('Second'),
    });
    await becomesAcme(account);
    expect(await ctaOf(stays.cta_id)).toMatchObject({
      state: 'open',
      organization_id: 1,
      firings: 2,
      priority: 'high',
      due_day: '2026-12-10',
    });
    expect(await ctaOf(goes.cta_id)).toMatchObject({ outcome: 'merged', organization_id: 1 });
    expect((await tasksOf(stays.cta_id)).map(({ title }) => title)).toEqual(['First', 'Second']);
    expect(await tasksOf(goes.cta_id)).toEqual([]);
  });

  test('an occurrence of the one is none of the other', async () => {
    const account = await twin();
    const { cta_id: entry } = await fire(team.company, { account });
    await becomesAcme(account);
    await send('ada', 'cta.close', { outcome: 'resolved' }, { entry, base_version: 1 });
    expect((await fire(team.company)).is_new).toBe(true);
  });
});

describe('what was closed', () => {
  test('is kept for ever unless the company says how long, and goes with its tasks; what is open stays', async () => {
    const tasks = [{ title: 'Look', due_day: '2026-12-01' }];
    const old = await fire(team.company, { tasks });
    await send('ann', 'cta.close', { outcome: 'resolved' }, { entry: old.cta_id, base_version: 1 });
    await team.company.admin.query(
      `UPDATE customer_success.ctas SET closed_at = now() - interval '500 days'`,
    );
    const young = await fire(team.company, { occurrence: '2', tasks });
    const sweep = () => team.clients.ada.query(`SELECT customer_success.sweep_now('ctas', NULL) AS answer`);
    await sweep();
    expect(await rowsOf('SELECT FROM customer_success.ctas')).toHaveLength(2);
    await team.clients.ada.query(`SELECT customer_success.set_retention('ctas', 400)`);
    expect((await sweep()).rows[0].answer).toMatchObject({ rows: { ctas: 1 } });
    expect(await rowsOf('SELECT cta_id AS id FROM customer_success.ctas')).toEqual([{ id: young.cta_id }]);
    expect(await rowsOf('SELECT cta_id AS id FROM customer_success.cta_tasks')).toEqual([
      { id: young.cta_id },
    ]);
  });
});
