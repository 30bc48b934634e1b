import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnStretch, stretched, unstretched } from '../../../src-main/engines/risk/churn/stretch';
import { createRandom } from '../../../src-main/lib/statistics/random';

const hazardOf = (chance: number) => -Math.log1p(-chance);
const many = 10_000;
const nobody = new Float64Array();
const nothing = { chances: nobody, left: nobody };

/** Chances that say the hazard is `said(x)` where it is `x`. */
function foretold(count: number, said: (hazard: number) => number, seed = 1) {
  const random = createRandom(seed);
  const chances = new Float64Array(count);
  const left = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const hazard = 0.05 * Math.exp(2 * (random.next() - 0.5) * 1.5);
    chances[i] = -Math.expm1(-said(hazard));
    left[i] = random.next() < -Math.expm1(-hazard) ? 1 : 0;
  }
  return { chances, left };
}

describe('how chances are set right', () => {
  test('keeps the rank of every account, and makes no two chances one', () => {
    const stretch = learnStretch(
      foretold(3000, (hazard) => 3 * hazard ** 1.4),
      1,
      200,
      nobody,
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.99, noNaN: true }), (chance) => {
        expect(stretched(stretch, chance + 1e-3 * (1 - chance))).toBeGreaterThan(stretched(stretch, chance));
        expect(stretched(unstretched, chance)).toBeCloseTo(chance, 9);
      }),
    );
  });

  test('draws chances together where the most endangered left less often than was said, and the other way round', () => {
    const bold = learnStretch(
      foretold(many, (hazard) => 0.05 * (hazard / 0.05) ** 1.6),
      1,
      many,
      nobody,
    );
    expect(bold.slope).toBeGreaterThan(0.55);
    expect(bold.slope).toBeLessThan(0.8);
    const shy = learnStretch(
      foretold(many, (hazard) => 0.05 * (hazard / 0.05) ** 0.6),
      1,
      many,
      nobody,
    );
    expect(shy.slope).toBeGreaterThan(1.3);
    const right = learnStretch(
      foretold(many, (hazard) => hazard),
      1,
      many,
      nobody,
    );
    expect(Math.abs(right.slope - 1)).toBeLessThan(0.12);
    expect(Math.abs(right.intercept)).toBeLessThan(0.1);
  });

  test('brings expected departures to those that came in months unseen, in the top tenth too', () => {
    const said = (hazard: number) => 0.07 * (hazard / 0.05) ** 1.5;
    const stretch = learnStretch(foretold(many, said), 1, many, nobody);
    const { chances, left } = foretold(many, said, 2);
    const right = chances.map((chance) => stretched(stretch, chance));
    const order = [...right.keys()].sort((a, b) => (right[b] as number) - (right[a] as number));
    const ratio = (places: number[]) =>
      places.reduce((sum, at) => sum + (right[at] as number), 0) /
      places.reduce((sum, at) => sum + (left[at] as number), 0);
    expect(Math.abs(ratio(order) - 1)).toBeLessThan(0.1);
    expect(Math.abs(ratio(order.slice(0, many / 10)) - 1)).toBeLessThan(0.15);
  });

  test('draws to the mean the more, the fewer departures the model knew', () => {
    const present = Float64Array.of(0.01, 0.02, 0.1);
    const slopes = [15, 60, 300].map((known) => learnStretch(nothing, 1, known, present).slope);
    expect(slopes).toEqual([15 / 20, 60 / 65, 300 / 305]);
    const few = foretold(60, (hazard) => hazard);
    expect(learnStretch(few, 1, 15, nobody).slope).toBeLessThan(learnStretch(few, 1, 1000, nobody).slope);
  });

  test('leaves the mean chance where it is while nothing is known of months unseen, however rare departures are', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.0005, max: 0.1, noNaN: true }),
        fc.integer({ min: 15, max: 300 }),
        fc.array(fc.double({ min: 0.05, max: 4, noNaN: true }), { minLength: 5, maxLength: 60 }),
        (base, departures, odds) => {
          const chances = Float64Array.from(odds, (times) => base * times);
          for (const [known, present] of [
            [nothing, chances],
            [{ chances, left: new Float64Array(odds.length) }, nobody],
          ] as const) {
            // Rows without weight tell nothing: what remains is the line that is expected before any month is known.
            const stretch = learnStretch(known, 0, departures, present);
            const hazards = (of: Float64Array) => of.reduce((sum, chance) => sum + hazardOf(chance), 0);
            const right = chances.map((chance) => stretched(stretch, chance));
            expect(hazards(right) / hazards(chances)).toBeCloseTo(1, 6);
          }
        },
      ),
    );
  });

  test('is not moved by certainties', () => {
    const chances = Float64Array.of(0, 0, 0.01, 0.5, 1 - 1e-15);
    const { slope, intercept } = learnStretch(
      { chances, left: Float64Array.of(0, 1, 0, 1, 1) },
      1,
      20,
      nobody,
    );
    expect(Number.isFinite(slope) && Number.isFinite(intercept)).toBe(true);
    expect(hazardOf(stretched({ centre: 0, intercept, slope }, 0))).toBeGreaterThanOrEqual(0);
  });
});
