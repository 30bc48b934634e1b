import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstDay, formatDay, lastDay, parseDay } from '../../../src-main/lib/day';
import { daySchema } from '../../../src-preload/contract/domain';

const isDay = (text: string): boolean => {
  try {
    parseDay(text);
    return true;
  } catch {
    return false;
  }
};

test('every day of the calendar may be named', () => {
  fc.assert(
    fc.property(fc.integer({ min: firstDay, max: lastDay }), (day) => {
      expect(daySchema.safeParse(formatDay(day)).success).toBe(true);
    }),
  );
  for (const end of ['0001-01-01', '9999-12-31', '2024-02-29', '2000-02-29'])
    expect(daySchema.parse(end)).toBe(end);
});

test('what is written like a day and is none is refused, as it is by whoever counts with it', () => {
  for (const none of [
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '0000-01-01',
  ])
    expect(daySchema.safeParse(none).success, none).toBe(false);
  const digits = fc.tuple(
    fc.integer({ min: 0, max: 9999 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 32 }),
  );
  fc.assert(
    fc.property(digits, ([year, month, day]) => {
      const two = (value: number) => String(value).padStart(2, '0');
      const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
      expect(daySchema.safeParse(text).success, text).toBe(isDay(text));
    }),
    { numRuns: 2_000 },
  );
});

test('it is said whether a day is none, or only written in another way', () => {
  const words = (text: unknown) => daySchema.safeParse(text).error?.issues.map(({ message }) => message);
  expect(words('2026-02-30')).toEqual(['2026-02-30 is no day of the calendar']);
  expect(words('0000-01-01')).toEqual(['0000-01-01 is no day of the calendar']);
  for (const other of ['25.12.2026', '2026-1-1', '', 20_261_225, null])
    expect(words(other)).toEqual(['write the day as YYYY-MM-DD']);
});
