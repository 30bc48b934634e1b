import { expect, test } from 'vitest';
import { formatDay, parseDay } from '../../../src-main/lib/day';
import { yearEarlier } from '../../../src-main/work/reports/report-periods';

test.each([
  ['2026-11-17', '2025-11-17'],
  ['2026-11-30', '2025-11-30'],
  ['2025-02-28', '2024-02-29'],
  ['2024-02-29', '2023-02-28'],
  ['2024-02-28', '2023-02-28'],
  ['2024-03-31', '2023-03-31'],
])('the twelve months to the end of %s begin with the end of %s', (day, then) => {
  expect(formatDay(yearEarlier(parseDay(day)))).toBe(then);
});
