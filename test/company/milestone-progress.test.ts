import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDay } from '../../src-main/lib/day';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { newMilestone } from '../../src-preload/contract/milestones/milestone-definition';
import { call } from '../support/sending';
import { temporaryStore } from '../support/store-builder';
import { apply, type Colleague, operation } from '../support/team';
import { dayBefore, type Row, teamWithMilestones, today } from './support/team-with-milestones';

const { team, rows, milestone, set } = teamWithMilestones();

const progressOf = (id: string) =>
  rows(
    `SELECT progress, completed_on::text AS completed, evidence_removed AS removed, set_by AS by
       FROM customer_success.user_milestones WHERE milestone_id = $1 ORDER BY organization_id, user_id NULLS FIRST`,
    [id],
  );
const achievements = (id: string) =>
  rows(
    `SELECT achieved_on::text AS achieved, points, withdrawn_at IS NOT NULL AS withdrawn
       FROM customer_success.milestone_achievements WHERE milestone_id = $1`,
    [id],
  );

describe('progress by hand', () => {
  test('completes once, however often it is pressed, and leaves one achievement', async () => {
    const id = await milestone('First meeting', { points: 50 });
    const twice = await Promise.all([
      set({ milestone: id, progress: 100 }),
      set({ milestone: id, progress: 100 }, 'ada'),
    ]);
    expect(twice).toMatchObject([{ outcome: 'applied' }, { outcome: 'applied' }]);
    expect(await progressOf(id)).toMatchObject([{ progress: 100, completed: today }]);
    expect(await achievements(id)).toEqual([{ achieved: today, points: 50, withdrawn: false }]);
    expect(await rows('SELECT progress FROM customer_success.milestone_progress_history')).toEqual([
      { progress: 100 },
    ]);
  });

  test('falls only with a reason, which is kept with who gave it, and the achievement is marked', async () => {
    const id = await milestone('First meeting');
    await set({ milestone: id, progress: 100 });
    expect(await set({ milestone: id, progress: 40 })).toMatchObject({ answer: { field: 'reason' } });
    await set({ milestone: id, progress: 40, reason: 'It was another account.' });
    expect(await achievements(id)).toMatchObject([{ withdrawn: true }]);
    await set({ milestone: id, progress: 100 });
    expect(await achievements(id)).toMatchObject([{ withdrawn: false }]);
    expect(
      await rows(`SELECT progress_before AS was, progress, reason, author = (
                    SELECT login FROM customer_success.memberships WHERE manager_id = 1 AND role = 'manager') AS ann
                    FROM customer_success.milestone_progress_history ORDER BY row_id`),
    ).toEqual([
      { was: 0, progress: 100, reason: null, ann: true },
      { was: 100, progress: 40, reason: 'It was another account.', ann: true },
      { was: 40, progress: 100, reason: null, ann: true },
    ]);
  });

  test('is for managers of the account, and asks for a contact where it is one’s', async () => {
    const id = await milestone('First meeting');
    const persons = await milestone('Certified', { audience: 'contact' });
    expect(await set({ milestone: id, progress: 100 }, 'vera')).toMatchObject({ reason: 'role' });
    expect(await set({ milestone: id, progress: 100 }, 'bob')).toMatchObject({ reason: 'not_yours' });
    expect(await set({ milestone: persons, progress: 100 })).toMatchObject({ answer: { field: 'contact' } });
    expect(await set({ milestone: id, progress: 100, contact: 'x' })).toMatchObject({
      answer: { field: 'contact' },
    });
    expect(await set({ milestone: id, progress: 50.5 })).toMatchObject({ answer: { field: 'progress' } });
    expect(await set({ milestone: randomUUID(), progress: 100 })).toMatchObject({ reason: 'gone' });
  });
});

describe('what the holder of the lease counts', () => {
  const counted = {
    by: 'activity',
    measure: 'events',
    features: 'any',
    withinDays: null,
    target: 10,
  } as const;
  async function lease(who: Colleague = 'ada') {
    const host = randomUUID();
    const { fence } = await call(team.clients[who], 'claim_runner', host, { app: '1', machine: 'desk' });
    return (...moves: Row[]) =>
      call(
        team.clients[who],
        'advance_milestones',
        host,
        fence,
        moves.map((move) => ({
          account: 1,
          contact: null,
          version: 1,
          value: null,
          target: null,
          moved_on: today,
          completed_on: null,
          removed: false,
          ...move,
        })),
      );
  }

  test('raises progress and never lets it fall; what is gone again is marked', async () => {
    const id = await milestone('Ten events', { completion: counted });
    const tell = await lease();
    expect(await tell({ milestone: id, progress: 70, value: 7, target: 10 })).toMatchObject({ moved: 1 });
    expect(await tell({ milestone: id, progress: 70, value: 7, target: 10 })).toMatchObject({ moved: 0 });
    await tell({ milestone: id, progress: 30, value: 3, target: 10 });
    expect(await progressOf(id)).toMatchObject([{ progress: 70 }]);
    await tell({ milestone: id, progress: 100, completed_on: dayBefore(2) });
    await tell({ milestone: id, progress: 30, value: 3, target: 10 });
    expect(await progressOf(id)).toEqual([
      { progress: 100, completed: dayBefore(2), removed: true, by: null },
    ]);
    await tell({ milestone: id, progress: 100, completed_on: dayBefore(1) });
    expect(await progressOf(id)).toMatchObject([{ completed: dayBefore(1), removed: false }]);
    await tell({ milestone: id, progress: 100, completed_on: dayBefore(5) });
    expect(await achievements(id)).toEqual([{ achieved: dayBefore(5), points: 0, withdrawn: false }]);
  });

  test('leaves alone what a person set, until they let it count again', async () => {
    const id = await milestone('Ten events', { completion: counted });
    const tell = await lease();
    await tell({ milestone: id, progress: 100, completed_on: today });
    await set({ milestone: id, progress: 20, reason: 'Test data.' });
    await tell({ milestone: id, progress: 100, completed_on: today });
    expect(await progressOf(id)).toMatchObject([{ progress: 20 }]);
    await set({ milestone: id, progress: null });
    await tell({ milestone: id, progress: 100, completed_on: today });
    expect(await progressOf(id)).toMatchObject([{ progress: 100, by: null }]);
  });

  test('completes nothing before what comes before it, and both at once in one call', async () => {
    const first = await milestone('First', { completion: counted });
    const second = await milestone('Second', { completion: counted, prerequisites: [first] });
    const tell = await lease();
    await tell({ milestone: second, progress: 100, completed_on: today });
    expect(await progressOf(second)).toMatchObject([{ progress: 99, completed: null }]);
    await tell(
      { milestone: second, progress: 100, completed_on: today },
      { milestone: first, progress: 100, completed_on: today },
    );
    expect(await progressOf(second)).toMatchObject([{ progress: 100 }]);
  });

  test('is taken from nobody else, and not by another definition or of another’s contact', async () => {
    const id = await milestone('Ten events', { completion: counted });
    const tell = await lease();
    expect(await tell({ milestone: id, version: 2, progress: 50 })).toMatchObject({ moved: 0 });
    expect(await tell({ milestone: id, contact: 1, progress: 50 })).toMatchObject({ moved: 0 });
    expect(await tell({ milestone: id, account: 99, progress: 50 })).toMatchObject({ moved: 0 });
    expect(await tell({ milestone: id, progress: 'x' })).toMatchObject({ reason: 'invalid' });
    expect(await call(team.clients.ann, 'advance_milestones', randomUUID(), 1, [])).toMatchObject({
      outcome: 'refused',
    });
    await expect(
      team.clients.ann.query(`UPDATE customer_success.user_milestones SET progress = 100`),
    ).rejects.toThrow(/permission denied/);
  });
});

test('of a contact who objects is counted no more, and what was goes', async () => {
  const id = await milestone('Ten events', { audience: 'contact' });
  const [{ contact } = { contact: 0 }] = await rows<{ contact: number }>(
    'SELECT user_id AS contact FROM customer_success.users WHERE organization_id = 1 ORDER BY 1 LIMIT 1',
  );
  const tell = () =>
    rows(
      `INSERT INTO customer_success.user_milestones (organization_id, user_id, milestone_id, progress, moved_on)
       VALUES (1, $1, $2, 50, $3)`,
      [contact, id, today],
    );
  await tell();
  await rows('UPDATE customer_success.users SET objected_on = $1 WHERE user_id = $2', [today, contact]);
  expect(await progressOf(id)).toEqual([]);
  await tell();
  expect(await progressOf(id)).toEqual([]);
  await rows('UPDATE customer_success.users SET objected_on = NULL WHERE user_id = $1', [contact]);
});

test('of a contact who objects neither movements nor what was reached by use stay, and what people set does', async () => {
  const [counted, byHand] = [
    await milestone('Ten events', { audience: 'contact' }),
    await milestone('First meeting', { audience: 'contact' }),
  ];
  await rows(
    `INSERT INTO customer_success.user_milestones (organization_id, user_id, milestone_id, progress, moved_on)
     VALUES (1, 1, $1, 100, $2)`,
    [counted, today],
  );
  await set({ milestone: byHand, contact: 'user of 1', progress: 100 });
  await rows('UPDATE customer_success.users SET objected_on = $1 WHERE user_id = 1', [today]);
  expect([await achievements(counted), (await achievements(byHand)).length]).toEqual([[], 1]);
  expect(await rows('SELECT milestone_id AS id FROM customer_success.milestone_progress_history')).toEqual([
    { id: byHand },
  ]);
  await rows('UPDATE customer_success.users SET objected_on = NULL WHERE user_id = 1');
});

test('points may be written as 100.0, and completing gives them', async () => {
  const asked = operation('milestone.save', { name: 'A', definition: { ...newMilestone, points: 100 } });
  await apply(
    team.clients.ada,
    JSON.stringify([{ ...asked, account: null }]).replace('"points":100', '"points":100.0'),
  );
  expect(await set({ milestone: asked.op_id, progress: 100 })).toMatchObject({ outcome: 'applied' });
  expect(await achievements(asked.op_id)).toMatchObject([{ points: 100 }]);
});

test('completion is at 100 % and only there, and a desktop’s own store says the same as the company', async () => {
  const id = await milestone('Ten events');
  const here = temporaryStore();
  const some = fc.record({
    progress: fc.constantFrom(0, 1, 50, 99, 100),
    moved: fc.constantFrom('2026-01-05', '2026-02-10'),
    completed: fc.constantFrom(null, '2026-01-02', '2026-01-04'),
  });
  const steps = fc.array(some, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(steps, async (moves) => {
      await rows('DELETE FROM customer_success.user_milestones');
      writeTransaction(here.store, 'test', (tx) => tx.prepared('delete from milestone_progress').run());
      for (const { progress, moved, completed } of moves) {
        await rows(
          `INSERT INTO customer_success.user_milestones (organization_id, milestone_id, progress, moved_on, completed_on)
           VALUES (1, $1, $2, $3, $4) ON CONFLICT (organization_id, milestone_id, user_id) DO UPDATE
           SET progress = EXCLUDED.progress, moved_on = EXCLUDED.moved_on, completed_on = EXCLUDED.completed_on`,
          [id, progress, moved, completed],
        );
        writeTransaction(here.store, 'test', (tx) =>
          tx
            .prepared<[string, number, number, number | null]>(
              `insert into milestone_progress (organization_id, user_id, milestone_id, version, progress, moved_on, completed_on)
               values (1, 0, ?, 1, ?, ?, ?) on conflict do update
               set progress = excluded.progress, moved_on = excluded.moved_on, completed_on = excluded.completed_on`,
            )
            .run(id, progress, parseDay(moved), completed === null ? null : parseDay(completed)),
        );
        const [there] = await progressOf(id);
        const own = here.store.read
          .prepared<[], { progress: number; completed: number | null }>(
            'select progress, completed_on as completed from milestone_progress',
          )
          .get();
        const completedThere = there?.['completed'] as string | null;
        expect(own).toEqual({
          progress: there?.['progress'],
          completed: completedThere === null ? null : parseDay(completedThere),
        });
        expect(own?.completed !== null).toBe(progress === 100);
      }
    }),
    { numRuns: 20 },
  );
  here.remove();
});
