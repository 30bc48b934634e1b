import { nothingApart } from '../../src-main/engines/activity/set-apart';
import type { FollowedMilestone, FollowedPlan, Move } from '../../src-main/engines/health/account-batch';
import { completeInOrder } from '../../src-main/engines/milestones/complete-in-order';
import {
  type CountedMilestone,
  type CountedPage,
  countPage,
  type Tallies,
} from '../../src-main/engines/milestones/count-pages';
import { starterMilestones } from '../../src-main/engines/milestones/starter-set';
import { newTally, reachedOf } from '../../src-main/engines/milestones/tally';
import type { Milestone } from '../../src-main/store/milestones/read-definitions';
import { readSeats } from '../../src-main/store/milestones/what-counting-needs';
import { readPages } from '../../src-main/store/scores/activity';
import type { ReadDb } from '../../src-main/store/types';
import { ruleOf } from '../../src-main/work/milestones/counting';
import { dueDays } from '../../src-main/work/milestones/due-days';

/** What the starter set counts from use of whole accounts, each after what it needs of that. */
const counted: readonly Milestone[] = starterMilestones
  .filter(({ definition }) => definition.audience === 'account' && definition.completion.by === 'activity')
  .map(({ name, after, definition }, _at, all) => ({
    ...{
      id: name,
      name,
      version: 1,
      author: '',
      at: 0,
      isPending: false,
      definitionVersion: 1,
      comesAtOnce: false,
      isByHand: false,
    },
    ...{ definition, prerequisites: after.filter((needed) => all.some((other) => other.name === needed)) },
  }));

/** Gives every account the plan from the day on which it began, as if its progress had been counted night by night since. */
export function planOfUse(db: ReadDb): (organizationId: number, startedOn: number) => FollowedPlan {
  const [rules, dueDay] = [ruleOf(db), dueDays(db)];
  return (organizationId, startedOn) => {
    const seats = readSeats(db, organizationId);
    const moves = movesOf(
      pagesOf(db, organizationId),
      counted.flatMap((milestone) => rules(milestone, seats) ?? []),
    );
    const milestones = counted.map(({ id, name, prerequisites, definition }): FollowedMilestone => {
      const { dueWorkingDays } = definition;
      return {
        ...{ id, name, prerequisites, comesAtOnce: false, isByHand: false, isOfContacts: false },
        dueOn: dueWorkingDays === null ? null : dueDay(null, startedOn, dueWorkingDays),
        moves: moves.get(id) ?? [],
      };
    });
    return { startedOn, givenOn: startedOn, endedOn: 0, isCounted: true, milestones };
  };
}

function pagesOf(db: ReadDb, organizationId: number): CountedPage[] {
  const { pages, payload } = readPages(db, organizationId, 0, 100_000);
  const bytes = payload.byteOffset % 4 === 0 ? payload : new Uint8Array(payload);
  const integers = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return pages.map(({ day, lastDay, rows, offset }) => ({
    lastDay,
    isWeek: lastDay > day,
    entries: { rows, integers, at: offset / 4 },
  }));
}

function movesOf(
  pages: readonly CountedPage[],
  rules: readonly CountedMilestone[],
): ReadonlyMap<string, readonly Move[]> {
  const tallies: Tallies = new Map();
  const ruleById = new Map(rules.map((rule) => [rule.id, rule]));
  const moves = new Map<string, Move[]>(counted.map(({ id }) => [id, []]));
  for (const page of pages) {
    countPage(tallies, rules, page, nothingApart);
    const standing = completeInOrder(counted, ({ id }) => {
      const rule = ruleById.get(id)?.rule;
      return rule && reachedOf(tallies.get(id)?.get(0) ?? newTally(), rule);
    });
    for (const [id, { progress }] of standing) {
      const own = moves.get(id) ?? [];
      if (progress > (own.at(-1)?.progress ?? 0)) own.push({ day: page.lastDay, progress, userId: 0 });
    }
  }
  return moves;
}
