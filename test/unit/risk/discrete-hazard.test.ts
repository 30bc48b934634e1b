import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Design } from '../../../src-main/engines/risk/model/design';
import { fitLogit } from '../../../src-main/engines/risk/model/logit';
import { discreteSurvival, fitDiscreteHazard } from '../../../src-main/engines/risk/survival/discrete-hazard';
import { expandPersonPeriods } from '../../../src-main/engines/risk/survival/person-period';
import { fitWeibull } from '../../../src-main/engines/risk/survival/weibull';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { gather } from '../../../src-main/lib/statistics/vectors';
import { expectAllClose } from './closeness';
import { readRossi, referenceTest } from './reference-data';

describe('person-periods', () => {
  test('give one row for every period watched, the event in the last', () => {
    const periods = expandPersonPeriods({ time: Float64Array.of(2, 3, 0), event: Float64Array.of(1, 0, 0) });
    expect(Array.from(periods.subject)).toEqual([0, 0, 1, 1, 1]);
    expect(Array.from(periods.period)).toEqual([1, 2, 1, 2, 3]);
    expect(Array.from(periods.outcome)).toEqual([0, 1, 0, 0, 0]);
  });

  test('leave out what passed before watching began', () => {
    const start = Float64Array.of(2, 0);
    const periods = expandPersonPeriods({
      time: Float64Array.of(4, 2.5),
      event: Float64Array.of(1, 1),
      start,
    });
    expect(Array.from(periods.period)).toEqual([3, 4, 1, 2, 3]);
    expect(Array.from(periods.outcome)).toEqual([0, 1, 0, 0, 1]);
  });

  test('refuse a time that is no number of periods', () => {
    const lifetimes = { time: Float64Array.of(1, -3), event: Float64Array.of(1, 1) };
    expect(() => expandPersonPeriods(lifetimes)).toThrow('Row 2 lasts -3 periods');
  });
});

describe('the discrete-time hazard', () => {
  referenceTest("on Rossi's person-weeks gives statsmodels' coefficients and deviance", () => {
    const { design, lifetimes } = readRossi();
    const { hazard, logit, personPeriods } = fitDiscreteHazard(design, lifetimes);
    const [fin = 0, age = 0, , , , , prio = 0] = hazard.coefficients;
    expect(personPeriods.rows).toBe(19_809);
    expectAllClose([fin, age, prio], [-0.3831298886725, -0.0572841160244, 0.0924209069166], 1e-7);
    expect(-2 * logit.logLikelihood).toBeCloseTo(1362.93474309, 8);
  });

  test('is the plain logit of the expanded rows, also with delayed entry and a ridge', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = createRandom(seed);
        const subjects = 80;
        const values = Float64Array.from({ length: subjects }, () => random.next() - 0.5);
        const time = Float64Array.from({ length: subjects }, () => 1 + random.below(8));
        const event = Float64Array.from({ length: subjects }, () => random.below(2));
        const start = time.map((t) => random.below(t));
        const design: Design = { rows: subjects, columns: [{ name: 'seats', values }] };
        const { logit, personPeriods } = fitDiscreteHazard(design, { time, event, start }, { ridge: 2 });
        const { rows, subject, period, outcome } = personPeriods;
        const expanded: Design = {
          rows,
          columns: [
            { name: 'seats', values: gather(values, subject) },
            { name: 'period', values: Float64Array.from(period), free: true },
            { name: 'period squared', values: Float64Array.from(period, (t) => t * t), free: true },
          ],
        };
        const plain = fitLogit({ design: expanded, outcome }, { ridge: 2 });
        expectAllClose(logit.coefficients, [...plain.coefficients], 1e-6);
        expectAllClose(logit.standardErrors, [...plain.standardErrors], 1e-6);
        expect(logit.logLikelihood).toBeCloseTo(plain.logLikelihood, 8);
      }),
      { numRuns: 20 },
    );
  });

  referenceTest('a ridge leaves the shape over time free', () => {
    const { design, lifetimes } = readRossi();
    const held = fitDiscreteHazard(design, lifetimes, { ridge: 1e7 }).hazard;
    expectAllClose(held.coefficients, new Array(7).fill(0), 1e-3);
    expect(held.periodCoefficient).toBeGreaterThan(0.03);
  });

  test('survival goes on from the periods already come through, at the last known hazard beyond the data', () => {
    const hazard = {
      intercept: 0,
      coefficients: [],
      periodCoefficient: 0.5,
      periodSquaredCoefficient: -0.1,
      lastPeriod: 3,
    };
    const chance = (t: number) => 1 / (1 + Math.exp(-(-2 + 0.5 * t - 0.1 * t * t)));
    const survival = discreteSurvival(hazard, -2, 2, 3);
    const last = 1 - chance(3);
    expectAllClose(survival, [last, last ** 2, last ** 3], 1e-12);
    expect(discreteSurvival(hazard, -2, 0, 1)[0]).toBeCloseTo(1 - chance(1), 12);
  });
});

describe('Weibull accelerated failure times', () => {
  referenceTest("on Rossi give lifelines' intercept, shape and likelihood", () => {
    const { design, lifetimes } = readRossi();
    const fit = fitWeibull(design, lifetimes);
    // The reference stopped its own search a little early: its figures agree to five digits.
    expectAllClose([fit.intercept, fit.shape], [3.9901347965344, 1.40369527425], 1e-5);
    expect(fit.logLikelihood).toBeCloseTo(-679.916563937, 6);
  });

  test('refuse a time of 0', () => {
    const lifetimes = { time: Float64Array.of(0, 1), event: Float64Array.of(1, 1) };
    expect(() => fitWeibull({ rows: 2, columns: [] }, lifetimes)).toThrow('Row 1 lasts 0');
  });
});
