import { describe, expect, it } from 'vitest';
import { movementsOf } from '../../../src-main/lib/book-movement';
import { asOf, company } from './batch';
import { contacts, days, measure, seats, use } from './measured';

const everyDays = (every: number, since = asOf - 200, through = asOf) =>
  days(since, through, (day) => (day % every === 0 ? [use(1, 1, 1), use(1, 3, 1)] : [])).filter(
    ({ entries }) => entries.length > 0,
  );
const story = { ...seats(3), ...contacts(1) };
const shares = (pages: Parameters<typeof measure>[0], facts = company) => {
  const { raw } = measure(pages, story, facts);
  return [raw('regular_features'), raw('regular_outcomes')];
};

const fell = (month: number) =>
  movementsOf([
    {
      ...{ id: 1, endedDay: asOf - 1, segment: null, accounts: 40 },
      ...{ week: 1, month, quarter: 1, depth: 1, peopleDays: 1 },
    },
  ]);

describe('regular use', () => {
  const on = (count: number) =>
    days(asOf - 100, asOf - 60, () => [use(1)]).concat(
      days(asOf - count + 1, asOf, () => [use(1, 1, 1), use(1, 3, 1)]),
    );

  it('rises from none at once a week to whole at every working day, of core and of outcome features', () => {
    // One of two features each, so half is the most.
    for (const [uses, share] of [
      [0, 0],
      [4, 0],
      [5, 1 / 32],
      [12, 0.25],
      [20, 0.5],
      [28, 0.5],
    ] as const)
      expect(shares(on(uses))).toEqual([share, share]);
    expect(shares(everyDays(7))).toEqual([0, 0]);
  });

  it('is moved little by one use more or less, however few features there are, and never down by more', () => {
    const one = { ...company, coreFeatures: [1], outcomeFeatures: [3] };
    for (let uses = 0; uses < 28; uses++) {
      const [before = 0, after = 0] = [shares(on(uses), one)[0], shares(on(uses + 1), one)[0]];
      expect(after - before).toBeGreaterThanOrEqual(0);
      expect(after - before).toBeLessThanOrEqual(1 / 16);
    }
  });

  it('is that of its days where use is younger than 28 days, and unknown in the first week', () => {
    const young = (age: number, events: number) =>
      shares(days(asOf - age + 1, asOf - age + 1, () => [use(1, 1, events), use(1, 3, events)]));
    expect(young(6, 50)).toEqual([Number.NaN, Number.NaN]);
    expect(young(7, 1)).toEqual([0, 0]);
    expect(young(7, 3)).toEqual([0.25, 0.25]);
    expect(young(7, 5)).toEqual([0.5, 0.5]);
    expect(young(14, 6)).toEqual([0.25, 0.25]);
  });

  it('ends with the use, and is unknown where there never was any or are no such features', () => {
    expect(shares(everyDays(1, asOf - 200, asOf - 24))).toEqual([0, 0]);
    expect(shares([])).toEqual([Number.NaN, Number.NaN]);
    expect(shares(everyDays(1), { ...company, coreFeatures: [], outcomeFeatures: [] })).toEqual([
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('comes in weeks, too', () => {
    const weekly = (events: number) =>
      shares(
        [5, 4, 3, 2, 1].map((week) => ({
          day: asOf - 7 * week,
          periodDays: 7 as const,
          entries: [{ user: 0, feature: 1, events, activeUsers: 1 }],
        })),
      );
    expect(weekly(5)).toEqual([0.5, 0]);
    expect(weekly(3)).toEqual([0.25, 0]);
    expect(weekly(1)).toEqual([0, 0]);
  });

  it('takes as much less as comparable accounts did where the whole book fell, and no more where it rose', () => {
    const every = (month: number, count: number) => shares(on(count), { ...company, movements: fell(month) });
    expect(every(0.5, 10)).toEqual([0.5, 0.5]);
    expect(every(0.5, 6)).toEqual([0.25, 0.25]);
    expect(every(0.5, 2)).toEqual([0, 0]);
    expect(every(1.5, 12)).toEqual([0.25, 0.25]);
    expect(every(0, 28)).toEqual([Number.NaN, Number.NaN]);
  });
});
