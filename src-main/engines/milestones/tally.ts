import type { ActivityCompletion } from '../../../src-preload/contract/milestones/milestone-definition';

/** What a milestone asks of use, with its features as the store numbers them. */
export interface CountingRule {
  readonly measure: ActivityCompletion['measure'];
  /** Null: of any that people use. */
  readonly features: ReadonlySet<number> | null;
  readonly withinDays: number | null;
  /** Of what is counted; null where it isn't known yet, such as a share of seats that nobody tells. */
  readonly target: number | null;
}

/** What was used in a page, as far as a rule looks at it. */
export interface Use {
  /** The day on which it ends: a week's counts are known when it is over. */
  readonly day: number;
  readonly isWeek: boolean;
  readonly events: number;
  /** Distinct features or people, by what the rule counts. */
  readonly keys: readonly number[];
  /** People behind entries without a name, at least. */
  readonly atLeast: number;
}

/**
 * How far one subject has come with one rule: the most that was ever reached, which later use never lowers, and what is needed to
 * go on. As JSON it is what is stored.
 */
export interface Tally {
  best: number;
  /** The day by which each number up to `best` was reached, by number; of shares alone, whose target may move. */
  firstDays: number[];
  /** The day on which the target was reached; null: not yet. */
  doneOn: number | null;
  /** Features or people by the last day of their use. */
  last: [key: number, day: number][];
  /** Days of use with their events, within the days that count. */
  recent: [day: number, events: number][];
  total: number;
  run: number;
  lastDay: number;
}

export function newTally(): Tally {
  return { best: 0, firstDays: [], doneOn: null, last: [], recent: [], total: 0, run: 0, lastDay: 0 };
}

/** Counts a page's use. Pages come in the order of their last days. */
export function countUse(tally: Tally, rule: CountingRule, use: Use): void {
  if (tally.doneOn !== null || use.events <= 0) return;
  const value = valueAt(tally, rule, use);
  if (rule.measure === 'seat_share')
    for (let reached = tally.best + 1; reached <= value; reached++) tally.firstDays.push(use.day);
  tally.best = Math.max(tally.best, value);
  if (rule.measure !== 'seat_share' && rule.target !== null && tally.best >= rule.target)
    finish(tally, use.day);
}

function valueAt(tally: Tally, rule: CountingRule, use: Use): number {
  switch (rule.measure) {
    case 'events':
      return counted(tally, rule.withinDays, use.day, use.events);
    case 'days':
      // On which days of a week something was used can't be told.
      return use.isWeek ? 0 : counted(tally, rule.withinDays, use.day, 1);
    case 'streak':
      return use.isWeek ? 0 : streak(tally, use.day);
    default:
      return Math.max(distinct(tally, rule, use), use.atLeast);
  }
}

function counted(tally: Tally, withinDays: number | null, day: number, some: number): number {
  if (withinDays === null) {
    tally.total += some;
    return tally.total;
  }
  tally.recent.push([day, some]);
  const first = tally.recent.findIndex(([earlier]) => earlier > day - withinDays);
  if (first > 0) tally.recent.splice(0, first);
  return tally.recent.reduce((sum, [, count]) => sum + count, 0);
}

function streak(tally: Tally, day: number): number {
  tally.run = day === tally.lastDay + 1 ? tally.run + 1 : 1;
  tally.lastDay = day;
  return tally.run;
}

function distinct(tally: Tally, { withinDays }: CountingRule, { day, keys }: Use): number {
  const last = new Map(tally.last);
  for (const key of keys) last.set(key, day);
  if (withinDays !== null) for (const [key, used] of last) if (used <= day - withinDays) last.delete(key);
  tally.last = [...last];
  return last.size;
}

/** Nothing more is needed of it. */
function finish(tally: Tally, day: number): void {
  tally.doneOn = day;
  tally.last = [];
  tally.recent = [];
}

/** How far a subject has come: whole percent rounded down, so that 100 is done and nothing else is. */
export interface Reached {
  readonly progress: number;
  readonly value: number;
  readonly target: number | null;
  readonly completedOn: number | null;
}

export function reachedOf(tally: Tally, { measure, target }: CountingRule): Reached {
  if (target === null) return { progress: 0, value: tally.best, target, completedOn: null };
  const doneOn = measure === 'seat_share' ? (tally.firstDays[target - 1] ?? null) : tally.doneOn;
  const value = Math.min(tally.best, target);
  const progress = doneOn === null ? Math.min(99, Math.floor((100 * value) / target)) : 100;
  return { progress, value, target, completedOn: doneOn };
}
