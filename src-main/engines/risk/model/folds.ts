import { createRandom, shuffledIndices } from '../../../lib/statistics/random';

/** For each row, the fold it is held out in: 0..count-1. */
export type Folds = { readonly count: number; readonly of: Int32Array };

/** Row i belongs to fold i modulo count. */
export function foldsByIndex(rows: number, count: number): Folds {
  return { count, of: Int32Array.from({ length: rows }, (_, row) => row % count) };
}

/** Random folds, each with the same share of events as far as whole rows allow (Kohavi, 1995). */
export function stratifiedFolds(outcome: Float64Array, count: number, seed: number): Folds {
  const of = new Int32Array(outcome.length);
  const shuffled = shuffledIndices(outcome.length, createRandom(seed));
  let next = 0;
  for (const wanted of [1, 0]) {
    for (const row of shuffled) {
      if (outcome[row] === wanted) of[row] = next++ % count;
    }
  }
  return { count, of };
}

/** The rows held out in a fold, and all others. */
export function splitRows({ of }: Folds, fold: number): { train: Int32Array; held: Int32Array } {
  const rows = Int32Array.from({ length: of.length }, (_, row) => row);
  return { train: rows.filter((row) => of[row] !== fold), held: rows.filter((row) => of[row] === fold) };
}
