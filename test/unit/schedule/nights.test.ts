import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextDue } from '../../../src-main/engines/schedule/next-due';
import { calendarOf } from '../../../src-main/lib/company-calendar';

test('a night begins with the company’s day, as its calendar has it, in every zone', () => {
  const instant = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) });
  fc.assert(
    fc.property(
      fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
      instant,
      fc.integer({ min: 0, max: 180 }),
      (zone, after, minutes) => {
        const calendar = calendarOf(zone);
        const today = calendar.dayOf(after);
        const nights = [-1, 0, 1, 2].map((days) => calendar.startOf(today + days) + minutes * 60_000);
        expect(nextDue({ kind: 'night', minutes, zone }, after)?.at).toBe(
          nights.find((night) => night > after),
        );
      },
    ),
    { numRuns: 150 },
  );
});
