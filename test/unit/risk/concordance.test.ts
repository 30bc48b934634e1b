import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { harrellConcordance, unoConcordance } from '../../../src-main/engines/risk/survival/concordance';
import type { Lifetimes } from '../../../src-main/engines/risk/survival/lifetimes';
import { integratedBrier, survivalBrier } from '../../../src-main/engines/risk/survival/survival-brier';
import { lifetimesArbitrary } from './arbitraries';

const livesAndRisks = lifetimesArbitrary.chain((lives) =>
  fc.tuple(
    fc.constant(lives),
    fc
      .array(fc.integer({ min: 0, max: 6 }), { minLength: lives.time.length, maxLength: lives.time.length })
      .map((risks) => Float64Array.from(risks)),
  ),
);

/** The definition, pair by pair. */
function pairs({ time, event }: Lifetimes, risk: Float64Array) {
  const count = { concordant: 0, discordant: 0, tied: 0 };
  time.forEach((t, i) => {
    if (event[i] !== 1) return;
    time.forEach((other, j) => {
      if (!(t < other || (t === other && event[j] === 0))) return;
      const difference = (risk[i] ?? 0) - (risk[j] ?? 0);
      if (difference > 0) count.concordant++;
      else if (difference < 0) count.discordant++;
      else count.tied++;
    });
  });
  return count;
}

describe("Harrell's concordance", () => {
  test('counts the same pairs as the definition does', () => {
    fc.assert(
      fc.property(livesAndRisks, ([lives, risk]) => {
        expect(harrellConcordance(lives, risk)).toMatchObject(pairs(lives, risk));
      }),
    );
  });

  test('is 1 when risk falls with the time, 0 when it rises, a half when all risks are equal', () => {
    const lives = { time: Float64Array.of(1, 2, 3, 4), event: Float64Array.of(1, 1, 0, 1) };
    expect(harrellConcordance(lives, Float64Array.of(4, 3, 2, 1)).concordance).toBe(1);
    expect(harrellConcordance(lives, Float64Array.of(1, 2, 3, 4)).concordance).toBe(0);
    expect(harrellConcordance(lives, new Float64Array(4)).concordance).toBe(0.5);
  });

  test('is not a number when no pair can be compared', () => {
    const lives = { time: Float64Array.of(1, 2), event: new Float64Array(2) };
    expect(harrellConcordance(lives, Float64Array.of(1, 2)).concordance).toBeNaN();
  });
});

describe("Uno's concordance", () => {
  test("is Harrell's when nobody is censored", () => {
    fc.assert(
      fc.property(livesAndRisks, ([{ time }, risk]) => {
        const lives = { time, event: new Float64Array(time.length).fill(1) };
        expect(unoConcordance(lives, risk, Number.POSITIVE_INFINITY)).toEqual(
          harrellConcordance(lives, risk),
        );
      }),
    );
  });

  test('lets an event count for those who were lost before', () => {
    // One of three left after time 1, so the event at 2 stands for 1.5 subjects, squared.
    const lives = { time: Float64Array.of(1, 2, 3), event: Float64Array.of(0, 1, 0) };
    const result = unoConcordance(lives, Float64Array.of(0, 1, 0), 2.5);
    expect(result.concordant).toBeCloseTo(2.25, 12);
  });

  test('leaves out what comes after its horizon', () => {
    const lives = { time: Float64Array.of(1, 2, 3), event: Float64Array.of(1, 1, 1) };
    expect(unoConcordance(lives, Float64Array.of(3, 1, 2), 1).concordance).toBe(1);
  });
});

describe('the Brier score of survival', () => {
  test('without censoring is the mean squared error', () => {
    const lives = { time: Float64Array.of(1, 2, 3, 4), event: new Float64Array(4).fill(1) };
    const survival = Float64Array.of(0.2, 0.4, 0.6, 0.8);
    expect(survivalBrier(lives, survival, 2)).toBeCloseTo((0.04 + 0.16 + 0.16 + 0.04) / 4, 12);
  });

  test('weighs those still watched for those lost from sight', () => {
    const lives = { time: Float64Array.of(1, 2, 3, 3), event: Float64Array.of(0, 1, 0, 0) };
    // One of four lost at time 1: the three left weigh 4/3 each.
    const survival = Float64Array.of(0.5, 0.5, 0.5, 0.5);
    expect(survivalBrier(lives, survival, 2.5)).toBeCloseTo(0.25, 12);
  });

  test('over a span is the mean of its scores where they are constant', () => {
    const lives = { time: Float64Array.of(5, 6, 7), event: new Float64Array(3).fill(1) };
    const half = () => new Float64Array(3).fill(0.5);
    expect(integratedBrier(lives, half, [1, 2, 4])).toBeCloseTo(0.25, 12);
    expect(() => integratedBrier(lives, half, [3])).toThrow('two different times');
  });
});
