import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CtaDays, groupOf, isDue, stateOf } from '../../../src-main/lib/cta-due';
import { parseDay } from '../../../src-main/lib/day';

/** A Wednesday. */
const today = parseDay('2026-12-02');

function cta(changes: Partial<CtaDays> = {}): CtaDays {
  return { outcome: null, snoozedUntil: null, dueDay: today, openTaskDays: [], ...changes };
}

describe('a CTA', () => {
  test.each([
    ['overdue', { dueDay: today - 1 }],
    ['today', {}],
    ['week', { dueDay: today + 1 }],
    ['week', { dueDay: parseDay('2026-12-06') }],
    ['later', { dueDay: parseDay('2026-12-07') }],
    ['overdue', { dueDay: today + 9, openTaskDays: [today + 3, today - 1] }],
    ['today', { dueDay: today + 9, openTaskDays: [today] }],
    ['snoozed', { dueDay: today - 9, snoozedUntil: today + 1 }],
    ['overdue', { dueDay: today - 9, snoozedUntil: today }],
    ['closed', { dueDay: today - 9, snoozedUntil: today + 1, outcome: 'resolved' }],
  ] as const)('stands under %s: %o', (group, changes) => {
    expect(groupOf(cta(changes), today)).toBe(group);
  });

  test('wakes by itself as the day of its end begins, and no day before', () => {
    const resting = cta({ snoozedUntil: today + 2 });
    expect([0, 1, 2, 3].map((days) => stateOf(resting, today + days))).toEqual([
      ...['snoozed', 'snoozed', 'open', 'open'],
    ]);
  });

  test('waits for somebody exactly where it stands under overdue or today', () => {
    const day = fc.integer({ min: -10, max: 10 }).map((days) => today + days);
    fc.assert(
      fc.property(
        fc.record({
          outcome: fc.constantFrom(null, 'lost'),
          snoozedUntil: fc.option(day),
          dueDay: day,
          openTaskDays: fc.array(day, { maxLength: 3 }),
        }),
        (one) => {
          expect(isDue(one, today)).toBe(['overdue', 'today'].includes(groupOf(one, today)));
        },
      ),
    );
  });
});
