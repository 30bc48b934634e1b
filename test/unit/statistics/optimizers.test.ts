import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimize, minimizeFromEach, type Objective } from '../../../src-main/lib/statistics/minimize';
import { maximizeByNewton } from '../../../src-main/lib/statistics/newton';

/** A curved valley (Rosenbrock, 1960) with its floor at (1, 1). */
const valley: Objective = (point, gradient) => {
  const [x = 0, y = 0] = point;
  gradient.set([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)]);
  return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
};

describe('BFGS', () => {
  test('finds the floor of a curved valley from anywhere near', () => {
    const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const minimum = minimize(valley, [x, y]);
        expect(minimum.converged).toBe(true);
        expect(minimum.x[0]).toBeCloseTo(1, 6);
        expect(minimum.x[1]).toBeCloseTo(1, 6);
      }),
    );
  });

  test('steps back from where the function is not finite', () => {
    const minimum = minimize(
      (point, gradient) => {
        const [x = 0] = point;
        gradient[0] = 1 - 1 / x;
        return x > 0 ? x - Math.log(x) : Number.NaN;
      },
      [0.01],
    );
    expect(minimum.x[0]).toBeCloseTo(1, 8);
  });

  test('keeps the lowest of several minima', () => {
    const twoPits: Objective = (point, gradient) => {
      const [x = 0] = point;
      gradient[0] = 4 * x ** 3 - 8 * x + 1;
      return x ** 4 - 4 * x ** 2 + x;
    };
    expect(minimizeFromEach(twoPits, [[1], [-1]]).x[0]).toBeLessThan(-1.4);
  });

  test('says so when no start can be evaluated', () => {
    expect(() => minimizeFromEach(() => Number.NaN, [[1]])).toThrow('not finite at any');
  });
});

describe('Newton-Raphson', () => {
  test('halves steps that overshoot', () => {
    // ln cosh has so little curvature far out that a full step from 3 diverges.
    const maximum = maximizeByNewton((x) => {
      const [at = 0] = x;
      return {
        value: -Math.log(Math.cosh(at)),
        gradient: Float64Array.of(-Math.tanh(at)),
        information: () => Float64Array.of(1 / Math.cosh(at) ** 2),
      };
    }, Float64Array.of(3));
    expect(maximum.converged).toBe(true);
    expect(maximum.x[0]).toBeCloseTo(0, 8);
  });

  test('leaves a direction without curvature where it was', () => {
    const maximum = maximizeByNewton(
      (x) => {
        const [at = 0] = x;
        return {
          value: -((at - 2) ** 2),
          gradient: Float64Array.of(-2 * (at - 2), 0),
          information: () => Float64Array.of(2, 0, 0, 0),
        };
      },
      Float64Array.of(0, 5),
    );
    expect(Array.from(maximum.x)).toEqual([2, 5]);
    expect(maximum.factor().dependent).toEqual([1]);
  });

  test('admits that it found nothing where the function is not a number', () => {
    const nowhere = maximizeByNewton(
      () => ({ value: NaN, gradient: Float64Array.of(NaN), information: () => Float64Array.of(NaN) }),
      Float64Array.of(0),
    );
    expect(nowhere.converged).toBe(false);
  });
});
