import type { CtaEnd } from '../../../src-preload/contract/ctas/cta-kinds';
import type { Noise, RuleSpan, WeeklyLook } from '../../../src-preload/contract/effect/measured-means';
import { mondayOf } from '../../lib/day';
import type { Firing, RuleCta } from './deeds';

/** Two rules that fire for an account within so many days get in one another's way. */
export const overlapDays = 7;
const shownWeeks = 8;
const judgedWeeks = 4;
/** Fewer are no habit. */
const fewest = 10;
const noisyShare = 0.5;

export type RuleFiring = Pick<Firing, 'rule' | 'account' | 'day'>;

/** The first day of which anything counts in a look. */
export function lookedFrom(through: number): number {
  return mondayOf(through + 1) - 7 * (shownWeeks + 1);
}

/**
 * How each rule fared, week by week (from Monday on), and whether it makes noise: of the last four weeks whose overlaps are all
 * known, at least ten of what is counted, and half of them so.
 * @param firings, ctas of all rules, from `lookedFrom` on at least
 * @param through the last whole day
 */
export function weeklyLooks(
  firings: readonly RuleFiring[],
  ctas: readonly RuleCta[],
  through: number,
): Map<string, WeeklyLook> {
  const days = daysByAccount(firings);
  const ctasOf = Map.groupBy(ctas, ({ rule }) => rule);
  const firingsOf = Map.groupBy(firings, ({ rule }) => rule);
  const over = mondayOf(through + 1);
  const rules = new Set([...ctasOf.keys(), ...firingsOf.keys()]);
  return new Map(
    [...rules].map((rule) => {
      const look = (from: number, to: number) =>
        spanOf(
          { firings: firingsOf.get(rule) ?? [], ctas: ctasOf.get(rule) ?? [], days },
          { from, to, through },
        );
      const weeks = Array.from({ length: shownWeeks }, (_, week) =>
        look(over - 7 * (week + 1), over - 7 * week - 1),
      );
      // Of the latest week it is not known yet what other rules fire for.
      const judged = look(over - 7 * (judgedWeeks + 1), over - 8);
      return [rule, { weeks, judged, noise: noiseOf(judged) }];
    }),
  );
}

interface DeedsOfRule {
  readonly firings: readonly RuleFiring[];
  readonly ctas: readonly RuleCta[];
  readonly days: ReadonlyMap<number, readonly RuleFiring[]>;
}

function spanOf(
  { firings, ctas, days }: DeedsOfRule,
  { from, to, through }: { readonly from: number; readonly to: number; readonly through: number },
): RuleSpan {
  const fired = firings.filter(({ day }) => from <= day && day <= to);
  const closed = ctas.filter(
    ({ closedOn, end }) => closedOn !== null && end !== 'merged' && from <= closedOn && closedOn <= to,
  );
  const open = ctas.filter(
    ({ openedOn, closedOn, end }) =>
      openedOn <= to && (closedOn === null || closedOn >= from) && end !== 'merged',
  );
  return {
    from,
    to,
    firings: fired.length,
    overlapping:
      to + overlapDays > through ? null : fired.filter((firing) => isOverlapping(firing, days)).length,
    closed: closed.length,
    untouched: closed.filter(isUntouched).length,
    open: open.length,
    snoozed: open.filter(({ wasSnoozed }) => wasSnoozed).length,
  };
}

/** By account all firings, so that those of other rules are at hand. */
function daysByAccount(firings: readonly RuleFiring[]): Map<number, RuleFiring[]> {
  return Map.groupBy(firings, ({ account }) => account);
}

function isOverlapping({ rule, account, day }: RuleFiring, days: DeedsOfRule['days']): boolean {
  return (
    days.get(account)?.some((other) => other.rule !== rule && Math.abs(other.day - day) <= overlapDays) ??
    false
  );
}

const forNothing: ReadonlySet<CtaEnd | null> = new Set<CtaEnd | null>(['not_needed', 'false_alarm']);

/** It was closed as not needed or as a false alarm, and no task of it was done. What a person says was resolved, lost or tried, was worked on. */
function isUntouched({ end, tasksDone }: RuleCta): boolean {
  return forNothing.has(end) && tasksDone === 0;
}

function noiseOf({ firings, overlapping, closed, untouched, open, snoozed }: RuleSpan): Noise[] {
  const isHalf = (some: number | null, all: number) =>
    all >= fewest && some !== null && some >= noisyShare * all;
  return [
    ...(isHalf(untouched, closed) ? (['untouched'] as const) : []),
    ...(isHalf(snoozed, open) ? (['snoozed'] as const) : []),
    ...(isHalf(overlapping, firings) ? (['overlapping'] as const) : []),
  ];
}
