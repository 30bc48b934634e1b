import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collectRows } from '../../src-main/engines/risk/churn/churn-rows';
import { packLesson, unpackLesson } from '../../src-main/work/forecasting/training-message';
import { simulatedAccounts, through } from '../unit/risk-churn/simulated-accounts';

function lessonOf(seed: number, termMonths: number) {
  const collector = collectRows([1, 2], through);
  for (const subject of simulatedAccounts(3, seed, termMonths)) collector.add(subject);
  const featureNames = new Map([[1, 'Search']]);
  const accounts = { all: 3, learnedFrom: 3 };
  return { rows: collector.rows(), featureIds: [1, 2], seed, through, featureNames, accounts, old: null };
}

it('a lesson arrives in another thread as it was, and its columns are handed over, not copied', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(1, 6, 12), (seed, termMonths) => {
      const { packed, transfer } = packLesson(lessonOf(seed, termMonths));
      const arrived = unpackLesson(structuredClone(packed, { transfer }));
      expect(arrived).toEqual(lessonOf(seed, termMonths));
      expect(arrived.rows.outcome.length).toBeGreaterThan(0);
      expect(packed.rows.outcome.length).toBe(0);
      expect(transfer.every(({ byteLength }) => byteLength === 0)).toBe(true);
    }),
    { numRuns: 10 },
  );
});
