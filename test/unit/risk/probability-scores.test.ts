import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  brierScore,
  calibrationBins,
  calibrationError,
  liftAtTop,
  logLikelihood,
  meanLoss,
} from '../../../src-main/engines/risk/model/probability-scores';
import { rocArea } from '../../../src-main/engines/risk/model/roc-area';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { scoredArbitrary } from './arbitraries';

describe('the area under the ROC curve', () => {
  test('is the share of pairs in the right order, ties counting half', () => {
    fc.assert(
      fc.property(scoredArbitrary, ({ scores, outcome }) => {
        let right = 0;
        let pairs = 0;
        scores.forEach((score, i) => {
          scores.forEach((other, j) => {
            if (outcome[i] !== 1 || outcome[j] !== 0) return;
            pairs++;
            right += score > other ? 1 : score === other ? 0.5 : 0;
          });
        });
        expect(rocArea(scores, outcome)).toBeCloseTo(right / pairs, 12);
      }),
    );
  });

  test('does not change under a rising map, and turns round under a falling one', () => {
    fc.assert(
      fc.property(scoredArbitrary, ({ scores, outcome }) => {
        const area = rocArea(scores, outcome);
        expect(rocArea(scores.map(sigmoid), outcome)).toBe(area);
        expect(
          rocArea(
            scores.map((score) => score ** 3 + 7),
            outcome,
          ),
        ).toBe(area);
        expect(
          rocArea(
            scores.map((score) => -score),
            outcome,
          ),
        ).toBeCloseTo(1 - area, 12);
      }),
    );
  });

  test('is not a number with one outcome only', () => {
    expect(rocArea(Float64Array.of(1, 2), Float64Array.of(1, 1))).toBeNaN();
  });
});

describe('scores of probabilities', () => {
  const probabilities = Float64Array.of(0.05, 0.15, 0.15, 0.95, 1);
  const outcome = Float64Array.of(0, 0, 1, 1, 1);

  test('Brier', () => {
    expect(brierScore(probabilities, outcome)).toBeCloseTo((0.0025 + 0.0225 + 0.7225 + 0.0025 + 0) / 5, 12);
  });

  test('calibration in ten bins, 1 in the last', () => {
    expect(calibrationBins(probabilities, outcome).map(({ from, rows }) => [from, rows])).toEqual([
      [0, 1],
      [0.1, 2],
      [0.9, 2],
    ]);
    expect(calibrationError(probabilities, outcome)).toBeCloseTo((0.05 + 2 * 0.35 + 2 * 0.025) / 5, 12);
  });

  test('the log-likelihood of a certainty that fails is large, not infinite', () => {
    expect(logLikelihood(Float64Array.of(0), Float64Array.of(1))).toBeCloseTo(Math.log(1e-15), 6);
  });

  test('the mean loss of log-odds is minus the mean log-likelihood of their probabilities', () => {
    fc.assert(
      fc.property(scoredArbitrary, ({ scores, outcome: observed }) => {
        const likelihood = logLikelihood(scores.map(sigmoid), observed);
        expect(meanLoss(scores, observed)).toBeCloseTo(-likelihood / scores.length, 10);
      }),
    );
  });

  test('lift counts the events among the rows scored highest', () => {
    const scores = Float64Array.of(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    const events = Float64Array.of(1, 1, 0, 0, 1, 0, 0, 0, 0, 0);
    expect(liftAtTop(scores, events, 2)).toEqual({ eventShare: 1, lift: 1 / 0.3, captured: 2 / 3 });
    expect(liftAtTop(scores, events, 100).lift).toBeCloseTo(1, 12);
  });

  test('rows with equal scores at the edge count in part', () => {
    const lift = liftAtTop(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 0, 0, 1), 2);
    expect(lift).toEqual({ eventShare: 0.5, lift: 1, captured: 0.5 });
  });
});
