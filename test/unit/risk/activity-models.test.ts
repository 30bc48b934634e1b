import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BgNbd,
  bgNbdLogLikelihood,
  expectedPurchases,
  fitBgNbd,
  probabilityAlive,
  purchaseProbability,
} from '../../../src-main/engines/risk/survival/bg-nbd';
import { fitSbg, sbgRetention, sbgSurvival } from '../../../src-main/engines/risk/survival/sbg';
import { expectAllClose } from './closeness';
import { numbers, readColumns, referenceTest } from './reference-data';

/** The parameters Fader, Hardie & Lee published for the CDNOW customers. */
const published: BgNbd = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

function readPurchases() {
  const columns = readColumns('cdnow/summary_weeks_1_39.csv');
  return {
    repeats: numbers(columns, 'frequency'),
    last: numbers(columns, 'recency'),
    watched: numbers(columns, 'T'),
  };
}

describe('BG/NBD', () => {
  referenceTest('the log-likelihood of CDNOW at the published parameters is the published one', () => {
    expect(bgNbdLogLikelihood(published, readPurchases())).toBeCloseTo(-9582.426831, 6);
  });

  referenceTest('the maximum for CDNOW is where others found it', () => {
    const { model, logLikelihood } = fitBgNbd(readPurchases());
    expectAllClose(
      [model.r, model.alpha, model.a, model.b],
      [0.2425929, 4.4135315, 0.7928862, 2.425754],
      1e-5,
    );
    expect(logLikelihood).toBeCloseTo(-9582.42556057, 6);
  });

  test('gives the published chances of being alive and expected purchases', () => {
    const alive = (repeats: number, last: number, watched: number) =>
      probabilityAlive(published, { repeats, last, watched });
    expectAllClose(
      [alive(1, 1.71, 38.86), alive(2, 30.43, 38.86), alive(26, 30.86, 31)],
      [0.21210099, 0.72657857, 0.96891565],
      1e-8,
    );
    expect(expectedPurchases(published, { repeats: 2, last: 30.43, watched: 38.86 }, 39)).toBeCloseTo(
      1.22602817,
      8,
    );
    expect(purchaseProbability(published, 0, 39)).toBeCloseTo(0.57378635, 8);
  });

  test('calls everyone without a repeat alive, and tells them apart by expected purchases', () => {
    const fresh = { repeats: 0, last: 0, watched: 2 };
    const old = { repeats: 0, last: 0, watched: 38 };
    expect([probabilityAlive(published, fresh), probabilityAlive(published, old)]).toEqual([1, 1]);
    expect(expectedPurchases(published, old, 13)).toBeLessThan(expectedPurchases(published, fresh, 13) / 3);
  });

  test('the chances of all numbers of purchases add up to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 60, noNaN: true }), (t) => {
        let sum = 0;
        for (let x = 0; x < 400; x++) sum += purchaseProbability(published, x, t);
        expect(sum).toBeCloseTo(1, 6);
      }),
      { numRuns: 20 },
    );
  });

  test('expected purchases grow with the time ahead and have no gap at a = 1', () => {
    const person = { repeats: 3, last: 20, watched: 25 };
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 500, noNaN: true }), (ahead) => {
        const sooner = expectedPurchases(published, person, ahead);
        expect(expectedPurchases(published, person, ahead * 1.5)).toBeGreaterThan(sooner);
      }),
    );
    const at = (a: number) => expectedPurchases({ ...published, a }, person, 30);
    expect(at(1)).toBeCloseTo((at(0.999) + at(1.001)) / 2, 5);
  });

  test('refuses histories that cannot be', () => {
    const one = (repeats: number, last: number, watched: number) => () =>
      fitBgNbd({
        repeats: Float64Array.of(repeats),
        last: Float64Array.of(last),
        watched: Float64Array.of(watched),
      });
    expect(one(2, 12, 10)).toThrow('Row 1 can');
    expect(one(1.5, 2, 10)).toThrow('Row 1 can');
    expect(one(0, 0, 10)).toThrow('Nobody came back');
  });
});

describe('shifted beta-geometric retention', () => {
  const retention = (column: string) =>
    Array.from(numbers(readColumns('sbg/retention_years_0_7.csv'), column), (percent) => percent * 10);

  referenceTest('fits the two published cohorts', () => {
    const high = fitSbg(retention('high_end_pct'));
    const regular = fitSbg(retention('regular_pct'));
    expectAllClose([high.model.alpha, high.model.beta], [0.668088, 3.806096], 1e-5);
    expectAllClose([regular.model.alpha, regular.model.beta], [0.704077, 1.182043], 1e-5);
    expectAllClose([high.logLikelihood, regular.logLikelihood], [-1611.158147, -1680.265188], 1e-5);
  });

  test('survival is the product of the retentions, which rise', () => {
    const model = { alpha: 0.7, beta: 1.2 };
    let product = 1;
    let before = 0;
    for (let t = 1; t < 20; t++) {
      const retained = sbgRetention(model, t);
      expect(retained).toBeGreaterThan(before);
      before = retained;
      product *= retained;
      expect(sbgSurvival(model, t)).toBeCloseTo(product, 12);
    }
  });

  test('takes a cohort of which nobody is left', () => {
    expect(() => fitSbg([100, 40, 0])).not.toThrow();
    expect(() => fitSbg([100, 40, -1])).toThrow('Period 2 has -1');
  });

  test('refuses a cohort that grows, one that loses nobody and one seen too briefly', () => {
    expect(() => fitSbg([100, 90, 95])).toThrow('Period 2 has 95');
    expect(() => fitSbg([100, 100, 100])).toThrow('Nobody left');
    expect(() => fitSbg([100, 90])).toThrow('two periods or more');
  });
});
