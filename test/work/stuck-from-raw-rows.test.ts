import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseDay } from '../../src-main/lib/day';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { stuckPlans } from '../../src-main/work/milestones/stuck-plans';
import { assign, countedBy, idOf, putMilestones, putPlan } from '../support/milestones/entries';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

/** A Thursday. */
const today = parseDay('2026-11-26');
const plan = idOf(50);
const [kickOff, use, goal] = [1, 2, 3].map(idOf) as [string, string, string];
const names = new Map([
  [kickOff, 'Kick-off held'],
  [use, 'First use'],
  [goal, 'Goal reached'],
]);
/** Calendar days of 5, 10 and 30 working days: plans here begin on Thursdays. */
const dueAfter = new Map([
  [kickOff, 7],
  [use, 14],
  [goal, 42],
]);
let temporary: TemporaryStore;

beforeEach(() => {
  temporary = temporaryStore();
  putMilestones(temporary.store, [
    { id: kickOff, name: names.get(kickOff) ?? '', dueWorkingDays: 5 },
    { id: use, name: names.get(use) ?? '', dueWorkingDays: 10, completion: countedBy({}) },
    { id: goal, name: names.get(goal) ?? '', dueWorkingDays: 30, prerequisites: [kickOff, use] },
  ]);
  putPlan(temporary.store, plan, { milestones: [goal] });
});
afterEach(() => temporary.remove());

interface Life {
  readonly weeks: number;
  readonly isCounted: boolean;
  /** Progress of kick-off, use and goal with how long ago they moved; null: they never did. */
  readonly moves: readonly ({ readonly progress: number; readonly ago: number } | null)[];
}
const move = fc.option(
  fc.record({
    progress: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 99 })),
    ago: fc.nat({ max: 60 }),
  }),
);
const life: fc.Arbitrary<Life> = fc.record({
  weeks: fc.nat({ max: 14 }),
  isCounted: fc.boolean(),
  moves: fc.tuple(move, move, move),
});

function live(lives: readonly Life[]): void {
  writeTransaction(temporary.store, 'test anew', (tx) => {
    for (const table of ['plan_assignments', 'user_milestones', 'organizations', 'account_summaries'])
      tx.prepared<[]>(`delete from ${table}`).run();
  });
  for (const { weeks, isCounted, moves } of lives) {
    const account = addAccount(temporary.store, today, {});
    assign(temporary.store, plan, account, today - 7 * weeks, isCounted ? null : 1);
    writeTransaction(temporary.store, 'test moves', (tx) => {
      for (const [at, milestone] of [kickOff, use, goal].entries()) {
        const moved = moves[at];
        if (moved == null) continue;
        tx.prepared<(number | string | null)[]>(
          `insert into user_milestones (organization_id, milestone_id, progress, moved_on, completed_on, evidence_removed, version)
           values (?, ?, ?, ?, ?, 0, 1)`,
        ).run(
          ...[account, milestone, moved.progress, today - moved.ago],
          moved.progress === 100 ? today - moved.ago : null,
        );
      }
    });
  }
}

interface RawMilestone {
  readonly id: string;
  readonly progress: number;
  readonly still: number;
  readonly overdue: boolean;
  readonly waitsFor: readonly string[];
  readonly isKnown: boolean;
}

/** What a plan's rows say, written anew from what the docs say of pace. */
function holdUpByHand(account: number, started: number, uncounted: number | null): string | null {
  const rows = new Map(
    temporary.store.read
      .prepared<[number], [string, number, number]>(
        'select milestone_id, progress, moved_on from user_milestones where organization_id = ?',
      )
      .raw()
      .all(account)
      .map(([id, progress, moved]) => [id, { progress, moved }]),
  );
  const read = (id: string, needs: readonly string[]): RawMilestone => {
    const lastMoves = [id, ...needs].flatMap((one) => rows.get(one)?.moved ?? []);
    return {
      id,
      progress: rows.get(id)?.progress ?? 0,
      still: today - Math.max(started, ...lastMoves),
      overdue: today > started + (dueAfter.get(id) ?? 0),
      waitsFor: needs.filter((one) => (rows.get(one)?.progress ?? 0) < 100),
      isKnown:
        uncounted === null || ![id, ...needs].some((one) => one === use && rows.get(use)?.progress !== 100),
    };
  };
  const stuck = [read(kickOff, []), read(use, []), read(goal, [kickOff, use])].filter(
    ({ progress, still, overdue, waitsFor, isKnown }) =>
      progress < 100 && isKnown && ((waitsFor.length === 0 && still >= 28) || (overdue && still >= 14)),
  );
  const [first] = stuck;
  return first === undefined ? null : (first.waitsFor[0] ?? first.id);
}

/** Of each stuck plan what holds it up, as Today writes it for at most three milestones. */
function sentenceByHand(): string | null {
  const held = temporary.store.read
    .prepared<[], [number, number, number | null]>(
      'select organization_id, started_on, uncounted_at from plan_assignments',
    )
    .raw()
    .all()
    .flatMap(([account, started, uncounted]) => holdUpByHand(account, started, uncounted) ?? []);
  if (held.length === 0) return null;
  const what = held.length === 1 ? '1 plan is stuck' : `${held.length} plans are stuck`;
  const counts = [...names]
    .map(([id, name]) => ({ name, times: held.filter((one) => one === id).length }))
    .filter(({ times }) => times > 0)
    .sort((a, b) => b.times - a.times || (a.name < b.name ? -1 : 1));
  const on =
    counts.length === 1
      ? `${held.length === 1 ? '' : 'all '}on “${counts[0]?.name}”.`
      : `${counts.map(({ name, times }) => `${times} on “${name}”`).join(', ')}.`;
  return `${what}: ${on}`;
}

test('Today says of stuck plans what their raw rows come to', () => {
  const seen = new Set<string | null>();
  fc.assert(
    fc.property(fc.array(life, { minLength: 1, maxLength: 12 }), (lives) => {
      live(lives);
      const sign = stuckPlans(temporary.store.read, today, null);
      const said = sign === null ? null : `${sign.what}: ${sign.heldUp}`;
      seen.add(said);
      expect(said).toBe(sentenceByHand());
    }),
    { numRuns: 100 },
  );
  expect(seen.size).toBeGreaterThan(20);
});
