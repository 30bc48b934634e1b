import { weightedGram } from '../../../lib/statistics/weighted-gram';
import type { Design } from './design';
import type { LikelihoodPoint } from './settled';

export type LogitData = {
  readonly design: Design;
  /** 1 where the event happened, 0 where it didn't; shares between are allowed (targets of a calibration). */
  readonly outcome: Float64Array;
  /** How many observations a row stands for; 1 each when absent. */
  readonly weights?: Float64Array;
};

/** Rows worked on at a time, so that a block of every column stays in the processor's cache for its second reading. */
const block = 512;

/** Columns read side by side, so that what belongs to a row is read and written once for all of them. */
type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/**
 * Log-likelihood, gradient and information of a logistic regression, as a function of the intercept and the coefficients
 * of the design's columns. O(rows * columns), the information O(rows * columns^2).
 */
export function logitLikelihood({
  design,
  outcome,
  weights,
}: LogitData): (x: Float64Array) => LikelihoodPoint {
  const { rows } = design;
  const columns = [new Float64Array(rows).fill(1), ...design.columns.map(({ values }) => values)];
  const fours = inFours(columns);
  const logOdds = new Float64Array(block);
  const residual = new Float64Array(block);
  return (x) => {
    const coefficients = new Float64Array(4 * fours.length);
    coefficients.set(x);
    const gradient = new Float64Array(4 * fours.length);
    const curvature = new Float64Array(rows);
    const unsure = new Float64Array(rows);
    let value = 0;
    for (let start = 0; start < rows; start += block) {
      const count = Math.min(block, rows - start);
      logOdds.fill(0);
      fours.forEach((four, i) => {
        addFour(logOdds, four, coefficients, 4 * i, start, count);
      });
      for (let i = 0; i < count; i++) {
        const row = start + i;
        const eta = logOdds[i] as number;
        const observed = outcome[row] as number;
        const weight = weights === undefined ? 1 : (weights[row] as number);
        // One exponential gives both the chance and ln(1 + e^eta), without overflow at either end.
        const small = Math.exp(-Math.abs(eta));
        const share = 1 / (1 + small);
        const probability = eta >= 0 ? share : small * share;
        value += weight * (observed * eta - Math.max(eta, 0) - Math.log(1 + small));
        curvature[row] = weight * small * share * share;
        residual[i] = weight * (observed - probability);
        unsure[row] = weight * Math.max(observed * (1 - probability), (1 - observed) * probability);
      }
      fours.forEach((four, i) => {
        addDots(gradient, four, residual, 4 * i, start, count);
      });
    }
    return {
      value,
      gradient: gradient.subarray(0, columns.length),
      information: () => weightedGram(columns, curvature),
      telling: (least) =>
        weightedGram(
          columns,
          unsure.map((chance) => (chance > least ? 1 : 0)),
        ),
    };
  };
}

/** The last four are filled up with zeros. */
function inFours(columns: readonly Float64Array[]): Four[] {
  const zeros = new Float64Array(columns[0]?.length ?? 0);
  return Array.from({ length: Math.ceil(columns.length / 4) }, (_, i) => [
    columns[4 * i] ?? zeros,
    columns[4 * i + 1] ?? zeros,
    columns[4 * i + 2] ?? zeros,
    columns[4 * i + 3] ?? zeros,
  ]);
}

/** target[0..] += the sum of four columns from row `start` on, each times its coefficient. */
function addFour(
  target: Float64Array,
  [c0, c1, c2, c3]: Four,
  coefficients: Float64Array,
  first: number,
  start: number,
  count: number,
): void {
  const b0 = coefficients[first] as number;
  const b1 = coefficients[first + 1] as number;
  const b2 = coefficients[first + 2] as number;
  const b3 = coefficients[first + 3] as number;
  for (let i = 0; i < count; i++) {
    const row = start + i;
    target[i] =
      (target[i] as number) +
      b0 * (c0[row] as number) +
      b1 * (c1[row] as number) +
      b2 * (c2[row] as number) +
      b3 * (c3[row] as number);
  }
}

/** sums[first..] += products of four columns from row `start` on with the factors. */
function addDots(
  sums: Float64Array,
  [c0, c1, c2, c3]: Four,
  factors: Float64Array,
  first: number,
  start: number,
  count: number,
): void {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const row = start + i;
    const factor = factors[i] as number;
    s0 += factor * (c0[row] as number);
    s1 += factor * (c1[row] as number);
    s2 += factor * (c2[row] as number);
    s3 += factor * (c3[row] as number);
  }
  sums[first] = (sums[first] as number) + s0;
  sums[first + 1] = (sums[first + 1] as number) + s1;
  sums[first + 2] = (sums[first + 2] as number) + s2;
  sums[first + 3] = (sums[first + 3] as number) + s3;
}
