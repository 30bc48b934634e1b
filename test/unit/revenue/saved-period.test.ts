import { expect, test } from 'vitest';
import { savedReportToFile } from '../../../src-main/api/saved-reports';
import { parseDay } from '../../../src-main/lib/day';
import { opensAt } from '../../../src-main/work/reports/saved-period';
import {
  type ReportAddress,
  relativePeriods,
  type SavedReport,
} from '../../../src-preload/contract/reports/saved-report';

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

test.each<[string, ReportAddress, object]>([
  ['revenue', { show: 'revenue' }, { report: 'revenue', input: { months: 12, rates: 'opening' } }],
  [
    'retention of a month, which is in the same file as revenue',
    { show: 'retention', through: '2026-09', rates: 'constant' },
    { report: 'revenue', input: { months: 12, through: '2026-09', rates: 'constant' } },
  ],
  [
    'what changed, of a year where no day is fixed',
    { show: 'change' },
    { report: 'change', input: { from: '2025-11-17', to: '2026-11-17', rates: 'opening' } },
  ],
  [
    'what changed between two days',
    { show: 'change', from: '2026-06-30', to: '2026-09-30', rates: 'constant' },
    { report: 'change', input: { from: '2026-06-30', to: '2026-09-30', rates: 'constant' } },
  ],
  [
    'features, of four weeks where no day is fixed',
    { show: 'features' },
    { report: 'features', input: { from: '2026-10-20', to: '2026-11-17' } },
  ],
  ['cohorts of two years', { show: 'cohorts' }, { report: 'cohorts', input: { months: 24 } }],
  ['renewals', { show: 'renewals' }, { report: 'renewals', input: {} }],
  ['health', { show: 'health' }, { report: 'health', input: {} }],
])('a saved report is written to a file with what the screen shows: %s', (_, opens, expected) => {
  const written = (ownerId?: number) =>
    savedReportToFile({ opens, state: { show: opens.show, ownerId } } as SavedReport, parseDay('2026-11-17'));
  expect(written()).toStrictEqual(expected);
  const { input = {} } = expected as { input?: object };
  expect(written(7)).toStrictEqual({ ...expected, input: { ownerId: 7, ...input } });
});

test('a saved report of books is of them all', () => {
  const saved = { opens: { show: 'books' }, state: { show: 'books', ownerId: 7 } } as SavedReport;
  expect(savedReportToFile(saved, null)).toEqual({ report: 'books' });
});
