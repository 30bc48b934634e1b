import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Calibration,
  calibrate,
  chooseCalibration,
  fitCalibration,
} from '../../../src-main/engines/risk/model/calibration';
import { stratifiedFolds } from '../../../src-main/engines/risk/model/folds';
import { fitIsotonic, isotonicAt } from '../../../src-main/engines/risk/model/isotonic';
import { logit, sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { scoredArbitrary } from './arbitraries';

describe('isotonic regression', () => {
  test('never falls, and stays within what was seen', () => {
    fc.assert(
      fc.property(scoredArbitrary, ({ scores, outcome }) => {
        const curve = fitIsotonic(scores, outcome);
        let before = 0;
        for (let score = -6; score <= 6; score += 0.1) {
          const value = isotonicAt(curve, score);
          expect(value).toBeGreaterThanOrEqual(before);
          expect(value).toBeLessThanOrEqual(1);
          before = value;
        }
      }),
    );
  });

  test('is the min-max formula of the definition at every score', () => {
    fc.assert(
      fc.property(scoredArbitrary, ({ scores, outcome }) => {
        const curve = fitIsotonic(scores, outcome);
        const levels = [...new Set(scores)].sort((left, right) => left - right);
        const meanBetween = (low: number, high: number) => {
          const inside = outcome.filter((_, row) => (scores[row] ?? 0) >= low && (scores[row] ?? 0) <= high);
          return inside.reduce((sum, observed) => sum + observed, 0) / inside.length;
        };
        for (const level of levels) {
          const upTo = levels.filter((low) => low <= level);
          const from = levels.filter((high) => high >= level);
          const expected = Math.max(
            ...upTo.map((low) => Math.min(...from.map((high) => meanBetween(low, high)))),
          );
          expect(isotonicAt(curve, level)).toBeCloseTo(expected, 12);
        }
      }),
    );
  });

  test('runs in straight lines between the steps', () => {
    const curve = fitIsotonic(Float64Array.of(0, 1), Float64Array.of(0, 1));
    expect([-1, 0, 0.25, 1, 2].map((score) => isotonicAt(curve, score))).toEqual([0, 0, 0.25, 1, 1]);
  });
});

/** Log-odds, and outcomes that follow `truth` of them. */
function drawn(rows: number, seed: number, truth: (margin: number) => number) {
  const random = createRandom(seed);
  const margins = Float64Array.from({ length: rows }, () => 8 * random.next() - 4);
  const outcome = margins.map((margin) => (random.next() < truth(margin) ? 1 : 0));
  return { margins, outcome };
}

describe('calibration', () => {
  test('Platt finds how much too sure log-odds are', () => {
    const { margins, outcome } = drawn(20_000, 4, (margin) => sigmoid(0.5 * margin - 1));
    const calibration = fitCalibration('platt', margins, outcome);
    expect(calibration).toMatchObject({ kind: 'platt' });
    expect(calibrate(calibration, Float64Array.of(2))[0]).toBeCloseTo(sigmoid(0), 1);
  });

  test('is left away where the log-odds are right, straight where they are too sure, free where they bend', () => {
    const kindFor = (truth: (margin: number) => number) => {
      const { margins, outcome } = drawn(4000, 7, truth);
      return chooseCalibration(margins, outcome, stratifiedFolds(outcome, 5, 1)).kind;
    };
    expect(kindFor(sigmoid)).toBe('none');
    expect(kindFor((margin) => sigmoid(margin / 3 - 1))).toBe('platt');
    expect(kindFor((margin) => (margin < 0 ? 0.2 : 0.8))).toBe('isotonic');
  });

  test('never claims a certainty, and keeps the order', () => {
    fc.assert(
      fc.property(scoredArbitrary, ({ scores, outcome }) => {
        const rising = scores.toSorted();
        for (const kind of ['none', 'isotonic'] as const) {
          const probabilities = calibrate(fitCalibration(kind, scores, outcome), rising);
          probabilities.forEach((probability, i) => {
            expect(probability > 0 && probability < 1).toBe(true);
            expect(probability).toBeGreaterThanOrEqual(probabilities[i - 1] ?? 0);
          });
        }
      }),
    );
  });

  test('none is the plain probability', () => {
    const none: Calibration = { kind: 'none' };
    expect(calibrate(none, Float64Array.of(logit(0.3)))[0]).toBeCloseTo(0.3, 12);
  });
});
