import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMonths } from '../../../src-main/engines/life/months';
import { commitmentOf, endFrom } from '../../../src-main/engines/risk/features/terms';
import { parseDay } from '../../../src-main/lib/day';
import { monthly } from './simulated-accounts';

const started = parseDay('2024-01-15');
const yearly = monthly(started, { billingMonths: 12, renewsDay: addMonths(started, 12) });

test('a term ends when it renews, and again after every term', () => {
  const commitment = commitmentOf([yearly], started + 30);
  expect(endFrom(commitment, started + 30)).toBe(parseDay('2025-01-15'));
  expect(endFrom(commitment, parseDay('2025-01-16'))).toBe(parseDay('2026-01-15'));
});

test('a year billed by the month ends after a year', () => {
  expect(commitmentOf([{ ...yearly, billingMonths: 1 }], started + 30)[0]?.months).toBe(12);
});

test('a renewal date that moves on with each renewal reads the same as one row a term', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 300 }), (terms, days) => {
      const asOf = started + days;
      const moved = monthly(started, { billingMonths: 6, renewsDay: addMonths(started, 6 * terms) });
      const first = monthly(started, { billingMonths: 6, renewsDay: addMonths(started, 6) });
      const [end] = commitmentOf([moved], asOf);
      const months = end?.months ?? 0;
      // Whole years can't be told from half years by their dates; their ends are ends of half years too.
      expect(months % 6).toBe(0);
      if (months === 6) expect(end).toEqual(commitmentOf([first], asOf)[0]);
    }),
  );
});

test('the next end is never before the day it is asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -800, max: 800 }),
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom(1, 3, 6, 12, 24),
      (renews, days, billingMonths) => {
        const [end] = commitmentOf(
          [monthly(started, { renewsDay: started + renews, billingMonths })],
          started + days,
        );
        expect(end?.day).toBeGreaterThanOrEqual(started + days);
      },
    ),
  );
});
