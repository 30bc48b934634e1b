import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choleskyFactor, choleskySolve, inverseDiagonal } from '../../../src-main/lib/statistics/cholesky';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { weightedGram } from '../../../src-main/lib/statistics/weighted-gram';

/** Columns of seeded numbers in -1..1. */
function randomColumns(size: number, rows: number, seed: number): Float64Array[] {
  const random = createRandom(seed);
  return Array.from({ length: size }, () => Float64Array.from({ length: rows }, () => 2 * random.next() - 1));
}

const seeds = fc.integer({ min: 0, max: 1e9 });

describe('weighted products of columns', () => {
  test('equal the plain double loop, over more rows than one block holds', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 1300 }), (seed, rows) => {
        const columns = randomColumns(3, rows, seed);
        const [weights = new Float64Array()] = randomColumns(1, rows, seed + 1);
        const gram = weightedGram(columns, weights);
        for (let j = 0; j < 3; j++) {
          for (let k = 0; k <= j; k++) {
            const plain = weights.reduce(
              (sum, w, row) => sum + w * (columns[j]?.[row] ?? 0) * (columns[k]?.[row] ?? 0),
              0,
            );
            expect(gram[j * 3 + k]).toBeCloseTo(plain, 9);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('Cholesky', () => {
  test('the solution put back into the equations gives their right side', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 12 }), (seed, size) => {
        const gram = weightedGram(randomColumns(size, 60, seed), new Float64Array(60).fill(1));
        const right = Float64Array.from({ length: size }, (_, i) => i - size / 2);
        const x = choleskySolve(choleskyFactor(gram, size), right);
        right.forEach((expected, row) => {
          let sum = 0;
          x.forEach((entry, column) => {
            sum += (gram[Math.max(row, column) * size + Math.min(row, column)] ?? 0) * entry;
          });
          expect(sum).toBeCloseTo(expected, 8);
        });
      }),
    );
  });

  test('the diagonal of the inverse is what solving for unit vectors gives', () => {
    const gram = weightedGram(randomColumns(5, 40, 7), new Float64Array(40).fill(1));
    const factor = choleskyFactor(gram, 5);
    const diagonal = inverseDiagonal(factor);
    for (let i = 0; i < 5; i++) {
      const unit = new Float64Array(5);
      unit[i] = 1;
      expect(diagonal[i]).toBeCloseTo(choleskySolve(factor, unit)[i] ?? 0, 12);
    }
  });

  test('a column that only repeats earlier ones is named and gets 0', () => {
    const [first = new Float64Array(), second = new Float64Array()] = randomColumns(2, 50, 3);
    const sum = first.map((value, row) => value + (second[row] ?? 0));
    const gram = weightedGram([first, second, sum], new Float64Array(50).fill(1));
    const factor = choleskyFactor(gram, 3);
    expect(factor.dependent).toEqual([2]);
    expect([...factor.lower.subarray(2 * factor.size, 3 * factor.size)]).toEqual(Array(factor.size).fill(0));
    expect(choleskySolve(factor, Float64Array.of(1, 2, 3))[2]).toBe(0);
    expect(inverseDiagonal(factor)[2]).toBe(0);
  });
});
