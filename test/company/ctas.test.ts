import { beforeEach, describe, expect, test } from 'vitest';
import { ctaAt, restUntilTomorrow, tasksAt } from '../support/ctas/at-company';
import { someRule } from '../support/ctas/firing';
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

const ctaOf = (id: string) => ctaAt(team, id);
const tasksOf = (cta: string) => tasksAt(team, cta);
const rest = async (more: object = {}) => ({ ...(await restUntilTomorrow(team)), ...more });

async function rowsOf(sql: string, ...values: unknown[]) {
  return (await team.company.admin.query(sql, values)).rows;
}

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
      { until_day: (await rest()).until_day },
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
