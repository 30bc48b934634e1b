import { beforeEach, describe, expect, test } from 'vitest';
import { stepDigest, stepTaskId } from '../../src-main/lib/step-key';
import { nextTaskId } from '../../src-main/lib/task-rhythm';
import { applyOne, type Colleague, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
beforeEach(() => team.company.admin.query('DELETE FROM customer_success.cta_tasks'));

type More = Parameters<typeof operation>[2];
const send = (who: Colleague, kind: string, patch: unknown, more: More = {}) =>
  applyOne(team.clients[who], operation(kind, patch, more));
const written = { cta: null, title: 'Send the deck', due_day: '2026-12-10' };

async function added(patch: object = {}): Promise<string> {
  const answer = await send('ann', 'task.add', { ...written, ...patch });
  expect(answer).toMatchObject({ outcome: 'applied', answer: { version: 1 } });
  return answer.op_id as string;
}

async function tasks() {
  const { rows } = await team.company.admin.query(
    `SELECT task_id AS id, cta_id AS cta, title, due_day::text AS due, given_to, priority, state, until_day::text AS until, every,
            from_day::text AS "from", done_at IS NOT NULL AS done
       FROM customer_success.cta_tasks ORDER BY row_id`,
  );
  return rows;
}

describe('a task by itself', () => {
  test('is written by managers of the account, and says whose it is and how much it presses', async () => {
    expect(await send('vera', 'task.add', written)).toMatchObject({ reason: 'role' });
    expect(await send('bob', 'task.add', written)).toMatchObject({ reason: 'not_yours' });
    const { rows } = await team.company.admin.query(
      'SELECT email FROM customer_success.managers WHERE manager_id = 1',
    );
    const id = await added({ given_to: rows[0].email, priority: 'high' });
    expect(await tasks()).toMatchObject([
      { id, cta: null, given_to: 1, priority: 'high', state: null, every: null },
    ]);
    const change = (patch: object) => send('ann', 'task.change', patch, { entry: id, base_version: 1 });
    expect(await change({ state: 'waiting', until_day: null })).toMatchObject({ outcome: 'applied' });
    expect(await tasks()).toMatchObject([{ state: 'waiting', given_to: 1 }]);
  });

  test.each([
    ['priority', 'urgent'],
    ['state', 'done'],
    ['every', 'year'],
    ['until_day', '2099-01-01'],
    ['until_day', 'soon'],
    ['given_to', 'nobody@steward.test'],
  ])('with a %s that is none is refused: %s', async (field, value) => {
    const entry = await added();
    expect(await send('ann', 'task.change', { [field]: value }, { entry, base_version: 1 })).toMatchObject({
      reason: 'invalid',
      answer: { field },
    });
  });

  test('of a CTA is one of 200 at most that it has', async () => {
    const { op_id: cta } = await send('ann', 'cta.open', {
      type: 'risk',
      title: 'Call them',
      reason: 'They asked for it.',
      priority: 'usual',
      due_day: '2026-12-10',
    });
    await team.company.admin.query(
      `INSERT INTO customer_success.cta_tasks (task_id, organization_id, cta_id, title, author, made_at)
       SELECT gen_random_uuid(), 1, $1, 'Task ' || n, 'ann', now() FROM generate_series(1, 200) n`,
      [cta],
    );
    const add = () => send('ann', 'task.add', { cta, title: 'One more', due_day: '2026-12-10' });
    expect(await add()).toMatchObject({ reason: 'invalid', answer: { field: 'cta' } });
    await team.company.admin.query(
      `UPDATE customer_success.cta_tasks SET removed_at = now() WHERE title = 'Task 7'`,
    );
    expect(await add()).toMatchObject({ outcome: 'applied' });
    expect(await add()).toMatchObject({ reason: 'invalid', answer: { field: 'cta' } });
  });

  test('is one of 500 at most that an account has open', async () => {
    await team.company.admin.query(
      `INSERT INTO customer_success.cta_tasks (task_id, organization_id, title, author, made_at)
       SELECT gen_random_uuid(), 1, 'Task ' || n, 'ann', now() FROM generate_series(1, 500) n`,
    );
    expect(await send('ann', 'task.add', written)).toMatchObject({ answer: { field: 'title' } });
    await team.company.admin.query(
      `UPDATE customer_success.cta_tasks SET done_at = now(), done_by = 'ann' WHERE title = 'Task 7'`,
    );
    await added();
  });

  test('that was done is let go when closed CTAs are, and one that is open stays', async () => {
    await added({ title: 'Open' });
    const done = await added({ title: 'Done' });
    await send('ann', 'task.change', { done: true }, { entry: done, base_version: 1 });
    await team.company.admin.query(
      `UPDATE customer_success.cta_tasks SET done_at = now() - interval '500 days' WHERE task_id = $1`,
      [done],
    );
    await team.company.admin.query(
      `SELECT customer_success.set_retention('ctas', 400); SELECT customer_success.work_piece('ctas', 400, 1000, false)`,
    );
    expect(await tasks()).toMatchObject([{ title: 'Open' }]);
    await team.company.admin.query(`SELECT customer_success.set_retention('ctas', NULL)`);
  });
});

describe('one that comes again', () => {
  const again = (of: string, patch: object = {}, entry = nextTaskId(of), who: Colleague = 'ann') =>
    send(
      who,
      'task.repeat',
      {
        of,
        title: 'Send the deck',
        due_day: '2026-12-17',
        given_to: null,
        priority: null,
        every: 'week',
        from_day: '2026-12-10',
        ...patch,
      },
      { entry },
    );

  test('has one next, whoever makes it and how often', async () => {
    const id = await added({ every: 'week' });
    expect(await again(id)).toMatchObject({ outcome: 'applied', answer: { version: 1 } });
    expect(await again(id, { due_day: '2026-12-24' }, nextTaskId(id), 'ada')).toMatchObject({
      outcome: 'applied',
    });
    expect(await tasks()).toMatchObject([
      { id, due: '2026-12-10', from: '2026-12-10' },
      { id: nextTaskId(id), due: '2026-12-17', from: '2026-12-10', every: 'week' },
    ]);
  });

  test('has none under another key, before its day, of one that comes once, or of one that is gone', async () => {
    const id = await added({ every: 'week' });
    const once = await added();
    expect(await again(id, {}, nextTaskId(once))).toMatchObject({ answer: { field: 'of' } });
    expect(await again(id, { due_day: '2026-12-10' })).toMatchObject({ answer: { field: 'due_day' } });
    expect(await again(once)).toMatchObject({ answer: { field: 'of' } });
    expect(await again(id, { every: null })).toMatchObject({ reason: 'invalid' });
    await send('ann', 'task.remove', {}, { entry: id });
    expect(await again(id)).toMatchObject({ reason: 'gone' });
    expect(await tasks()).toHaveLength(2);
  });

  test('keeps the day it is counted from as it is moved, and counts anew from where its rhythm changes', async () => {
    const entry = await added({ every: 'month' });
    await send('ann', 'task.change', { due_day: '2026-12-14' }, { entry, base_version: 1 });
    expect(await tasks()).toMatchObject([{ due: '2026-12-14', from: '2026-12-10' }]);
    await send('ann', 'task.change', { every: 'week' }, { entry, base_version: 2 });
    expect(await tasks()).toMatchObject([{ every: 'week', from: '2026-12-14' }]);
    expect(await send('ann', 'task.change', { due_day: null }, { entry, base_version: 3 })).toMatchObject({
      answer: { field: 'every' },
    });
    await send('ann', 'task.change', { every: null, due_day: null }, { entry, base_version: 3 });
    expect(await tasks()).toMatchObject([{ every: null, from: null, due: null }]);
  });

  test('is no step of a CTA, which ends', async () => {
    const cta = await send('ann', 'cta.open', {
      ...{ type: 'lifecycle', title: 'Plan', reason: null, priority: 'usual', due_day: '2026-12-10' },
      given_to: null,
    });
    expect(await send('ann', 'task.add', { ...written, cta: cta.op_id, every: 'week' })).toMatchObject({
      answer: { field: 'every' },
    });
  });
});

describe('the task of a next step of a note', () => {
  const step = stepDigest('Call Ada');
  const patchOf = (note: string, patch: object = {}) => ({
    ...{ note, step, again: 0, title: 'Call Ada', due_day: '2026-12-17', given_to: null, ...patch },
  });
  const make = (
    note: string,
    patch: { again?: number; [field: string]: unknown } = {},
    who: Colleague = 'ann',
  ) => send(who, 'task.step', patchOf(note, patch), { entry: stepTaskId(note, step, patch.again ?? 0) });
  async function noted(more: More = {}): Promise<string> {
    const answer = await send('ann', 'note.add', { text: 'Next: Call Ada', contact: null }, more);
    return answer.op_id as string;
  }

  test('is made once, whoever makes it and how often, and says of which note it is', async () => {
    const note = await noted();
    expect(await make(note)).toMatchObject({ outcome: 'applied', answer: { version: 1 } });
    expect(await make(note, { title: 'Another', due_day: '2026-12-24' }, 'ada')).toMatchObject({
      outcome: 'applied',
      answer: { entry: stepTaskId(note, step, 0), version: 1 },
    });
    const { rows } = await team.company.admin.query(
      'SELECT task_id AS id, note_id AS note, title FROM customer_success.cta_tasks',
    );
    expect(rows).toEqual([{ id: stepTaskId(note, step, 0), note, title: 'Call Ada' }]);
  });

  test('is made again once the one before was removed, and not while it stands', async () => {
    const note = await noted();
    await make(note);
    expect(await make(note, { again: 1 })).toMatchObject({ answer: { field: 'again' } });
    await send('ann', 'task.remove', {}, { entry: stepTaskId(note, step, 0) });
    expect(await make(note, { again: 1 })).toMatchObject({ outcome: 'applied' });
    expect(await make(note)).toMatchObject({ outcome: 'applied', answer: { version: 2 } });
    expect(await tasks()).toHaveLength(2);
  });

  test('is none under another key, of a note that is gone or of another account, or of who may not', async () => {
    const note = await noted();
    const odd = { entry: stepTaskId(note, step, 1) };
    expect(await send('ann', 'task.step', patchOf(note), odd)).toMatchObject({ answer: { field: 'step' } });
    expect(await send('ann', 'task.step', patchOf(note))).toMatchObject({ reason: 'invalid' });
    expect(await make(note, { step: 'call ada' })).toMatchObject({ answer: { field: 'step' } });
    expect(await make(note, { again: 5 })).toMatchObject({ answer: { field: 'again' } });
    expect(await make(note, { again: 0.5 })).toMatchObject({ answer: { field: 'again' } });
    expect(await make(note, { priority: 'high' })).toMatchObject({ reason: 'invalid' });
    expect(await make(note, { title: ' ' })).toMatchObject({ answer: { field: 'title' } });
    expect(await make('no uuid')).toMatchObject({ reason: 'gone' });
    expect(await make(note, {}, 'vera')).toMatchObject({ reason: 'role' });
    expect(await make(note, {}, 'bob')).toMatchObject({ reason: 'not_yours' });
    const elsewhere = { entry: stepTaskId(note, step, 0), account: 'bolt' };
    expect(await send('ada', 'task.step', patchOf(note), elsewhere)).toMatchObject({ reason: 'gone' });
    await send('ann', 'note.remove', {}, { entry: note });
    expect(await make(note)).toMatchObject({ reason: 'gone' });
    expect(await tasks()).toEqual([]);
  });

  test('stays where its note is let go, and says of none', async () => {
    const note = await noted();
    await make(note);
    await team.company.admin.query('DELETE FROM customer_success.notes WHERE note_id = $1', [note]);
    const { rows } = await team.company.admin.query('SELECT note_id, title FROM customer_success.cta_tasks');
    expect(rows).toEqual([{ note_id: null, title: 'Call Ada' }]);
  });
});
