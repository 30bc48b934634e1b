import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { paceReasons } from '../../src-main/engines/milestones/pace';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { milestoneBoard } from '../../src-main/work/milestones/board';
import { planStandings } from '../../src-main/work/milestones/plan-standings';
import { stuckPlans } from '../../src-main/work/milestones/stuck-plans';
import { assign, countedBy, idOf, putMilestones, putPlan } from '../support/milestones/entries';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const [kickOff, goal, steps] = [1, 2, 3].map(idOf) as [string, string, string];
const plan = idOf(50);
let temporary: TemporaryStore;

beforeEach(() => {
  temporary = temporaryStore();
  putMilestones(temporary.store, [
    { id: kickOff, name: 'Kick-off held', dueWorkingDays: 100 },
    { id: goal, name: 'Goal reached', dueWorkingDays: 200, prerequisites: [kickOff] },
    { id: steps, name: 'First steps', audience: 'contact', dueWorkingDays: 200, completion: countedBy({}) },
  ]);
  putPlan(temporary.store, plan, { milestones: [goal] });
});
afterEach(() => temporary.remove());

let row = 0;
function reached(account: number, milestone: string, progress: number, movedOn: number, user?: number): void {
  writeTransaction(temporary.store, 'test reached', (tx) =>
    tx
      .prepared<(number | string | null)[]>(
        `insert into user_milestones (row_id, organization_id, user_id, milestone_id, progress, moved_on, completed_on,
           evidence_removed, version) values (?, ?, ?, ?, ?, ?, ?, 0, 1)`,
      )
      .run(++row, account, user ?? null, milestone, progress, movedOn, progress === 100 ? movedOn : null),
  );
}
const standingOf = (name: string) =>
  planStandings(temporary.store.read, today)[0]?.milestones.find(({ milestone }) => milestone.name === name);
const follow = (organization: Parameters<typeof addAccount>[2] = {}) => {
  const id = addAccount(temporary.store, today, organization);
  assign(temporary.store, plan, id, today - 60);
  return id;
};

describe('a milestone', () => {
  test('is not stuck by days on which it waited: they count from the last that it waited for', () => {
    const account = follow();
    reached(account, kickOff, 100, today - 3);
    expect(standingOf('Goal reached')).toMatchObject({ pace: 'on_track', movedOn: today - 3, waitsFor: [] });
  });

  test('of contacts moves with the last of them, and is as far as the share that is done', () => {
    putPlan(temporary.store, plan, { milestones: [steps] });
    const account = follow();
    for (const userId of [11, 12, 13])
      addContact(temporary.store, { userId, organizationId: account, name: `Contact ${userId}` });
    reached(account, steps, 100, today - 40, 11);
    reached(account, steps, 20, today - 2, 12);
    expect(standingOf('First steps')).toMatchObject({
      ...{ progress: 33, movedOn: today - 2, contacts: { done: 1, of: 3 }, pace: 'on_track' },
    });
  });
});

describe('stuck plans', () => {
  test('are not those of which use was never counted: what only people say is, and nothing that waits for use', () => {
    const [used, after] = [4, 5].map(idOf) as [string, string];
    putMilestones(temporary.store, [
      { id: used, name: 'First use', dueWorkingDays: 5, completion: countedBy({}) },
      { id: after, name: 'A habit', dueWorkingDays: 10, prerequisites: [used] },
    ]);
    putPlan(temporary.store, plan, { milestones: [after] });
    const account = addAccount(temporary.store, today, {});
    assign(temporary.store, plan, account, today - 60, 1);
    expect(stuckPlans(temporary.store.read, today, null)).toBeNull();
    expect(
      planStandings(temporary.store.read, today)[0]?.milestones.map((one) => paceReasons(one, today)),
    ).toEqual([['It is not counted yet.'], ['It is not counted yet.']]);
    putPlan(temporary.store, plan, { milestones: [after, kickOff] });
    const said = addAccount(temporary.store, today, {});
    assign(temporary.store, plan, said, today - 900, 1);
    expect(stuckPlans(temporary.store.read, today, null)?.heldUp).toBe('all on “Kick-off held”.');
    writeTransaction(temporary.store, 'test counted', (tx) =>
      tx.prepared<[]>('update plan_assignments set uncounted_at = null').run(),
    );
    expect(stuckPlans(temporary.store.read, today, null)?.heldUp).toBe('all on “First use”.');
  });

  test('are told on Today with what holds them up, as many as the board counts, of one owner or of all', () => {
    const [own, other] = [1, 2].map((ownerId) => follow({ organization: { ownerId } })) as [number, number];
    follow({ organization: { ownerId: 1, lifecycleStage: 'churned' }, summary: { standing: 'left' } });
    reached(other, kickOff, 100, today - 50);
    const boardOf = (owner: number | null) =>
      milestoneBoard(temporary.store.read, today, { plan: null, owner, search: '' });
    expect(boardOf(null).counts.stuck).toBe(2);
    expect(boardOf(1).cards.map(({ accountId }) => accountId)).toEqual([own]);
    expect(stuckPlans(temporary.store.read, today, null)).toEqual({
      what: '2 plans are stuck',
      heldUp: '1 on “Goal reached”, 1 on “Kick-off held”.',
    });
    expect(stuckPlans(temporary.store.read, today, 1)?.heldUp).toBe('on “Kick-off held”.');
    expect(stuckPlans(temporary.store.read, today, 3)).toBeNull();
  });
});
