import { describe, expect, test } from 'vitest';
import { clusteredError, clusterInfluence } from '../../../src-main/engines/risk/model/cluster-influence';
import type { Design } from '../../../src-main/engines/risk/model/design';
import { fitLogit } from '../../../src-main/engines/risk/model/logit';
import { expandPersonPeriods } from '../../../src-main/engines/risk/survival/person-period';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { gather } from '../../../src-main/lib/statistics/vectors';
import { expectAllClose } from './closeness';
import { readRossi, referenceTest } from './reference-data';
import { twoByTwo } from './two-by-two';

function errorsOf(design: Design, outcome: Float64Array, of: Int32Array, ridge = 0): number[] {
  const count = Math.max(...of) + 1;
  const fit = fitLogit({ design, outcome }, { ridge });
  return clusterInfluence(fit, { design, outcome }, { of, count }).map(clusteredError);
}

/** Accounts of six months each that are all more or all less inclined to leave. */
function accounts(count: number) {
  const random = createRandom(11);
  const rows = Array.from({ length: count }, (_, account) => {
    const liking = random.next() - 0.5;
    const own = 2 * random.next() - 1;
    return Array.from({ length: 6 }, () => ({
      account,
      liking,
      left: random.next() < sigmoid(2 * liking + own) ? 1 : 0,
    }));
  }).flat();
  return {
    design: {
      rows: rows.length,
      columns: [{ name: 'liking', values: Float64Array.from(rows, ({ liking }) => liking) }],
    },
    outcome: Float64Array.from(rows, ({ left }) => left),
    of: Int32Array.from(rows, ({ account }) => account),
  };
}

describe('standard errors clustered by account', () => {
  referenceTest("on Rossi's person-weeks are those of a dense sandwich in NumPy", () => {
    const { design, lifetimes } = readRossi();
    const { rows, subject, period, outcome } = expandPersonPeriods(lifetimes);
    const weeks = Float64Array.from(period);
    const errors = errorsOf(
      {
        rows,
        columns: [
          ...design.columns.map((column) => ({ ...column, values: gather(column.values, subject) })),
          { name: 't', values: weeks },
          { name: 't^2', values: weeks.map((week) => week * week) },
        ],
      },
      outcome,
      subject,
    );
    expectAllClose(
      errors,
      [
        0.1969768798678, 0.02545052942824, 0.2939139905774, 0.2197889938596, 0.381999469063, 0.2011683226002,
        0.02951098720877, 0.02593993894643, 0.0004698671204493,
      ],
      1e-7,
    );
  });

  test('on a two by two table with a row a cluster are the textbook ones, but for the factor for few clusters', () => {
    const [error] = errorsOf(
      { rows: 100, columns: [{ name: 'x', values: Float64Array.from(twoByTwo, ({ x }) => x) }] },
      Float64Array.from(twoByTwo, ({ y }) => y),
      Int32Array.from(twoByTwo.keys()),
    );
    expect(error).toBeCloseTo(Math.sqrt((1 / 30 + 1 / 10 + 1 / 20 + 1 / 40) * (100 / 99)), 9);
  });

  test('do not take a month told twice for two', () => {
    const { design, outcome, of } = accounts(80);
    const twice = Int32Array.from({ length: 2 * of.length }, (_, row) => row % of.length);
    const [once = 0] = errorsOf(design, outcome, of);
    const [double = 0] = errorsOf(
      {
        rows: twice.length,
        columns: design.columns.map((column) => ({ ...column, values: gather(column.values, twice) })),
      },
      gather(outcome, twice),
      Int32Array.from(twice, (row) => of[row] as number),
    );
    expect(double).toBeCloseTo(once, 6);
  });

  test('are wider than those of months that have nothing in common, where an account has', () => {
    const { design, outcome, of } = accounts(200);
    const [clustered = 0] = errorsOf(design, outcome, of);
    const [plain = 0] = fitLogit({ design, outcome }).standardErrors;
    expect(clustered).toBeGreaterThan(1.1 * plain);
  });

  test('add up what each account moves: about what is missing when it is left out', () => {
    const { design, outcome, of } = accounts(150);
    const fit = fitLogit({ design, outcome }, { ridge: 3 });
    const [influence = new Float64Array()] = clusterInfluence(fit, { design, outcome }, { of, count: 150 });
    const strongest = [...influence.keys()].sort(
      (left, right) => Math.abs(influence[right] as number) - Math.abs(influence[left] as number),
    );
    for (const account of strongest.slice(0, 5)) {
      const others = Int32Array.from(of.keys()).filter((row) => of[row] !== account);
      const without = fitLogit(
        {
          design: {
            rows: others.length,
            columns: design.columns.map((column) => ({ ...column, values: gather(column.values, others) })),
          },
          outcome: gather(outcome, others),
        },
        { ridge: 3 },
      );
      const moved = (fit.coefficients[0] as number) - (without.coefficients[0] as number);
      expect((influence[account] as number) / moved).toBeGreaterThan(0.8);
      expect((influence[account] as number) / moved).toBeLessThan(1.2);
    }
  });
});
