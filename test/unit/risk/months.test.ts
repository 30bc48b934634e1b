import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths, monthOf, monthsBetween } from '../../../src-main/engines/life/months';
import { instantOfDay } from '../../../src-main/lib/day';

const days = fc.integer({ min: -200_000, max: 200_000 });
const calendar = (day: number) => {
  const date = new Date(instantOfDay(day));
  return { month: 12 * date.getUTCFullYear() + date.getUTCMonth(), date: date.getUTCDate() };
};

test('months later is the same date of that month, or its last when it is too short', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -60, max: 60 }), (day, months) => {
      const later = calendar(addMonths(day, months));
      const { month, date } = calendar(day);
      expect(later.month).toBe(month + months);
      if (later.date !== date) {
        expect(later.date).toBeLessThan(date);
        expect(calendar(addMonths(day, months) + 1).date).toBe(1);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a month begins on its first', () => {
  fc.assert(
    fc.property(days, (day) => {
      expect(calendar(monthOf(day))).toEqual({ month: calendar(day).month, date: 1 });
    }),
    { numRuns: 1000 },
  );
});

test('whole months between two days are as many as can be added without passing the later one', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 3000 }), (from, length) => {
      const months = monthsBetween(from, from + length);
      expect(addMonths(from, months)).toBeLessThanOrEqual(from + length);
      expect(addMonths(from, months + 1)).toBeGreaterThan(from + length);
    }),
    { numRuns: 1000 },
  );
});
