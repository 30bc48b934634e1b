import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { additiveScore, termAt } from '../../../src-main/engines/risk/churn/additive-score';
import { type ColumnSign, fitBoosting } from '../../../src-main/engines/risk/model/boosting/boost';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';

const settings = {
  depth: 1,
  rounds: 60,
  learningRate: 0.1,
  leafWeight: 1,
  shrinkage: 1,
  rowShare: 0.8,
  columnShare: 1,
} as const;

/** One column that goes up and down in its effect, with gaps that have an effect of their own. */
function wavy(seed: number, gaps: number) {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: 400 }, () =>
    random.next() < gaps ? Number.NaN : Math.round(20 * random.next()),
  );
  const outcome = values.map((value) => {
    const lean = Number.isNaN(value) ? 2 : 2 * Math.sin(value / 3) - value / 10;
    return random.next() < sigmoid(lean) ? 1 : 0;
  });
  return { table: { rows: 400, columns: [{ kind: 'number' as const, name: 'tickets', values }] }, outcome };
}

function termOf(seed: number, gaps: number, sign: ColumnSign | undefined) {
  const { table, outcome } = wavy(seed, gaps);
  const model = fitBoosting(table, outcome, { ...settings, seed: 1, signOf: () => sign });
  const term = additiveScore([], { model, weight: 1 }).terms[0];
  return (value: number) => (term === undefined ? 0 : termAt(term, value));
}

const grid = Array.from({ length: 41 }, (_, i) => i / 2);

describe('trees of one question', () => {
  test.each(['raises', 'lowers'] as const)('whose column %s the chance go one way only', (direction) => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 0.1, 0.4), (seed, gaps) => {
        const added = termOf(seed, gaps, { direction });
        const way = direction === 'raises' ? 1 : -1;
        grid.slice(1).forEach((value, i) => {
          expect(way * (added(value) - added(grid[i] as number))).toBeGreaterThanOrEqual(-1e-9);
        });
      }),
      { numRuns: 25 },
    );
  });

  test.each([0, 7, 20])('put what is not known no higher than a value of %d', (unknownAs) => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(0, 0.1, 0.4),
        fc.constantFrom('raises' as const, 'lowers' as const),
        (seed, gaps, direction) => {
          const added = termOf(seed, gaps, { direction, unknownAs });
          expect(added(Number.NaN)).toBeLessThanOrEqual(added(unknownAs) + 1e-9);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('without a sign follow the data both ways', () => {
    const added = termOf(3, 0.1, undefined);
    const steps = grid.slice(1).map((value, i) => added(value) - added(grid[i] as number));
    expect(steps.some((step) => step > 0.01)).toBe(true);
    expect(steps.some((step) => step < -0.01)).toBe(true);
  });

  test('are the only ones that keep signs', () => {
    const { table, outcome } = wavy(1, 0);
    const deep = { ...settings, depth: 2, seed: 1, signOf: () => ({ direction: 'raises' }) as const };
    expect(() => fitBoosting(table, outcome, deep)).toThrow(RangeError);
  });
});
