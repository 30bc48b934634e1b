import { expect, test } from 'vitest';
import { parseDay } from '../../../src-main/lib/day';
import { opensAt } from '../../../src-main/work/reports/saved-period';
import { relativePeriods } from '../../../src-preload/contract/reports/saved-report';

const opened = (relative: (typeof relativePeriods)[number], asOf: string) => {
  const { from, to, through } = opensAt({ show: 'change', period: { relative } }, parseDay(asOf));
  return [from, to, through];
};

test.each([
  ['this_month', '2026-11-17', ['2026-10-31', '2026-11-17', '2026-11']],
  ['last_month', '2026-11-17', ['2026-09-30', '2026-10-31', '2026-10']],
  ['last_month', '2026-01-01', ['2025-11-30', '2025-12-31', '2025-12']],
  ['this_quarter', '2026-11-17', ['2026-09-30', '2026-11-17', '2026-11']],
  ['last_quarter', '2026-11-17', ['2026-06-30', '2026-09-30', '2026-09']],
  ['last_quarter', '2026-02-28', ['2025-09-30', '2025-12-31', '2025-12']],
  ['this_year', '2026-11-17', ['2025-12-31', '2026-11-17', '2026-11']],
  ['last_year', '2026-11-17', ['2024-12-31', '2025-12-31', '2025-12']],
  ['twelve_months', '2024-02-29', ['2023-02-28', '2024-02-29', '2024-02']],
] as const)('%s, as of %s, is from the end of the day before it begins', (relative, asOf, days) => {
  expect(opened(relative, asOf)).toEqual(days);
});

test('the first day that a period has comes after the moment with which it opens, whatever day it is', () => {
  for (let day = parseDay('2023-12-28'); day < parseDay('2025-01-05'); day++) {
    for (const relative of relativePeriods) {
      const { from = '', to = '' } = opensAt({ show: 'change', period: { relative } }, day);
      expect(parseDay(from)).toBeLessThan(parseDay(to));
      expect(parseDay(to)).toBeLessThanOrEqual(day);
    }
  }
});

test('fixed days stay as they are, and before the first load a period that moves says nothing of when', () => {
  const fixed = { from: '2026-01-31', to: '2026-02-28' };
  expect(opensAt({ show: 'change', period: fixed }, parseDay('2026-11-17'))).toEqual({
    show: 'change',
    ...fixed,
  });
  expect(opensAt({ show: 'revenue', rates: 'constant', period: { relative: 'last_month' } }, null)).toEqual({
    show: 'revenue',
    rates: 'constant',
  });
});
