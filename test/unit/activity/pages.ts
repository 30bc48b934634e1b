import fc from 'fast-check';
import { type ActivityState, createActivityState } from '../../../src-main/engines/activity/activity-state';
import { foldPage } from '../../../src-main/engines/activity/fold-page';
import { nothingApart, type SetApart } from '../../../src-main/engines/activity/set-apart';
import type { DailyPage } from '../../../src-main/lib/activity-page';

export interface Entry {
  readonly user: number;
  readonly feature: number;
  readonly events: number;
  readonly activeUsers?: number;
}

export interface Page {
  readonly day: number;
  readonly periodDays: 1 | 7;
  readonly entries: readonly Entry[];
}

/** A page as PostgreSQL packs it: by user and feature. */
export function dailyPage(entries: readonly Entry[]): DailyPage {
  const sorted = entries.toSorted((left, right) => left.user - right.user || left.feature - right.feature);
  return {
    rows: sorted.length,
    userId: Int32Array.from(sorted, (entry) => entry.user),
    featureId: Int32Array.from(sorted, (entry) => entry.feature),
    events: Int32Array.from(sorted, (entry) => entry.events),
    activeUsers: Int32Array.from(sorted, (entry) => entry.activeUsers ?? -1),
    value: new Float64Array(sorted.length),
  };
}

export function foldAll(
  pages: readonly Page[],
  state: ActivityState = createActivityState(),
  apart: SetApart = nothingApart,
): ActivityState {
  for (const { day, periodDays, entries } of pages)
    foldPage(state, day, periodDays, dailyPage(entries), apart);
  return state;
}

/**
 * The first day of the last habit among days of use, ascending: a plain second way to tell it. It begins after 128 silent
 * days, and after 56 where the 128 days before them had but one or two days of the habit.
 */
export function lastHabitOf(days: readonly number[]): number {
  let [first = 0] = days;
  days.forEach((day, i) => {
    const last = days[i - 1] ?? day;
    const used = days.filter((other) => other >= first && other > last - 128 && other <= last).length;
    if (day - last > 128 || (day - last > 56 && used <= 2)) first = day;
  });
  return first;
}

/** A day in 2024; stories count from here. */
export const dayZero = 19_800;

const entry = fc.record({
  user: fc.integer({ min: 0, max: 12 }).map((user) => (user === 12 ? 2_000_000_011 : user * 37)),
  feature: fc.integer({ min: 1, max: 20 }).map((feature) => (feature === 20 ? 1_900_000_007 : feature)),
  events: fc.integer({ min: 1, max: 5000 }),
  activeUsers: fc.integer({ min: -1, max: 9 }),
});
const entries = fc.uniqueArray(entry, {
  maxLength: 30,
  selector: ({ user, feature }) => `${user} ${feature}`,
});

/** Daily pages over up to a year and a half, with silences in between. */
export const dailyHistory: fc.Arbitrary<Page[]> = fc
  .array(
    fc.record({
      gap: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 200 })),
      entries,
    }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((steps) => {
    let day = dayZero;
    return steps.map(({ gap, entries }) => {
      day += gap;
      return { day, periodDays: 1 as const, entries };
    });
  });

/** Daily pages among which some weeks come as one count without users, in the order in which pages end. */
export const mixedHistory: fc.Arbitrary<Page[]> = fc
  .tuple(
    dailyHistory,
    fc.uniqueArray(fc.record({ week: fc.integer({ min: 0, max: 60 }), entries }), {
      maxLength: 20,
      selector: ({ week }) => week,
    }),
  )
  .map(([days, weeks]) =>
    [
      ...days,
      ...weeks.map(({ week, entries }) => ({ day: dayZero + 7 * week, periodDays: 7 as const, entries })),
    ].toSorted(
      (left, right) =>
        left.day + left.periodDays - right.day - right.periodDays || left.periodDays - right.periodDays,
    ),
  );
