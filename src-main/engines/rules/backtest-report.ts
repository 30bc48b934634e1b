import type { Backtest, Firing } from './backtest';

interface FiringWeek {
  readonly firstDay: number;
  readonly firings: number;
  /** Of these the horizon is over, and of so many the account left within it. */
  readonly followed: number;
  readonly left: number;
}

/** What a look back says of a rule. Shares are 0-1, null where there is nothing to take them of. */
export interface BacktestReport {
  readonly days: number;
  readonly firings: number;
  readonly accounts: number;
  readonly firingsAWeek: number;
  /** By week of the time that was tried, from its first day. */
  readonly weeks: readonly FiringWeek[];
  /** Hours of work, at so many minutes for each firing. */
  readonly hours: number;
  /** Firings whose horizon is over, and the share of them after which the account left within it: the rule's precision. */
  readonly followed: number;
  readonly leftShare: number | null;
  /** The same of a customer's day taken by chance, and how many times as often the rule is right. */
  readonly chanceShare: number | null;
  readonly lift: number | null;
  readonly departures: number;
  readonly caught: number;
  readonly missed: number;
  /** Of those who left, the share of which the rule warned, and of which it did so 30 days ahead or more. */
  readonly caughtShare: number | null;
  readonly caughtEarlyShare: number | null;
  /** Of the departures it warned of, the middle one's days of warning. */
  readonly medianWarningDays: number | null;
  /** Firings for an account within 28 days of its last one. */
  readonly flapping: number;
  readonly cooling: number;
  /** Share of customers' days on which it was not known whether the rule holds. */
  readonly unknownShare: number | null;
}

const early = 30;
const soon = 28;

/** @param minutes of work for each firing */
export function reportOf(
  result: Backtest,
  { from, to, minutes }: { readonly from: number; readonly to: number; readonly minutes: number },
): BacktestReport {
  const { firings, departures } = result;
  const days = to - from + 1;
  const followed = firings.filter(({ isFollowed }) => isFollowed);
  const leftShare = shareOf(followed.filter(({ left }) => left === true).length, followed.length);
  const chanceShare = shareOf(result.followedByLeaving, result.followedDays);
  const warnings = departures.flatMap(({ warnedDays }) => (warnedDays === null ? [] : [warnedDays]));
  return {
    days,
    firings: firings.length,
    accounts: new Set(firings.map(({ row }) => row)).size,
    firingsAWeek: (7 * firings.length) / days,
    weeks: weeksOf(firings, from, to),
    hours: (firings.length * minutes) / 60,
    followed: followed.length,
    leftShare,
    chanceShare,
    lift: leftShare === null || chanceShare === null || chanceShare === 0 ? null : leftShare / chanceShare,
    departures: departures.length,
    caught: warnings.length,
    missed: departures.length - warnings.length,
    caughtShare: shareOf(warnings.length, departures.length),
    caughtEarlyShare: shareOf(warnings.filter((warned) => warned >= early).length, departures.length),
    medianWarningDays: middleOf(warnings),
    flapping: flappingOf(firings),
    cooling: result.cooling,
    unknownShare: shareOf(result.unknownDays, result.judgedDays),
  };
}

function weeksOf(firings: readonly Firing[], from: number, to: number): BacktestReport['weeks'] {
  const weeks = Array.from({ length: Math.ceil((to - from + 1) / 7) }, (_, week) => ({
    firstDay: from + 7 * week,
    firings: 0,
    followed: 0,
    left: 0,
  }));
  for (const { day, left, isFollowed } of firings) {
    const week = weeks[Math.floor((day - from) / 7)];
    if (week === undefined) continue;
    week.firings += 1;
    if (!isFollowed) continue;
    week.followed += 1;
    if (left === true) week.left += 1;
  }
  return weeks;
}

function flappingOf(firings: readonly Firing[]): number {
  const last = new Map<number, number>();
  let flapping = 0;
  for (const { row, day } of firings) {
    if (day - (last.get(row) ?? Number.NEGATIVE_INFINITY) <= soon) flapping += 1;
    last.set(row, day);
  }
  return flapping;
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Of an even number the lower one: a day that was. */
function middleOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
}
