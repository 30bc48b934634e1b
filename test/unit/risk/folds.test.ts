import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldsByIndex, splitRows, stratifiedFolds } from '../../../src-main/engines/risk/model/folds';
import { scoredArbitrary } from './arbitraries';

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
});
