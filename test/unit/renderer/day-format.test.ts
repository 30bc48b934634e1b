import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daySpan, spellDays } from '../../../src-preload/contract/words';
import {
  addDays,
  dayOfEpoch,
  dayOfInstant,
  epochDayOf,
  formatRelativeDay,
  setDayZone,
} from '../../../src-renderer/ui/format/day';
import { formatDuration, formatRelativeInstant } from '../../../src-renderer/ui/format/instant';

const today = '2026-11-22';

function relative(value: number, unit: Intl.RelativeTimeFormatUnit): string {
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' }).format(value, unit);
}

test('an instant lies on a day of the company, wherever the screen stands', () => {
  const evening = Date.parse('2026-11-27T23:30:00Z');
  const dayIn = (zone: string) => {
    setDayZone(zone);
    return dayOfInstant(evening);
  };
  expect([dayIn('UTC'), dayIn('Asia/Tokyo'), dayIn('America/Los_Angeles')]).toEqual([
    '2026-11-27',
    '2026-11-28',
    '2026-11-27',
  ]);
  setDayZone('UTC');
});

describe('days', () => {
  test('every day survives the way to its number and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => {
        expect(epochDayOf(dayOfEpoch(day))).toBe(day);
      }),
    );
  });

  test('a leap day is a day like others', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2028-02-29', 365)).toBe('2029-02-28');
  });

  test.each([
    ['2026-11-22', 0, 'day'],
    ['2026-11-21', -1, 'day'],
    ['2026-12-12', 20, 'day'],
    ['2026-08-14', -100, 'day'],
    ['2027-03-03', 3, 'month'],
    ['2027-03-22', 4, 'month'],
    ['2026-05-22', -6, 'month'],
    ['2029-11-22', 3, 'year'],
  ] as const)('%s reads as %i %s away', (day, value, unit) => {
    expect(formatRelativeDay(day, today)).toBe(relative(value, unit));
  });

  test.each([1, 20, 90, 100, 143, 400, 731])('sentences and columns say %i days in the same unit', (days) => {
    const { amount, unit } = daySpan(days);
    expect(spellDays(days)).toBe(`${amount} ${unit}${amount === 1 ? '' : 's'}`);
    expect(formatRelativeDay(addDays(today, days), today)).toBe(relative(amount, unit));
    expect(formatRelativeInstant(days * 86_400_000, 0)).toBe(relative(amount, unit));
  });

  test('a span is rounded to the nearest of its unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 101, max: 4_000 }), (days) => {
        const { amount, unit } = daySpan(days);
        const length = unit === 'month' ? 30.4375 : 365.25;
        expect(unit).not.toBe('day');
        expect(Math.abs(days - amount * length)).toBeLessThanOrEqual(length / 2);
        expect(daySpan(-days)).toEqual({ amount: -amount, unit });
      }),
    );
  });

  test('what is ahead never reads as past, and what is past never as ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000 }), (days) => {
        expect(formatRelativeDay(addDays(today, days), today)).not.toBe(
          formatRelativeDay(addDays(today, -days), today),
        );
      }),
    );
  });
});

describe('instants', () => {
  const now = Date.UTC(2026, 10, 22, 12);

  test.each([
    [-10, 'just now'],
    [3, 'just now'],
    [30, 'in a moment'],
    [-50, relative(-1, 'minute')],
    [-240, relative(-4, 'minute')],
    [7_300, relative(2, 'hour')],
    [-3 * 86_400, relative(-3, 'day')],
  ])('%i seconds away reads as “%s”', (seconds, words) => {
    expect(formatRelativeInstant(now + seconds * 1000, now)).toBe(words);
  });

  test.each([
    [0.4, '0 s'],
    [59, '59 s'],
    [90, '2 min'],
    [3_600, '1 h'],
    [7_800, '2 h 10 min'],
  ])('%f seconds last %s', (seconds, words) => {
    expect(formatDuration(seconds)).toBe(words);
  });
});
