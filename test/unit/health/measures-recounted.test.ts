import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastHabitOf } from '../activity/pages';
import { asOf } from './batch';
import { contacts, measure, seats } from './measured';

/** Counts of a day, by feature: 1 and 2 are core features, 3 and 4 those of outcomes. */
type Counts = readonly [number, number, number, number];
const none: Counts = [0, 0, 0, 0];

const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }));
const row: fc.Arbitrary<Counts> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(none) },
  { weight: 3, arbitrary: fc.tuple(count, count, count, count) },
);
/** The last day is that before `asOf`. */
const history = fc.array(row, { minLength: 1, maxLength: 190 });

/** Sums of the chart, whole days from so many days back: what a reader makes of the usage chart. */
function chartOf(all: readonly Counts[]) {
  const total = (counts: Counts, features: readonly number[]) =>
    features.reduce((sum, feature) => sum + (counts[feature - 1] ?? 0), 0);
  return {
    sum: (from: number, to: number, features: readonly number[] = [1, 2, 3, 4]) =>
      all
        .slice(Math.max(0, all.length - from), all.length - to)
        .reduce((sum, counts) => sum + total(counts, features), 0),
    age(): number {
      const used = all.flatMap((counts, at) => (total(counts, [1, 2, 3, 4]) > 0 ? [at + 1] : []));
      return used.length === 0 ? 0 : all.length - lastHabitOf(used) + 1;
    },
    used: (features: readonly number[], last: number) =>
      all.slice(-last).some((counts) => total(counts, features) > 0),
  };
}

function measured(all: readonly Counts[]) {
  const first = asOf - all.length;
  const pages = all.flatMap((counts, i) => {
    const entries = counts.flatMap((events, at) =>
      events > 0 ? [{ user: 1, feature: at + 1, events }] : [],
    );
    return entries.length === 0 ? [] : [{ day: first + i, periodDays: 1 as const, entries }];
  });
  return measure(pages, { created: first, ...seats(4), ...contacts(1) });
}

function same(told: number | undefined, counted: number): void {
  if (Number.isNaN(counted)) expect(told).toBeNaN();
  else expect(told).toBeCloseTo(counted, 9);
}

describe('a measure against the own past is counted again from the rows of the usage chart', () => {
  const whenOld = (all: readonly Counts[], judge: (age: number) => void) => {
    const age = chartOf(all).age();
    if (age >= 56) judge(age);
  };

  it('key outcomes: a day of the last 28 against a day of the last 91', () => {
    fc.assert(
      fc.property(history, (all) =>
        whenOld(all, (age) => {
          const { raw } = measured(all);
          const { sum, used } = chartOf(all);
          const days = Math.min(91, age);
          const habit = sum(days, 0, [3, 4]) / days;
          const expected = used([3, 4], age)
            ? habit === 0
              ? -1
              : sum(28, 0, [3, 4]) / 28 / habit - 1
            : Number.NaN;
          same(raw('key_outcomes'), expected);
        }),
      ),
    );
  });

  it('usage, 28 days against 28, and usage for the money', () => {
    fc.assert(
      fc.property(history, (all) =>
        whenOld(all, (age) => {
          const { raw } = measured(all);
          const { sum } = chartOf(all);
          const before = sum(56, 28);
          const trend = before > 0 ? sum(28, 0) / before - 1 : sum(28, 0) > 0 ? Number.NaN : -1;
          same(raw('usage_trend'), trend);
          const days = Math.min(91, age);
          const habit = sum(days, 0) / days;
          same(raw('usage_per_mrr'), habit === 0 ? -1 : sum(28, 0) / 28 / habit - 1);
        }),
      ),
    );
  });

  it('regular use: the way from four uses in 28 days to twenty', () => {
    fc.assert(
      fc.property(history, (all) => {
        const { raw } = measured(all);
        // Whoever is there counts the day itself as far as it has come: nothing, here.
        const [age, { sum }] = [chartOf(all).age() + 1, chartOf(all)];
        if (age === 1) return;
        const days = Math.min(28, age);
        const regular = (feature: number) => {
          const uses = (sum(days - 1, 0, [feature]) * 28) / days;
          return uses <= 4 ? 0 : uses >= 20 ? 1 : (uses - 4) / 16;
        };
        const share = ([one = 0, other = 0]: readonly number[]) =>
          days < 7 ? Number.NaN : (regular(one) + regular(other)) / 2;
        same(raw('regular_features'), share([1, 2]));
        same(raw('regular_outcomes'), share([3, 4]));
      }),
    );
  });
});
