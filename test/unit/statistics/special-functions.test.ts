import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chiSquaredUpperTail,
  digamma,
  logBeta,
  logGamma,
  upperGamma,
} from '../../../src-main/lib/statistics/gamma';
import { hypergeometric2F1 } from '../../../src-main/lib/statistics/hypergeometric';
import { logit, logSumExp, sigmoid, softplus } from '../../../src-main/lib/statistics/logistic';

const positive = fc.double({ min: 1e-3, max: 500, noNaN: true });

describe('gamma functions', () => {
  test('ln Γ at whole numbers is the log of a factorial', () => {
    let factorial = 1;
    for (let n = 1; n < 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
      factorial *= n;
    }
  });

  test('ln Γ(1/2) is half the log of pi', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
  });

  test('Γ(x + 1) = x Γ(x)', () => {
    fc.assert(
      fc.property(positive, (x) => {
        const error = logGamma(x + 1) - logGamma(x) - Math.log(x);
        expect(Math.abs(error)).toBeLessThan(1e-12 * (1 + Math.abs(logGamma(x))));
      }),
    );
  });

  test('ψ is the slope of ln Γ', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 50, noNaN: true }), (x) => {
        const slope = (logGamma(x + 1e-5) - logGamma(x - 1e-5)) / 2e-5;
        expect(digamma(x)).toBeCloseTo(slope, 6);
      }),
    );
  });

  test("ψ(1) is minus Euler's constant", () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
  });

  test('B(a, b) is symmetric, and B(2, 3) is 1/12', () => {
    expect(Math.exp(logBeta(2, 3))).toBeCloseTo(1 / 12, 14);
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        expect(logBeta(a, b)).toBeCloseTo(logBeta(b, a), 9);
      }),
    );
  });

  test('the upper incomplete gamma function of shape 1 is the exponential tail', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (x) => {
        expect(upperGamma(1, x)).toBeCloseTo(Math.exp(-x), 12);
      }),
    );
  });

  test('chi-squared tails match the tables', () => {
    expect(chiSquaredUpperTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
    expect(chiSquaredUpperTail(18.307038053275146, 10)).toBeCloseTo(0.05, 12);
    expect(chiSquaredUpperTail(0, 3)).toBe(1);
  });

  test('outside their domain they are not numbers', () => {
    expect([logGamma(0), digamma(-1), upperGamma(-1, 2), hypergeometric2F1(1, 1, 1, 1)]).toEqual(
      Array(4).fill(NaN),
    );
  });
});

describe("Gauss's hypergeometric function", () => {
  const inside = fc.double({ min: 0, max: 0.95, noNaN: true });

  test('2F1(1, 1; 2; z) is -ln(1 - z) / z', () => {
    fc.assert(
      fc.property(inside, (z) => {
        const expected = z === 0 ? 1 : -Math.log1p(-z) / z;
        expect(hypergeometric2F1(1, 1, 2, z)).toBeCloseTo(expected, 10);
      }),
    );
  });

  test('2F1(a, b; b; z) is (1 - z)^-a, also for large a', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 40, noNaN: true }), positive, inside, (a, b, z) => {
        const expected = (1 - z) ** -a;
        expect(hypergeometric2F1(a, b, b, z) / expected).toBeCloseTo(1, 8);
      }),
    );
  });
});

describe('the logistic scale', () => {
  test('log-odds and probability are each other back', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        expect(logit(sigmoid(x))).toBeCloseTo(x, Math.abs(x) > 15 ? 1 : 6);
      }),
    );
  });

  test('extreme log-odds give 0 and 1, not NaN', () => {
    expect([sigmoid(-1e4), sigmoid(1e4), softplus(-1e4), softplus(1e4)]).toEqual([0, 1, 0, 1e4]);
  });

  test('log-sum-exp of equal numbers adds ln 2, whatever their size', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
        expect(logSumExp(x, x)).toBeCloseTo(x + Math.LN2, 8);
      }),
    );
    expect(logSumExp(-Infinity, -Infinity)).toBe(-Infinity);
    expect(logSumExp(-Infinity, 3)).toBe(3);
  });
});
