import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  foldsByIndex,
  outOfFold,
  splitRows,
  stratifiedFolds,
} from '../../../src-main/engines/risk/model/folds';
import { scoredArbitrary } from './arbitraries';
import { syntheticTable } from './synthetic-table';

describe('folds', () => {
  test('by index are the row number modulo their count', () => {
    expect(Array.from(foldsByIndex(7, 3).of)).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  test('at random hold events and others as evenly as whole rows allow', () => {
    fc.assert(
      fc.property(scoredArbitrary, fc.nat(), ({ outcome }, seed) => {
        const folds = stratifiedFolds(outcome, 5, seed);
        for (const wanted of [0, 1]) {
          const sizes = [0, 1, 2, 3, 4].map(
            (fold) => folds.of.filter((of, row) => of === fold && outcome[row] === wanted).length,
          );
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('part the rows into those held out and all others', () => {
    const { train, held } = splitRows(foldsByIndex(5, 2), 1);
    expect([Array.from(train), Array.from(held)]).toEqual([
      [0, 2, 4],
      [1, 3],
    ]);
  });

  test('no row is scored by a model that saw its outcome', () => {
    const { table, outcome } = syntheticTable(60, 1);
    const folds = foldsByIndex(60, 4);
    const shares = outOfFold(table, outcome, folds, (_, seen) => {
      const share = seen.reduce((sum, observed) => sum + observed, 0) / seen.length;
      return (held) => new Float64Array(held.rows).fill(share);
    });
    for (let fold = 0; fold < 4; fold++) {
      const others = outcome.filter((_, row) => folds.of[row] !== fold);
      const share = others.reduce((sum, observed) => sum + observed, 0) / others.length;
      expect(shares[fold]).toBeCloseTo(share, 12);
    }
  });
});
