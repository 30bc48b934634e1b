import { beforeEach, describe, expect, test } from 'vitest';
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
const written = {
  type: 'lifecycle',
  title: 'Plan the review',
  reason: 'They asked for it.',
  priority: 'usual',
  due_day: '2026-12-10',
};

async function opened(patch: object = written, who: Colleague = 'ann'): Promise<string> {
  const answer = await send(who, 'cta.open', patch);
  expect(answer).toMatchObject({ outcome: 'applied', answer: { version: 1 } });
  return answer.op_id as string;
}

async function rowsOf(sql: string, ...values: unknown[]) {
  return (await team.company.admin.query(sql, values)).rows;
}

async function ctaOf(id: string) {
  const [row] = await rowsOf(
    `SELECT c.*, c.due_day::text AS due_day, c.until_day::text AS until_day, customer_success.cta_state(c) AS state
       FROM customer_success.ctas c WHERE cta_id = $1`,
    id,
  );
  return row as Record<string, unknown>;
}

const tasksOf = (cta: string) =>
  rowsOf(
    `SELECT title, due_day::text AS due, done_by::text AS by FROM customer_success.cta_tasks
      WHERE cta_id = $1 AND removed_at IS NULL ORDER BY row_id`,
    cta,
  );

const tomorrow = async () =>
  (await rowsOf(`SELECT (customer_success.company_today() + 1)::text AS day`))[0].day as string;
const rest = async (more: object = {}) => ({
  until_day: await tomorrow(),
  snooze_reason: 'They are away',
  ...more,
});

describe('a CTA that a person opens', () => {
  test('is of the account’s manager unless it is given to somebody who sees the account', async () => {
    const id = await opened();
    expect(await ctaOf(id)).toMatchObject({ ...written, state: 'open', given_to: null, rule_id: null });
    const given = (to: unknown) =>
      send('ann', 'cta.change', { given_to: to }, { entry: id, base_version: 1 });
    expect(await given('nobody@steward.test')).toMatchObject({ answer: { field: 'given_to' } });
    const [bob] = await rowsOf('SELECT email FROM customer_success.managers WHERE manager_id = 2');
    expect(await given(bob.email)).toMatchObject({
      reason: 'invalid',
      answer: { words: expect.stringMatching(/doesn't see/) },
    });
    await team.company.admin.query(
      `UPDATE customer_success.memberships SET scope = 'all' WHERE manager_id = 2`,
    );
    expect(await given(bob.email)).toMatchObject({ outcome: 'applied' });
    expect(await ctaOf(id)).toMatchObject({ given_to: 2 });
    expect(await send('ann', 'cta.change', { given_to: null }, { entry: id, base_version: 2 })).toMatchObject(
      { outcome: 'applied' },
    );
    expect(await ctaOf(id)).toMatchObject({ given_to: null, version: 3 });
  });

  test('is for managers of the account, and for nobody below or beside them', async () => {
    expect(await send('vera', 'cta.open', written)).toMatchObject({ reason: 'role' });
    expect(await send('bob', 'cta.open', written)).toMatchObject({ reason: 'not_yours' });
    const id = await opened();
    for (const kind of ['cta.change', 'cta.snooze', 'cta.close', 'cta.reopen']) {
      expect(await send('vera', kind, {}, { entry: id, base_version: 1 })).toMatchObject({ reason: 'role' });
      expect(await send('ada', kind, {}, { entry: id, base_version: 1, account: 'bolt' })).toMatchObject({
        reason: 'gone',
      });
    }
  });

  test.each([
    ['type', { type: 'chore' }],
    ['title', { title: ' ' }],
    ['title', { title: 'x'.repeat(201) }],
    ['title', { title: 'one\nand two' }],
    ['reason', { reason: 'x'.repeat(1001) }],
    ['priority', { priority: null }],
    ['due_day', { due_day: '2026-02-30' }],
    ['due_day', { due_day: '1999-12-31' }],
    ['given_to', { given_to: 7 }],
    ['state', { state: 'closed' }],
    ['rule_id', { rule_id: someRule }],
  ])('is refused where its %s is not what it must be: %o', async (field, wrong) => {
    expect(await send('ann', 'cta.open', { ...written, ...wrong })).toMatchObject({
      outcome: 'refused',
      reason: 'invalid',
      answer: { field },
    });
    expect(await rowsOf('SELECT FROM customer_success.ctas')).toEqual([]);
  });

  test('changes by field: what a colleague changed since keeps their value, and the rest is taken', async () => {
    const id = await opened();
    await send('ada', 'cta.change', { title: 'Hers' }, { entry: id, base_version: 1 });
    const mine = await send(
      'ann',
      'cta.change',
      { title: 'Mine', due_day: '2026-12-24' },
      { entry: id, base_version: 1 },
    );
    expect(mine).toMatchObject({ outcome: 'merged', answer: { version: 3, lost: { title: 'Mine' } } });
    expect(await ctaOf(id)).toMatchObject({ title: 'Hers', due_day: '2026-12-24' });
  });
});

describe('a snooze', () => {
  test('needs an end and a reason, and ends by itself as its day begins', async () => {
    const id = await opened();
    const at = { entry: id, base_version: 1 };
    for (const patch of [
      { until_day: await tomorrow() },
      await rest({ snooze_reason: '' }),
      { snooze_reason: 'They are away' },
      await rest({ until_day: null }),
      await rest({ until_day: '2099-01-01' }),
    ])
      expect(await send('ann', 'cta.snooze', patch, at)).toMatchObject({ reason: 'invalid' });
    expect(await send('ann', 'cta.snooze', await rest(), at)).toMatchObject({ outcome: 'applied' });
    expect(await ctaOf(id)).toMatchObject({ state: 'snoozed', snooze_reason: 'They are away' });
    await team.company.admin.query(
      'UPDATE customer_success.ctas SET until_day = customer_success.company_today()',
    );
    expect(await ctaOf(id)).toMatchObject({ state: 'open' });
  });

  test('is lost on one that a colleague closed meanwhile, and an error on one that was seen closed', async () => {
    const id = await opened();
    await send('ada', 'cta.close', { outcome: 'resolved' }, { entry: id, base_version: 1 });
    const late = await send('ann', 'cta.snooze', await rest(), { entry: id, base_version: 1 });
    expect(late).toMatchObject({ outcome: 'merged', answer: { lost: await rest() } });
    expect(await ctaOf(id)).toMatchObject({ state: 'closed', until_day: null, version: 2 });
  });
});

describe('closing', () => {
  test('takes an outcome of the set, once; a colleague’s stands, and who saw it may say another', async () => {
    const id = await opened();
    const close = (who: Colleague, outcome: unknown, base: number) =>
      send(who, 'cta.close', { outcome }, { entry: id, base_version: base });
    for (const wrong of ['done', 'merged', null, 3])
      expect(await close('ann', wrong, 1)).toMatchObject({ answer: { field: 'outcome' } });
    expect(await close('ada', 'resolved', 1)).toMatchObject({ outcome: 'applied' });
    expect(await close('ann', 'resolved', 1)).toMatchObject({ outcome: 'applied', answer: { version: 2 } });
    expect(await close('ann', 'lost', 1)).toMatchObject({ answer: { lost: { outcome: 'lost' } } });
    expect(await close('ann', 'lost', 2)).toMatchObject({ outcome: 'applied', answer: { version: 3 } });
    expect(await ctaOf(id)).toMatchObject({
      state: 'closed',
      outcome: 'lost',
      closed_by: team.logins.ann.login,
    });
  });

  test('is taken back by opening again, and what was snoozed before is snoozed again', async () => {
    const id = await opened();
    await send('ann', 'cta.snooze', await rest(), { entry: id, base_version: 1 });
    await send('ann', 'cta.close', { outcome: 'not_needed' }, { entry: id, base_version: 2 });
    expect(
      await send('ann', 'cta.reopen', { outcome: 'lost' }, { entry: id, base_version: 3 }),
    ).toMatchObject({ reason: 'invalid' });
    const again = operation('cta.reopen', { outcome: null }, { entry: id, base_version: 3 });
    expect(await applyOne(team.clients.ann, again)).toMatchObject({ outcome: 'applied' });
    // J2: pressed twice, and sent again, it is as before.
    expect(await applyOne(team.clients.ann, again)).toMatchObject({ answer: { version: 4 } });
    expect(await ctaOf(id)).toMatchObject({ state: 'snoozed', closed_at: null, closed_by: null, version: 4 });
  });
});

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

describe('a task', () => {
  test('is done by whom and when it was done first, and can be taken back', async () => {
    const cta = await opened();
    const task = await send('ann', 'task.add', { cta, title: 'Call', due_day: '2026-12-02' });
    const tick = (who: Colleague, done: boolean, base: number) =>
      send(who, 'task.change', { done }, { entry: task.op_id, base_version: base });
    expect(await tick('ann', true, 1)).toMatchObject({ outcome: 'applied', answer: { version: 2 } });
    expect(await tick('ada', true, 1)).toMatchObject({ outcome: 'applied', answer: { version: 2 } });
    expect(await tasksOf(cta)).toEqual([{ title: 'Call', due: '2026-12-02', by: team.logins.ann.login }]);
    expect(await tick('ada', false, 2)).toMatchObject({ outcome: 'applied' });
    expect(await tasksOf(cta)).toMatchObject([{ by: null }]);
    expect(await tick('ann', 'yes' as never, 3)).toMatchObject({ answer: { field: 'done' } });
  });

  test('is of a CTA of the account, may be without a day, and is gone once it is removed', async () => {
    const cta = await opened();
    const add = (patch: object, more: More = {}) =>
      send('ada', 'task.add', { cta, title: 'Call', ...patch }, more);
    expect(await add({}, { account: 'bolt' })).toMatchObject({ reason: 'gone' });
    expect(await add({ cta: 'none' })).toMatchObject({ reason: 'gone' });
    expect(await add({ due_day: 'soon' })).toMatchObject({ answer: { field: 'due_day' } });
    const { op_id: entry } = await add({ due_day: null });
    expect(await tasksOf(cta)).toMatchObject([{ due: null }]);
    expect(await send('ann', 'task.remove', {}, { entry })).toMatchObject({ answer: { version: 2 } });
    expect(await send('ann', 'task.remove', {}, { entry })).toMatchObject({ answer: { version: 2 } });
    expect(await send('ann', 'task.change', { done: true }, { entry, base_version: 2 })).toMatchObject({
      reason: 'gone',
    });
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
