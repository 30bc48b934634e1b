import { describe, expect, test } from 'vitest';
import { bestHour } from '../../../src-main/engines/schedule/best-hour';
import { holidaysOf, nextWorkingInstant } from '../../../src-main/engines/schedule/working-hours';

const rows = [
  { country: 'DE', day: '2026-10-03' },
  { country: 'US', day: '2026-11-26' },
  { country: null, day: '2026-12-24' },
  { country: 'DE', day: '2026-12-25' },
  { country: 'US', day: '2026-12-25' },
];
const hours = (countries: string[]) => ({
  weekdays: [1, 2, 3, 4, 5],
  holidays: holidaysOf(rows, countries),
  from: 540,
  until: 1020,
});
const opens = (from: string, countries: string[] = []) =>
  new Date(nextWorkingInstant(Date.parse(from), hours(countries), 'Europe/Berlin') ?? 0)
    .toISOString()
    .slice(0, 16);

describe('working hours', () => {
  test('begin again on Monday for what falls on the weekend, from whichever day it is reckoned', () => {
    for (const day of ['2026-12-04T16:00Z', '2026-12-05T10:00Z', '2026-12-06T22:00Z', '2026-12-07T08:00Z']) {
      expect(opens(day)).toBe('2026-12-07T08:00');
    }
  });

  test('hold from their first minute up to their last', () => {
    expect(opens('2026-12-07T15:59Z')).toBe('2026-12-07T15:59');
    expect(opens('2026-12-07T16:00Z')).toBe('2026-12-08T08:00');
    expect(opens('2026-12-07T07:59Z')).toBe('2026-12-07T08:00');
  });

  test('leave out the holidays of every country named and of the company, and no others', () => {
    expect(holidaysOf(rows, ['DE', 'US'])).toEqual(['2026-10-03', '2026-11-26', '2026-12-24', '2026-12-25']);
    expect(opens('2026-12-24T10:00Z', ['DE'])).toBe('2026-12-28T08:00');
    expect(opens('2026-12-24T10:00Z', [])).toBe('2026-12-25T08:00');
    expect(opens('2026-11-26T10:00Z', ['DE'])).toBe('2026-11-26T10:00');
    expect(opens('2026-11-26T10:00Z', ['US'])).toBe('2026-11-27T08:00');
  });

  test('without a day that is worked never come', () => {
    expect(nextWorkingInstant(0, { ...hours([]), weekdays: [] }, 'UTC')).toBeNull();
  });
});

describe('the best hour of an account', () => {
  const use = (days: number, people: number, hour: (day: number, person: number) => number) =>
    Array.from({ length: days }, (_, day) =>
      Array.from({ length: people }, (_each, person) => ({ day, person, hour: hour(day, person) })),
    ).flat();
  const allowed = [8, 9, 10, 11, 12, 13, 14, 15, 16];

  test('is the one in which most of its people are at work together', () => {
    expect(
      bestHour(
        use(12, 6, (_day, person) => [10, 10, 10, 11, 9, 15][person] ?? 0),
        allowed,
      ),
    ).toMatchObject({
      hour: 10,
      words: 'At 10:00 most of the account’s people are at work, by 72 hours of use on 12 days.',
    });
  });

  test('counts a person once an hour, however much he does', () => {
    const busy = use(12, 4, () => 9);
    const script = Array.from({ length: 500 }, () => ({ day: 1, person: 99, hour: 15 }));
    expect(bestHour([...busy, ...script], allowed).hour).toBe(9);
  });

  test('is judged with half of the hour before and of the one after, around midnight as well', () => {
    const all = Array.from({ length: 24 }, (_, hour) => hour);
    for (const middle of all) {
      const [before, after] = [(middle + 23) % 24, (middle + 1) % 24];
      // Two people and half of three and three are more than four.
      const around = use(12, 12, (_day, person) =>
        person < 3 ? before : person < 6 ? after : person < 8 ? middle : (middle + 12) % 24,
      );
      expect(bestHour(around, [middle, (middle + 12) % 24]).hour).toBe(middle);
    }
  });

  test('is the earlier of two in which as many are at work', () => {
    const two = use(12, 6, (_day, person) => (person < 3 ? 16 : 10));
    expect(bestHour(two, [16, 10]).hour).toBe(10);
    expect(bestHour(two, [10, 16]).hour).toBe(10);
    expect(bestHour(two, []).hour).toBeNull();
  });

  test('is one of the hours allowed', () => {
    expect(
      bestHour(
        use(12, 6, (day) => (day % 3 === 0 ? 14 : 22)),
        allowed,
      ).hour,
    ).toBe(14);
    expect(
      bestHour(
        use(12, 6, () => 3),
        allowed,
      ),
    ).toMatchObject({ hour: null });
  });

  test('is not told from too little use', () => {
    expect(
      bestHour(
        use(10, 4, () => 9),
        allowed,
      ).hour,
    ).toBe(9);
    expect(
      bestHour(
        use(9, 40, () => 9),
        allowed,
      ).hour,
    ).toBeNull();
    expect(
      bestHour(
        use(13, 3, () => 9),
        allowed,
      ),
    ).toEqual({
      hour: null,
      words: 'Too little use to tell a best hour: 39 hours of use on 13 days; it takes 40 hours on 10 days.',
    });
  });
});
