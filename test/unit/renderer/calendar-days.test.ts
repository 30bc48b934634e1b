import { describe, expect, test } from 'vitest';
import {
  daysAround,
  mondayOf,
  monthAfter,
  monthBefore,
} from '../../../src-renderer/features/tasks/calendar/calendar-days';

describe('the calendar of tasks', () => {
  test('shows whole weeks from Monday to Sunday, of a week or of a month', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23');
    expect(daysAround('2026-12-03', true)).toEqual([
      ...['2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06'],
    ]);
    const month = daysAround('2026-11-30', false);
    expect([month[0], month.at(-1), month.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
    expect(daysAround('2027-02-10', false)).toHaveLength(28);
  });

  test('goes to the same day of the month beside, or the last of a shorter one', () => {
    expect(monthAfter('2027-01-31')).toBe('2027-02-28');
    expect(monthAfter('2026-12-15')).toBe('2027-01-15');
    expect(monthBefore('2027-01-15')).toBe('2026-12-15');
    expect(monthBefore('2028-03-31')).toBe('2028-02-29');
  });
});
