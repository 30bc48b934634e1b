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
  it('is eight uses in 28 days of a core feature, and of an outcome feature: seven are none', () => {
    const on = (count: number) =>
      days(asOf - 100, asOf - 60, () => [use(1)]).concat(
        days(asOf - count + 1, asOf, () => [use(1, 1, 1), use(1, 3, 1)]),
      );
    expect(shares(on(7))).toEqual([0, 0]);
    expect(shares(on(8))).toEqual([0.5, 0.5]);
    expect(shares(everyDays(3))).toEqual([0.5, 0.5]);
    expect(shares(everyDays(4))).toEqual([0, 0]);
  });

  it('is twice a week from the first week on where use is younger than 28 days, and unknown before', () => {
    const young = (age: number, events: number) =>
      shares(days(asOf - age + 1, asOf - age + 1, () => [use(1, 1, events), use(1, 3, events)]));
    expect(young(6, 50)).toEqual([Number.NaN, Number.NaN]);
    expect(young(7, 2)).toEqual([0.5, 0.5]);
    expect(young(7, 1)).toEqual([0, 0]);
    expect(young(14, 4)).toEqual([0.5, 0.5]);
    expect(young(14, 3)).toEqual([0, 0]);
  });

  it('ends with the use, and is unknown where there never was any or are no such features', () => {
    expect(shares(everyDays(1, asOf - 200, asOf - 21))).toEqual([0, 0]);
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
    expect(weekly(2)).toEqual([0.5, 0]);
    expect(weekly(1)).toEqual([0, 0]);
  });

  it('takes as much less as comparable accounts did where the whole book fell, and no more where it rose', () => {
    const every = (month: number, count: number) =>
      shares(
        days(asOf - 100, asOf - 60, () => [use(1)]).concat(
          days(asOf - count + 1, asOf, () => [use(1, 1, 1), use(1, 3, 1)]),
        ),
        { ...company, movements: fell(month) },
      );
    expect(every(0.6, 5)).toEqual([0.5, 0.5]);
    expect(every(0.6, 4)).toEqual([0, 0]);
    expect(every(1.5, 8)).toEqual([0.5, 0.5]);
    expect(every(0, 28)).toEqual([Number.NaN, Number.NaN]);
  });
});
