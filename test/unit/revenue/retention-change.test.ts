import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodOf } from '../../../src-main/engines/revenue/movements';
import { retentionChange } from '../../../src-main/engines/revenue/retention-change';
import { addPeriod, emptyTally } from '../../../src-main/engines/revenue/tally';
import { shownShare } from '../../../src-preload/contract/words';
import { account, asOf, between, bookWith, paid } from './told';

const year = between(asOf - 365, asOf);

/** A year in which these accounts went from the one amount to the other. */
function yearOf(...accounts: readonly (readonly [before: number, after: number])[]) {
  const tally = emptyTally();
  for (const [before, after] of accounts) {
    const terms = [
      ...(before > 0 ? [paid(before, asOf - 700, asOf - 100)] : []),
      ...(after > 0 ? [paid(after, asOf - 100)] : []),
    ];
    addPeriod(tally, periodOf(account(terms), year, bookWith()));
  }
  return tally;
}

test('retention falls by what more of the base shrank and left, and who is new is in none of it', () => {
  const before = yearOf([100, 100], [100, 100], [100, 100], [100, 100]);
  const after = yearOf([100, 120], [100, 60], [100, 0], [100, 100], [0, 50]);
  expect(retentionChange('grr', before, after)).toEqual({
    ...{ before: 1, after: 0.65, change: -35 },
    parts: [
      { part: 'contraction', points: -10 },
      { part: 'churn', points: -25 },
    ],
  });
  expect(retentionChange('nrr', before, after)).toEqual({
    ...{ before: 1, after: 0.7, change: -30 },
    parts: [
      { part: 'contraction', points: -10 },
      { part: 'churn', points: -25 },
      { part: 'expansion', points: 5 },
    ],
  });
});

test('a year in which nobody paid at the opening is compared with none', () => {
  expect(retentionChange('grr', yearOf([0, 50]), yearOf([100, 100]))).toBeNull();
  expect(retentionChange('nrr', yearOf([100, 100]), yearOf())).toBeNull();
});

const anyYear = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 9_999 })), {
    minLength: 1,
    maxLength: 9,
  })
  .filter((accounts) => accounts.some(([before]) => before > 0));

test('the parts add up to what the shares differ by as they are shown, each within a tenth of what it is', () => {
  fc.assert(
    fc.property(
      anyYear,
      anyYear,
      fc.constantFrom('grr' as const, 'nrr' as const),
      (first, second, figure) => {
        const [before, after] = [yearOf(...first), yearOf(...second)];
        const told = retentionChange(figure, before, after);
        if (told === null) throw new Error('both years have a base');
        const tenths = told.parts.reduce((sum, { points }) => sum + Math.round(10 * points), 0);
        expect(tenths).toBe(
          Math.round(10 * shownShare(told.after)) - Math.round(10 * shownShare(told.before)),
        );
        expect(tenths).toBe(Math.round(10 * told.change));
        for (const { part, points } of told.parts) {
          const share = after.movements[part] / after.base - before.movements[part] / before.base;
          expect(Math.abs(points - 100 * share)).toBeLessThan(0.11);
        }
      },
    ),
  );
});
