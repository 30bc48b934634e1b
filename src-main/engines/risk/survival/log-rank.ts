import { choleskyFactor, choleskySolve } from '../../../lib/statistics/cholesky';
import { chiSquaredUpperTail } from '../../../lib/statistics/gamma';
import { sortedOrder } from '../../../lib/statistics/order';
import { FitError } from '../model/fit-error';
import type { Lifetimes } from './lifetimes';

export type LogRankTest = {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Chance of a statistic at least this large if the groups didn't differ. */
  readonly pValue: number;
  /** Per group, what happened and what would have, had all groups the same hazard. */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
};

/**
 * Do groups differ in how long they last? The log-rank test (Mantel, 1966; Peto & Peto, 1972) with the hypergeometric
 * variance. `group` holds 0..groups-1 for each subject. Throws FitError with fewer than two groups.
 */
export function logRankTest({ time, event }: Lifetimes, group: Int32Array): LogRankTest {
  const groups = group.reduce((largest, member) => Math.max(largest, member), -1) + 1;
  if (groups < 2) throw new FitError('bad-input', 'A log-rank test compares two groups or more.');
  const order = sortedOrder(time);
  const observed = new Float64Array(groups);
  const expected = new Float64Array(groups);
  const variance = new Float64Array(groups * groups);
  const atRisk = new Float64Array(groups);
  for (const member of group) atRisk[member] = (atRisk[member] as number) + 1;

  for (let start = 0; start < order.length; ) {
    const now = time[order[start] as number] as number;
    const n = order.length - start;
    const left = new Float64Array(groups);
    let d = 0;
    let end = start;
    for (; end < order.length && time[order[end] as number] === now; end++) {
      const subject = order[end] as number;
      const member = group[subject] as number;
      const happened = event[subject] as number;
      d += happened;
      observed[member] = (observed[member] as number) + happened;
      left[member] = (left[member] as number) + 1;
    }
    addExpected(atRisk, n, d, expected, variance);
    for (let member = 0; member < groups; member++) {
      atRisk[member] = (atRisk[member] as number) - (left[member] as number);
    }
    start = end;
  }

  const excess = observed.map((count, member) => count - (expected[member] as number));
  // A group that nobody was ever at risk in, and the last one, follow from the others: their pivots vanish.
  const factor = choleskyFactor(variance, groups);
  const solution = choleskySolve(factor, excess);
  let statistic = 0;
  for (let member = 0; member < groups; member++) {
    statistic += (excess[member] as number) * (solution[member] as number);
  }
  const degreesOfFreedom = groups - factor.dependent.length;
  return {
    statistic,
    degreesOfFreedom,
    pValue: chiSquaredUpperTail(statistic, degreesOfFreedom),
    observed,
    expected,
  };
}

function addExpected(
  atRisk: Float64Array,
  n: number,
  d: number,
  expected: Float64Array,
  variance: Float64Array,
): void {
  if (d === 0) return;
  const groups = atRisk.length;
  const factor = n > 1 ? (d * (n - d)) / (n - 1) : 0;
  for (let row = 0; row < groups; row++) {
    const rowShare = (atRisk[row] as number) / n;
    expected[row] = (expected[row] as number) + d * rowShare;
    for (let column = 0; column <= row; column++) {
      const columnShare = (atRisk[column] as number) / n;
      const cell = row * groups + column;
      variance[cell] =
        (variance[cell] as number) + factor * rowShare * ((row === column ? 1 : 0) - columnShare);
    }
  }
}
