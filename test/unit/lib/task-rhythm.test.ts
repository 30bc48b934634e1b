import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDay, parseDay } from '../../../src-main/lib/day';
import { dayInRhythm, nextTaskId } from '../../../src-main/lib/task-rhythm';
import { taskKeySchema } from '../../../src-preload/contract/ctas/cta';
import { taskRhythms } from '../../../src-preload/contract/ctas/cta-kinds';

const next = (every: (typeof taskRhythms)[number], from: string, after: string) =>
  formatDay(dayInRhythm(every, parseDay(from), parseDay(after)));

describe('a task comes again', () => {
  test('on the same weekday each week, however late it was done', () => {
    expect(next('week', '2026-11-02', '2026-11-02')).toBe('2026-11-09');
    expect(next('week', '2026-11-02', '2026-11-25')).toBe('2026-11-30');
    expect(next('week', '2026-11-02', '2026-11-29')).toBe('2026-11-30');
  });

  test('on the last day of a month that has no 31st, and on the 31st again after it', () => {
    expect(next('month', '2026-01-31', '2026-01-31')).toBe('2026-02-28');
    expect(next('month', '2026-01-31', '2026-02-28')).toBe('2026-03-31');
    expect(next('month', '2028-01-31', '2028-02-01')).toBe('2028-02-29');
    expect(next('quarter', '2026-11-30', '2026-11-30')).toBe('2027-02-28');
    expect(next('quarter', '2026-11-30', '2027-02-28')).toBe('2027-05-30');
  });

  test('on the first day of its rhythm behind a day, and on none between', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...taskRhythms),
        fc.integer({ min: 18_000, max: 30_000 }),
        fc.integer({ min: -400, max: 3_000 }),
        (every, from, later) => {
          const after = from + later;
          const day = dayInRhythm(every, from, after);
          expect(day).toBeGreaterThan(after);
          expect(dayInRhythm(every, from, day - 1)).toBe(day);
          if (later >= 0)
            expect(day - after).toBeLessThanOrEqual(every === 'week' ? 7 : every === 'month' ? 31 : 92);
        },
      ),
    );
  });

  test('under a key that follows from the one before, and is none of a task that somebody writes', () => {
    const first = '0193a0b4-8c3e-7c52-9f3a-0d9f2f6f0001';
    const second = nextTaskId(first);
    expect(second).toBe(nextTaskId(first));
    expect(nextTaskId(second)).not.toBe(second);
    expect(second.charAt(14)).toBe('8');
    expect(taskKeySchema.safeParse({ taskId: second }).success).toBe(true);
  });
});
