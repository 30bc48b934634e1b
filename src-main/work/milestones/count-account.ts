import type { SetApart } from '../../engines/activity/set-apart';
import { completeInOrder } from '../../engines/milestones/complete-in-order';
import {
  type CountedMilestone,
  decodeTallies,
  encodeTallies,
  type Tallies,
} from '../../engines/milestones/count-pages';
import { newTally, reachedOf } from '../../engines/milestones/tally';
import {
  type CountedRow,
  type CountedState,
  readCounted,
  readCountedDirty,
  readCountedState,
} from '../../store/milestones/counted';
import type { Milestone } from '../../store/milestones/read-definitions';
import type { ProgressRow } from '../../store/milestones/read-progress';
import { readSeats, readUnfollowed } from '../../store/milestones/what-counting-needs';
import { readSetApart } from '../../store/scores/set-apart';
import type { ReadDb } from '../../store/types';
import type { Holds } from './conditions-held';
import { countThrough, dayBeforeAll, zoneOfDays } from './count-through';
import type { AccountMilestones, RuleOf } from './counting';

export interface ToCount {
  readonly ruleOf: RuleOf;
  /** The company's day. */
  readonly day: number;
  /** Of whom the conditions of a milestone hold today. */
  readonly holds: Holds;
  /** As the company has it, and people set it: of this account. */
  readonly atCompany: readonly ProgressRow[];
}

export interface AccountCount {
  readonly state: CountedState;
  readonly rows: readonly CountedRow[];
}

/**
 * How far an account and its contacts have come. What was counted before goes on from there; use of a day that was counted already
 * has it counted anew, from all pages: the same use gives the same, in whatever order it came.
 */
export function countAccount(db: ReadDb, account: AccountMilestones, what: ToCount): AccountCount {
  const { organizationId, milestones } = account;
  const apart = readSetApart(db, organizationId);
  const seats = readSeats(db, organizationId);
  const rules = milestones.flatMap((milestone) => what.ruleOf(milestone, seats) ?? []);
  const zone = zoneOfDays(db, organizationId, rules);
  const made = madeOf(milestones, rules, apart, zone);
  // Where clocks are behind the company's, its yesterday isn't over either.
  const over = what.day - (zone === null ? 1 : 2);
  const { tallies, throughDay } = countedBefore(db, organizationId, made, over);
  const counting = { tallies, rules, apart, hasOwnDays: zone !== null };
  countThrough(db, organizationId, { ...counting, after: throughDay, through: over });
  const state = { throughDay: over, made, payload: Buffer.from(encodeTallies(tallies)) };
  // Today is not over, and counts again tomorrow.
  countThrough(db, organizationId, { ...counting, after: over, through: what.day });
  return { state, rows: rowsOf(db, account, { ...what, tallies, rules }) };
}

/** Says by what the tallies were made; a share of seats is judged when it is read. */
function madeOf(
  milestones: readonly Milestone[],
  rules: readonly CountedMilestone[],
  { internalUsers, machineFeatures }: SetApart,
  zone: string | null,
): string {
  const versions = new Map(milestones.map(({ id, definitionVersion }) => [id, definitionVersion]));
  const counted = rules.map(({ id, rule }) => [id, versions.get(id), [...(rule.features ?? [])].sort()]);
  const own = zone === null ? [] : [zone];
  return JSON.stringify([1, counted, [...internalUsers].sort(), [...machineFeatures].sort(), ...own]);
}

function countedBefore(
  db: ReadDb,
  organizationId: number,
  made: string,
  over: number,
): { readonly tallies: Tallies; readonly throughDay: number } {
  const stored = readCountedState(db, organizationId);
  const dirtyFrom = readCountedDirty(db, organizationId) ?? Number.POSITIVE_INFINITY;
  // A week's page begins up to six days before it ends.
  const isUsable =
    stored !== undefined &&
    stored.made === made &&
    stored.throughDay <= over &&
    dirtyFrom > stored.throughDay;
  if (isUsable)
    return { tallies: decodeTallies(Buffer.from(stored.payload).toString()), throughDay: stored.throughDay };
  return { tallies: new Map(), throughDay: dayBeforeAll(db, organizationId, over) };
}

interface ToRow extends ToCount {
  readonly tallies: Tallies;
  readonly rules: readonly CountedMilestone[];
}

interface OwnStanding {
  readonly progress: number;
  readonly value: number | null;
  readonly target: number | null;
  readonly completedOn: number | null;
}

function rowsOf(
  db: ReadDb,
  { organizationId, milestones }: AccountMilestones,
  { tallies, rules, holds, day, atCompany }: ToRow,
): CountedRow[] {
  const ruleById = new Map(rules.map((counted) => [counted.id, counted]));
  const before = new Map(
    readCounted(db, organizationId).map((row) => [`${row.userId} ${row.milestoneId}`, row]),
  );
  const company = new Map(atCompany.map((row) => [`${row.userId ?? 0} ${row.milestoneId}`, row]));
  const unfollowed = readUnfollowed(db, organizationId);
  const people = new Set([
    ...rules.flatMap(({ id, audience }) =>
      audience === 'contact' ? [...(tallies.get(id)?.keys() ?? [])] : [],
    ),
    ...milestones.flatMap(({ id }) => [...holds(id, organizationId)]),
    // Of whom conditions held once.
    ...[...before.values()].map(({ userId }) => userId),
  ]);
  people.delete(0);
  const rows: CountedRow[] = [];
  for (const userId of [0, ...people]) {
    if (unfollowed.has(userId)) continue;
    const own = (milestone: Milestone) =>
      ownOf(milestone, milestone.definition.audience === 'account' ? 0 : userId);
    const effective = (milestone: Milestone) => {
      const subject = milestone.definition.audience === 'account' ? 0 : userId;
      const there = company.get(`${subject} ${milestone.id}`);
      const counted = own(milestone);
      // What a person set stands; and what is complete there stays so, whatever is counted now.
      if (there !== undefined && (there.setBy !== null || counted === null || counted.completedOn === null))
        return there.setBy !== null || there.completedOn !== null ? there : (counted ?? there);
      return counted ?? undefined;
    };
    const inTurn = completeInOrder<Milestone, OwnStanding>(milestones, effective);
    for (const milestone of milestones) {
      if ((milestone.definition.audience === 'account') !== (userId === 0)) continue;
      const counted = own(milestone);
      if (counted === null) continue;
      const turn = inTurn.get(milestone.id);
      const isHeld = counted.completedOn !== null && turn !== undefined;
      rows.push({
        ...{ organizationId, userId, milestoneId: milestone.id, version: milestone.definitionVersion },
        ...counted,
        ...(isHeld && company.get(`${userId} ${milestone.id}`)?.setBy == null
          ? { progress: turn.progress, completedOn: turn.completedOn }
          : {}),
        movedOn: day,
      });
    }
  }
  return rows;

  /** What is counted of one; null where people say it. */
  function ownOf(milestone: Milestone, userId: number): OwnStanding | null {
    const { id, definition, definitionVersion } = milestone;
    const counted = ruleById.get(id);
    if (counted !== undefined) return reachedOf(tallies.get(id)?.get(userId) ?? newTally(), counted.rule);
    if (definition.completion.by !== 'conditions') return null;
    const known = before.get(`${userId} ${id}`);
    // Conditions that held once have been reached, on the day on which they were first seen to.
    if (known?.version === definitionVersion && known.completedOn !== null) return known;
    const isReached = holds(id, organizationId).has(userId);
    // Of contacts, only who has come somewhere has a row.
    if (!isReached && userId !== 0) return null;
    return { progress: isReached ? 100 : 0, value: null, target: null, completedOn: isReached ? day : null };
  }
}

/** Whether an account, or a contact of it, has reached a milestone by all its use. */
export function countAnew(
  db: ReadDb,
  { organizationId, milestones }: AccountMilestones,
  rules: RuleOf,
  day: number,
): boolean {
  const seats = readSeats(db, organizationId);
  const counted = milestones.flatMap((milestone) => rules(milestone, seats) ?? []);
  const tallies: Tallies = new Map();
  const hasOwnDays = zoneOfDays(db, organizationId, counted) !== null;
  const apart = readSetApart(db, organizationId);
  const after = dayBeforeAll(db, organizationId, day);
  countThrough(db, organizationId, { tallies, rules: counted, apart, hasOwnDays, after, through: day });
  return counted.some(({ id, rule }) =>
    [...(tallies.get(id)?.values() ?? [])].some((tally) => reachedOf(tally, rule).completedOn !== null),
  );
}
