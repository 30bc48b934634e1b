import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Design } from '../../../src-main/engines/risk/model/design';
import { fitLogit } from '../../../src-main/engines/risk/model/logit';
import { fitCox } from '../../../src-main/engines/risk/survival/cox';
import { fitDiscreteHazard } from '../../../src-main/engines/risk/survival/discrete-hazard';
import { fitWeibull } from '../../../src-main/engines/risk/survival/weibull';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';

type Fit = (design: Design, outcome: Float64Array, time: Float64Array) => unknown;

const fits: readonly (readonly [string, Fit])[] = [
  ['logit', (design, outcome) => fitLogit({ design, outcome })],
  ['Cox regression', (design, event, time) => fitCox({ design, lifetimes: { time, event } })],
  ['hazard', (design, event, time) => fitDiscreteHazard(design, { time, event })],
  ['Weibull regression', (design, event, time) => fitWeibull(design, { time, event })],
];

/** Accounts whose outcome leans on minutes; a second column repeats the first but for `noise` of its size. */
function nearlyTwice(seed: number, noise: number, rows = 150) {
  const random = createRandom(seed);
  const minutes = Float64Array.from({ length: rows }, () => 200 * random.next());
  const charge = minutes.map((value) => 0.17 * value + 34 * noise * (random.next() - 0.5));
  const outcome = minutes.map((value) => (random.next() < sigmoid(1.5 - value / 60) ? 1 : 0));
  const time = Float64Array.from({ length: rows }, () => 1 + random.below(12));
  const columns = [
    { name: 'minutes', values: minutes },
    { name: 'charge', values: charge },
  ];
  return { columns, outcome, time, rows, random };
}

describe.each(fits)('a %s', (_name, settle) => {
  test('settles where two columns nearly repeat each other, however nearly', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0.1, 0.01, 1e-3, 1e-4, 3e-5), (seed, noise) => {
        const { columns, outcome, time, rows } = nearlyTwice(seed, noise);
        expect(() => settle({ rows, columns }, outcome, time)).not.toThrow();
      }),
      { numRuns: 40 },
    );
  });

  test('refuses a flag that none who left has, also beside columns that nearly repeat each other', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0.01, 1e-4), fc.boolean(), (seed, noise, isFirst) => {
        const { columns, outcome, time, rows, random } = nearlyTwice(seed, noise);
        const values = outcome.map((left) => (left === 0 && random.next() < 0.3 ? 1 : 0));
        const flag = { name: 'loyal', values };
        const design = { rows, columns: isFirst ? [flag, ...columns] : [...columns, flag] };
        expect(() => settle(design, outcome, time)).toThrow('"loyal"');
      }),
      { numRuns: 40 },
    );
  });
});

describe('a logit', () => {
  const oneColumn = (values: readonly number[]): Design => ({
    rows: values.length,
    columns: [{ name: 'seats', values: Float64Array.from(values) }],
  });

  test.each([1, 0.1, 0.01, 1e-3, 1e-4])(
    'has a steep but finite fit where the outcomes overlap by %d',
    (gap) => {
      const values = [1, 2, 3, 4 + gap, 4, 5, 6, 7];
      const fit = fitLogit({ design: oneColumn(values), outcome: Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1) });
      expect(fit.coefficients[0]).toBeGreaterThan(0);
      expect(fit.standardErrors[0]).toBeLessThan(Number.POSITIVE_INFINITY);
    },
  );

  test('has none where they only touch', () => {
    const values = [1, 2, 3, 4, 4, 5, 6, 7];
    const outcome = Float64Array.of(0, 0, 0, 0, 1, 1, 1, 1);
    expect(() => fitLogit({ design: oneColumn(values), outcome })).toThrow('"seats"');
  });

  test('is parted by a sum of two columns of which neither parts anything', () => {
    const random = createRandom(7);
    const seats = Float64Array.from({ length: 60 }, random.next);
    const logins = Float64Array.from({ length: 60 }, random.next);
    const outcome = seats.map((value, row) => (value + (logins[row] ?? 0) > 1 ? 1 : 0));
    const columns = [
      { name: 'seats', values: seats },
      { name: 'logins', values: logins },
    ];
    expect(() => fitLogit({ design: { rows: 60, columns }, outcome })).toThrow('infinite');
    const exception = outcome.map((value, row) => (row === 3 ? 1 - value : value));
    expect(() => fitLogit({ design: { rows: 60, columns }, outcome: exception })).not.toThrow();
  });
});

describe('a Cox regression', () => {
  const time = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const design = (values: readonly number[]): Design => ({
    rows: 8,
    columns: [{ name: 'seats', values: Float64Array.from(values) }],
  });
  const event = Float64Array.of(1, 1, 1, 0, 1, 0, 0, 0);

  test('has a monotone likelihood where whoever left had the most seats of those at risk', () => {
    expect(() => fitCox({ design: design([9, 8, 7, 1, 6, 2, 3, 2]), lifetimes: { time, event } })).toThrow(
      '"seats"',
    );
  });

  test('has none where one of them had not', () => {
    expect(() =>
      fitCox({ design: design([9, 8, 7, 7.5, 6, 2, 3, 2]), lifetimes: { time, event } }),
    ).not.toThrow();
  });

  test('compares with those only who are watched at the time', () => {
    const late = Float64Array.of(0, 0, 0, 3, 0, 0, 0, 0);
    const lifetimes = { time, event, start: late };
    expect(() => fitCox({ design: design([9, 8, 7, 7.5, 6, 2, 3, 2]), lifetimes })).toThrow('"seats"');
  });

  test('compares within a stratum only', () => {
    const seats = design([9, 8, 7, 6, 6, 5, 4, 3]);
    const all = Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1);
    const lifetimes = { time: Float64Array.of(1, 2, 3, 4, 1, 2, 3, 4), event: all };
    const strata = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1);
    expect(() => fitCox({ design: seats, lifetimes, strata })).toThrow('"seats"');
    expect(() => fitCox({ design: seats, lifetimes })).not.toThrow();
  });
});
