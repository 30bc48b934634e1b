import { describe, expect, test } from 'vitest';
import { readCtaSearch } from '../../../src-renderer/features/ctas/cta-search';
import { readInterventionSearch } from '../../../src-renderer/features/interventions/interventions-search';
import { readMilestoneSearch } from '../../../src-renderer/features/milestones/milestone-search';
import { readReportSearch } from '../../../src-renderer/features/reports/report-search';
import { readRewardSearch } from '../../../src-renderer/features/rewards/rewards-search';
import { readAuditSearch } from '../../../src-renderer/features/settings/audit/audit-search';

const rooms: readonly [
  room: string,
  read: (search: Record<string, unknown>) => object,
  whole: object,
  odd: object,
][] = [
  [
    'CTAs',
    readCtaSearch,
    { type: 'risk', source: 'rule', closed: true, newFor: 0 },
    { type: 'none', source: 7, closed: 'true', newFor: -1 },
  ],
  [
    'interventions',
    readInterventionSearch,
    { show: 'replies', stages: ['waiting', 'sent'], mails: 'unmatched', of: 'sequence' },
    { show: 'nowhere', stages: 'sent', mails: 'spam', of: 'all' },
  ],
  [
    'milestones',
    readMilestoneSearch,
    { view: 'board', plan: '0190c3b2-3f6a-7c11-8a2b-0123456789ab', list: true, set: true },
    { view: 'bored', plan: '0190c3b2-3f6a-7c11-8a2b-0123456789abc', list: 1, set: 'true' },
  ],
  [
    'reports',
    readReportSearch,
    {
      ...{
        show: 'cohorts',
        through: '2026-10',
        rates: 'constant',
        part: 'churn',
        of: '2026-09',
        span: 'year',
      },
      ...{ saved: '0190c3b2-3f6a-7c11-8a2b-0123456789ab', whole: true },
    },
    {
      ...{ show: 'cohort', through: '2026-13', rates: 'each', part: 'gone', of: '26-09', span: 'decade' },
      ...{ saved: 'mine', whole: 'true' },
    },
  ],
  [
    'rewards',
    readRewardSearch,
    { show: 'ledger', kinds: ['award', 'redeem'] },
    { show: 'ledgers', kinds: ['gift'] },
  ],
  ['audit', readAuditSearch, { filter: { logins: ['ann'] } }, { filter: 'ann' }],
];

describe.each(rooms)('the address of %s', (_, read, whole, odd) => {
  test('is read as it was written', () => {
    expect(read({ ...whole })).toEqual(whole);
    expect(read({})).toEqual({});
  });

  test('loses what doesn’t fit, part by part, and nothing else', () => {
    expect(read({ ...odd, more: 'x' })).toEqual({});
    for (const name of Object.keys(whole))
      expect(
        Object.keys(read({ ...odd, [name]: (whole as Record<string, unknown>)[name] })).filter(
          (one) => one !== name,
        ),
      ).toEqual([]);
  });
});

test('a form for a new CTA is asked for by a whole number, 0 for an account to be chosen', () => {
  expect(readCtaSearch({ newFor: 12 })).toEqual({ newFor: 12 });
  expect(readCtaSearch({ newFor: 1.5 })).toEqual({});
  expect(readCtaSearch({ newFor: '12' })).toEqual({});
});

test('what changed is told between days of the calendar, and one of its steps is opened at a time', () => {
  expect(readReportSearch({ from: '2026-08-31', to: '2026-11-30' })).toEqual({
    from: '2026-08-31',
    to: '2026-11-30',
  });
  expect(readReportSearch({ from: 'yesterday', to: '2026-13-40' })).toEqual({});
  expect(readReportSearch({ moved: 'churn', score: 'came' })).toEqual({ moved: 'churn' });
  expect(readReportSearch({ score: 'nps' })).toEqual({ score: 'nps' });
  expect(readReportSearch({ score: 'nothing', moved: 'all' })).toEqual({});
});

test('a figure of a feature is opened by what of it and which feature together', () => {
  expect(readReportSearch({ use: 'stopped', feature: 7 })).toEqual({ use: 'stopped', feature: 7 });
  expect(readReportSearch({ use: 'tooShort', feature: 0 })).toEqual({ use: 'tooShort', feature: 0 });
  for (const half of [
    { use: 'stopped' },
    { feature: 7 },
    { use: 'all', feature: 7 },
    { use: 'used', feature: -1 },
  ])
    expect(readReportSearch(half)).toEqual({});
});

test('a part of a book then and now is opened of one owner or of nobody', () => {
  expect(readReportSearch({ was: 'went', book: 3 })).toEqual({ was: 'went', book: 3 });
  expect(readReportSearch({ was: 'now', book: 0 })).toEqual({ was: 'now', book: 0 });
  for (const none of [{ book: 3 }, { was: 'came' }, { was: 'sold', book: 3 }])
    expect(readReportSearch(none)).toEqual({});
  expect(readReportSearch({ was: 'was', book: -1 })).toEqual({});
});

test('a figure of the reports is opened by its month and part together, and a span goes with them', () => {
  expect(readReportSearch({ part: 'churn' })).toEqual({});
  expect(readReportSearch({ of: '2026-09' })).toEqual({});
  expect(readReportSearch({ span: 'year' })).toEqual({});
  expect(readReportSearch({ part: 'churn', of: '2026-09' })).toEqual({ part: 'churn', of: '2026-09' });
});
