import { sigmoid, softplus } from '../../../lib/statistics/logistic';
import type { CurvedPoint } from '../../../lib/statistics/newton';
import { addScaled, dot } from '../../../lib/statistics/vectors';
import { weightedGram } from '../../../lib/statistics/weighted-gram';
import type { Design } from './design';
import { assertBothOutcomes } from './outcomes';
import { type LogitFit, type LogitOptions, solveLogit } from './solve-logit';

export type LogitData = {
  readonly design: Design;
  /** 1 where the event happened, 0 where it didn't; shares between are allowed (targets of a calibration). */
  readonly outcome: Float64Array;
  /** How many observations a row stands for; 1 each when absent. */
  readonly weights?: Float64Array;
};

/**
 * Logistic regression of a yes/no outcome on the columns of a design, with an optional ridge.
 * O(rows * columns^2) per iteration, usually 5 to 8 iterations.
 * Throws FitError without rows, without events, with nothing but events, and, where ridge is 0, on separation.
 */
export function fitLogit(data: LogitData, options: LogitOptions = {}): LogitFit {
  assertBothOutcomes(data.outcome);
  const ones = new Float64Array(data.design.rows).fill(1);
  const columns = [ones, ...data.design.columns.map((column) => column.values)];
  return solveLogit(data.design.columns, (coefficients) => likelihood(columns, data, coefficients), options);
}

/** Log-likelihood, gradient and information at the coefficients of the columns, the intercept's ones among them. */
function likelihood(
  columns: readonly Float64Array[],
  { outcome, weights }: LogitData,
  coefficients: Float64Array,
): CurvedPoint {
  const rows = outcome.length;
  const logOdds = new Float64Array(rows);
  columns.forEach((column, j) => {
    addScaled(logOdds, column, coefficients[j] as number);
  });
  let value = 0;
  const residual = new Float64Array(rows);
  const curvature = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const eta = logOdds[row] as number;
    const observed = outcome[row] as number;
    const weight = weights === undefined ? 1 : (weights[row] as number);
    const probability = sigmoid(eta);
    value += weight * (observed * eta - softplus(eta));
    residual[row] = weight * (observed - probability);
    curvature[row] = weight * probability * (1 - probability);
  }
  const gradient = Float64Array.from(columns, (column) => dot(column, residual));
  return { value, gradient, information: weightedGram(columns, curvature) };
}
