import type { MeansKind } from '../../../src-preload/contract/effect/measured-means';
import { type AccountCourse, courseSpell } from '../risk/effects/account-course';
import { isSettled, type Moment, momentOf, outcomeDays } from '../risk/effects/moments';
import { monthsOfLife } from '../risk/effects/months-of-life';
import type { Draw } from './deeds';

/** Something to be measured, with the days on which it was meant for accounts. */
export interface Means {
  readonly kind: MeansKind;
  readonly id: string;
  /** Of the rules that withhold it from some; without one that is held out, nothing is to be learned from them. */
  readonly draws: readonly Draw[];
  /** By account the days on which it was used, ascending. */
  readonly turns: ReadonlyMap<number, readonly number[]>;
}

export interface DrawnMoment {
  readonly moment: Moment;
  readonly draw: Draw;
}

/** Draws and turns with what came of them; of those whose 90 days are not over, the days. */
export interface MeansOutcomes {
  readonly means: Means;
  readonly drawn: DrawnMoment[];
  readonly heldOut: DrawnMoment[];
  readonly pendingDrawn: number[];
  readonly pendingHeldOut: number[];
  /** Turns that none came before within 90 days. */
  readonly begun: Moment[];
  readonly pendingBegun: number[];
}

export interface Outcomes {
  readonly means: readonly MeansOutcomes[];
  /** The same day of every month of accounts that were drawn at random, for what has no one held out. */
  readonly months: readonly Moment[];
}

export interface OutcomeCollector {
  /** @param withMonths whether its months are to be compared with */
  add(course: AccountCourse, withMonths: boolean): void;
  months(): number;
  collected(): Outcomes;
}

/** @param through the last day of which it is known who left */
export function collectOutcomes(means: readonly Means[], through: number): OutcomeCollector {
  const outcomes = means.map(
    (each): MeansOutcomes => ({
      ...{
        means: each,
        drawn: [],
        heldOut: [],
        pendingDrawn: [],
        pendingHeldOut: [],
        begun: [],
        pendingBegun: [],
      },
    }),
  );
  const drawsOf = outcomes.map(({ means: { draws } }) => Map.groupBy(draws, ({ account }) => account));
  const months: Moment[] = [];

  function addDraws(course: AccountCourse, into: MeansOutcomes, draws: readonly Draw[]): void {
    for (const draw of draws) {
      const { day, heldOut } = draw;
      const moment = momentOf(course, day, through);
      if (moment !== null) (heldOut ? into.heldOut : into.drawn).push({ moment, draw });
      else if (isPending(course, day)) (heldOut ? into.pendingHeldOut : into.pendingDrawn).push(day);
    }
  }

  function addTurns(course: AccountCourse, into: MeansOutcomes): void {
    let last = Number.NEGATIVE_INFINITY;
    for (const day of into.means.turns.get(course.account) ?? []) {
      const isBegun = day - last >= outcomeDays;
      last = day;
      if (!isBegun) continue;
      const moment = momentOf(course, day, through);
      if (moment !== null) into.begun.push(moment);
      else if (isPending(course, day)) into.pendingBegun.push(day);
    }
  }

  function isPending(course: AccountCourse, day: number): boolean {
    return !isSettled(day, through) && courseSpell(course, day) !== null;
  }

  return {
    add(course, withMonths) {
      for (const [place, into] of outcomes.entries()) {
        addDraws(course, into, drawsOf[place]?.get(course.account) ?? []);
        addTurns(course, into);
      }
      if (withMonths) months.push(...monthsOfLife(course, through));
    },
    months: () => months.length,
    collected: () => ({ means: outcomes, months }),
  };
}

/** Whether it was used for an account in the 90 days up to a day. */
export function wasUsedBefore(turns: Means['turns'], { account, day }: Moment): boolean {
  return turns.get(account)?.some((used) => used <= day && used > day - outcomeDays) ?? false;
}
