import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  censoringSteps,
  kaplanMeier,
  survivalAt,
  survivalInterval,
  timeToSurvival,
} from '../../../src-main/engines/risk/survival/kaplan-meier';
import { type Lifetimes, stepAt, stepBefore } from '../../../src-main/engines/risk/survival/lifetimes';
import { logRankTest } from '../../../src-main/engines/risk/survival/log-rank';
import { lifetimesArbitrary } from './arbitraries';
import { expectAllClose } from './closeness';
import { cells, numbers, readColumns, readRossi, readTelco, referenceTest } from './reference-data';

function lifetimes(time: number[], event: number[]): Lifetimes {
  return { time: Float64Array.from(time), event: Float64Array.from(event) };
}

describe('the Kaplan-Meier curve', () => {
  referenceTest("of Rossi is R's", () => {
    const curve = kaplanMeier(readRossi().lifetimes);
    expectAllClose(
      [1, 10, 20, 26, 39, 52].map((week) => survivalAt(curve, week)),
      [0.997685185185, 0.965277777778, 0.907407407407, 0.875, 0.8125, 0.736111111111],
      1e-11,
    );
  });

  referenceTest("of telco is R's", () => {
    const { tenure, outcome } = readTelco();
    const curve = kaplanMeier({ time: tenure, event: outcome });
    expectAllClose(
      [1, 6, 12, 24, 36, 48, 60, 72].map((month) => survivalAt(curve, month)),
      [
        0.945961319681, 0.884826238933, 0.843199553816, 0.788736398371, 0.748545414876, 0.708840184346,
        0.664403914375, 0.592790152052,
      ],
      1e-11,
    );
  });

  test('never rises and stays within 0..1, and so does its interval around it', () => {
    fc.assert(
      fc.property(lifetimesArbitrary, (lives) => {
        const curve = kaplanMeier(lives);
        let before = 1;
        curve.survival.forEach((share, entry) => {
          expect(share).toBeLessThanOrEqual(before);
          const [low, high] = survivalInterval(curve, entry);
          expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
          before = share;
        });
      }),
    );
  });

  test('is the plain share still there when nobody is censored, with the binomial error', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 50 }), (time) => {
        const curve = kaplanMeier(
          lifetimes(
            time,
            time.map(() => 1),
          ),
        );
        curve.time.forEach((t, entry) => {
          const share = time.filter((other) => other > t).length / time.length;
          expect(curve.survival[entry]).toBeCloseTo(share, 12);
          expect(curve.standardError[entry]).toBeCloseTo(Math.sqrt((share * (1 - share)) / time.length), 12);
        });
      }),
    );
  });

  test('gives times to a share that is reached, and none to one that is not', () => {
    const curve = kaplanMeier(lifetimes([1, 2, 3, 4], [1, 1, 0, 0]));
    expect(timeToSurvival(curve, 0.75)).toBe(1);
    expect(timeToSurvival(curve, 0.5)).toBe(2);
    expect(timeToSurvival(curve, 0.25)).toBeUndefined();
  });

  test('of nobody is empty', () => {
    expect(survivalAt(kaplanMeier(lifetimes([], [])), 3)).toBe(1);
  });
});

describe('the survival of being watched', () => {
  test('takes those who had the event before those who left at the same time', () => {
    const steps = censoringSteps(lifetimes([1, 1, 2, 2], [1, 0, 1, 0]));
    expect(stepAt(steps, 1)).toBeCloseTo(2 / 3, 12);
    expect(stepBefore(steps, 2)).toBeCloseTo(2 / 3, 12);
    expect(stepBefore(steps, 1)).toBe(1);
    expect(stepAt(steps, 2)).toBe(0);
  });
});

describe('the log-rank test', () => {
  referenceTest("of financial aid in Rossi is R's", () => {
    const { columns, lifetimes: lives } = readRossi();
    const test = logRankTest(lives, Int32Array.from(numbers(columns, 'fin')));
    expect(test.statistic).toBeCloseTo(3.83756958, 7);
    expect(test.pValue).toBeCloseTo(0.050116, 6);
  });

  referenceTest("of the Waltons' groups is R's", () => {
    const columns = readColumns('waltons/waltons_dataset.csv');
    const group = Int32Array.from(cells(columns, 'group'), (name) => (name === 'control' ? 0 : 1));
    const lives = { time: numbers(columns, 'T'), event: numbers(columns, 'E') };
    expect(logRankTest(lives, group).statistic).toBeCloseTo(122.249126, 5);
  });

  test('finds no difference between a group and its copy, and observed events equal expected ones in total', () => {
    fc.assert(
      fc.property(lifetimesArbitrary, ({ time, event }) => {
        const twice = (values: Float64Array) => Float64Array.from([...values, ...values]);
        const group = Int32Array.from({ length: 2 * time.length }, (_, row) => (row < time.length ? 0 : 1));
        const test = logRankTest({ time: twice(time), event: twice(event) }, group);
        expect(test.statistic).toBeCloseTo(0, 9);
        expect((test.expected[0] ?? 0) + (test.expected[1] ?? 0)).toBeCloseTo(
          2 * event.reduce((a, b) => a + b, 0),
          9,
        );
      }),
    );
  });

  test('of three groups does not depend on which is called last', () => {
    const lives = lifetimes([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 0, 1, 1, 1, 0, 1, 1]);
    const group = [0, 1, 2, 0, 1, 2, 2, 1, 0];
    const turned = group.map((member) => (member + 1) % 3);
    const test = logRankTest(lives, Int32Array.from(group));
    expect(test.degreesOfFreedom).toBe(2);
    expect(logRankTest(lives, Int32Array.from(turned)).statistic).toBeCloseTo(test.statistic, 10);
  });

  test('refuses a single group', () => {
    expect(() => logRankTest(lifetimes([1], [1]), Int32Array.of(0))).toThrow('two groups');
  });
});
