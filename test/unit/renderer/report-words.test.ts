import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FeatureReport, PeriodUse } from '../../../src-preload/contract/reports/features';
import { shownUse } from '../../../src-renderer/features/reports/features/feature-figures';
import { undatedWords, whyWords } from '../../../src-renderer/features/reports/report-words';
import { scaleOf, stepsFrom } from '../../../src-renderer/features/reports/running-steps';
import { readAs } from '../../../src-renderer/ui/format/reader';

beforeAll(() => readAs('en-US'));

test('a figure that shows another value is told with both, and one that shows the same as unmoved', () => {
  expect(whyWords('the MRR', '€540', '€480')).toBe('Why the MRR went from €540 to €480');
  expect(whyWords('the MRR', '€540', '€540')).toBe('The MRR stayed at €540');
});

test('accounts that churned on no known day are left out in words, one as one', () => {
  expect(undatedWords(1)).toBe('1 account is left out: marked as churned without a day (churned_at).');
  expect(undatedWords(1_200)).toBe(
    '1,200 accounts are left out: marked as churned without a day (churned_at).',
  );
});

describe('the use of a feature', () => {
  const use = (accounts: number, events: number, people: number): PeriodUse => ({
    ...{ accounts, events, people },
    nameless: 0,
  });
  const of = (now: PeriodUse, before: PeriodUse, accounts = 8) =>
    shownUse({ now, before, adopted: 0, stopped: 0 }, { accounts } as FeatureReport);

  test('is told as it is, as it was, and what they differ by: shares in points, uses to their tenth', () => {
    expect(of(use(3, 10, 1_200), use(2, 9, 1_500))).toEqual({
      accounts: { now: '3', before: '2', change: '+1' },
      share: { now: '37.5%', before: '25.0%', change: '+12.5 points' },
      people: { now: '1,200', before: '1,500', change: '−300' },
      usesEach: { now: '3.3', before: '4.5', change: '−1.2' },
    });
  });

  test('that nobody made has no uses of each, and of no accounts no share; neither differs from anything', () => {
    expect(of(use(0, 0, 0), use(2, 9, 4)).usesEach).toEqual({ now: '–', before: '4.5', change: '–' });
    expect(of(use(2, 9, 4), use(0, 0, 0)).usesEach).toEqual({ now: '4.5', before: '–', change: '–' });
    expect(of(use(0, 0, 0), use(0, 0, 0), 0).share).toEqual({ now: '–', before: '–', change: '–' });
    expect(of(use(1, 1, 1), use(1, 1, 1)).share.change).toBe('0.0 points');
  });
});

describe('steps from one figure to another', () => {
  const tidy = (value: number) => Math.round(value);
  const part = (shown: number) => ({ key: String(shown), label: '', detail: '', shown });

  test('begin where the one before ends, the first at the beginning, and nothing of a sum is lost', () => {
    expect(stepsFrom(10, [part(5), part(-8), part(0)], tidy)).toEqual([
      { ...part(5), start: 10, end: 15 },
      { ...part(-8), start: 15, end: 7 },
      { ...part(0), start: 7, end: 7 },
    ]);
    expect(stepsFrom(10, [part(0.4), part(0.4)], tidy).map(({ end }) => end)).toEqual([10, 10]);
    expect(stepsFrom(10, [], tidy)).toEqual([]);
  });

  test('stand on a scale that holds them all, from nothing unless that would make hairlines of them', () => {
    expect(scaleOf([100, 120])).toEqual([90, 120]);
    expect(scaleOf([60, 100])).toEqual([0, 100]);
    expect(scaleOf([2_000 / 3, 1_000])[0]).toBe(0);
    expect(scaleOf([668, 1_000])).toEqual([502, 1_000]);
    expect(scaleOf([70, 70])).toEqual([0, 70]);
    expect(scaleOf([-20, 50])).toEqual([-20, 50]);
    expect(scaleOf([0, 50])).toEqual([0, 50]);
    expect(scaleOf([-20, -5])).toEqual([-20, 1]);
    expect(scaleOf([0, 0])).toEqual([0, 1]);
    expect(scaleOf([-4, -4])).toEqual([-4, 1]);
    const values = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1 });
    fc.assert(
      fc.property(values, (all) => {
        const [low, high] = scaleOf(all);
        expect(low).toBeLessThan(high);
        for (const value of all) expect(low <= value && value <= high).toBe(true);
      }),
    );
  });
});
