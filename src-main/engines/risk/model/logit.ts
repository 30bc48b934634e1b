import { type CholeskyFactor, choleskySolve, inverseDiagonal } from '../../../lib/statistics/cholesky';
import { sigmoid, softplus } from '../../../lib/statistics/logistic';
import { type CurvedPoint, maximizeByNewton } from '../../../lib/statistics/newton';
import { weightedGram } from '../../../lib/statistics/weighted-gram';
import { addScaled, type Design } from './design';
import { FitError } from './fit-error';
import { assertNotSeparated } from './separation';

export type LogitData = {
  readonly design: Design;
  /** 1 where the event happened, 0 where it didn't; shares between are allowed (targets of a calibration). */
  readonly outcome: Float64Array;
  /** How many observations a row stands for; 1 each when absent. */
  readonly weights?: Float64Array;
};

export type LogitOptions = {
  readonly ridge?: number;
  /** Where to begin: a fit of the same columns that is likely to be near. Only together with a ridge. */
  readonly start?: Pick<LogitFit, 'intercept' | 'coefficients'>;
};

export type LogitFit = {
  readonly intercept: number;
  readonly interceptStandardError: number;
  /** One for each column, per unit of the column; 0 where the column only repeats earlier ones. */
  readonly coefficients: readonly number[];
  /** Square roots of the diagonal of the inverse (penalised) information; NaN where a column only repeats others. */
  readonly standardErrors: readonly number[];
  /** Positions of the columns that only repeat earlier ones. */
  readonly dependent: readonly number[];
  /** Without the penalty. */
  readonly logLikelihood: number;
  readonly ridge: number;
  readonly iterations: number;
  /** Of the (penalised) information, the intercept first. */
  readonly factor: CholeskyFactor;
};

/**
 * Logistic regression by iteratively reweighted least squares (McCullagh & Nelder, Generalized Linear Models, 1989, 2.5)
 * with an optional ridge: maximises the log-likelihood - ridge/2 * sum of squared coefficients, the intercept free
 * (le Cessie & van Houwelingen, 1992). O(rows * columns^2) per iteration, usually 5 to 8 iterations.
 * Throws FitError without rows, without events, with nothing but events, and, where ridge is 0, on separation.
 */
export function fitLogit(
  { design, outcome, weights }: LogitData,
  { ridge = 0, start }: LogitOptions = {},
): LogitFit {
  assertBothOutcomes(outcome, weights);
  const ones = new Float64Array(design.rows).fill(1);
  const columns = [ones, ...design.columns.map((column) => column.values)];
  const ridges = Float64Array.from([0, ...design.columns.map((column) => (column.free ? 0 : ridge))]);
  const from = start
    ? Float64Array.of(start.intercept, ...start.coefficients)
    : new Float64Array(columns.length);
  const maximum = maximizeByNewton(
    (coefficients) => penalisedPoint(columns, outcome, weights, ridges, coefficients),
    from,
  );
  const variances = inverseDiagonal(maximum.factor);
  const errors = variances.map((variance) => (variance === 0 ? Number.NaN : Math.sqrt(variance)));
  if (ridge === 0) {
    assertNotSeparated(design, maximum.x.subarray(1), variances.subarray(1), maximum.converged);
  }
  const [intercept, ...coefficients] = maximum.x;
  const [interceptStandardError, ...standardErrors] = errors;
  return {
    intercept: intercept as number,
    interceptStandardError: interceptStandardError as number,
    coefficients,
    standardErrors,
    dependent: maximum.factor.dependent.map((position) => position - 1),
    logLikelihood: maximum.value + penalty(ridges, maximum.x),
    ridge,
    iterations: maximum.iterations,
    factor: maximum.factor,
  };
}

/** Standard error of a sum of the intercept and the coefficients, each times its entry of `weights` (intercept first). */
export function standardErrorOf({ factor }: LogitFit, weights: Float64Array): number {
  return Math.sqrt(dot(weights, choleskySolve(factor, weights)));
}

function penalisedPoint(
  columns: readonly Float64Array[],
  outcome: Float64Array,
  weights: Float64Array | undefined,
  ridges: Float64Array,
  coefficients: Float64Array,
): CurvedPoint {
  const rows = outcome.length;
  const size = columns.length;
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

  const gradient = new Float64Array(size);
  const information = weightedGram(columns, curvature);
  columns.forEach((column, j) => {
    const shrink = ridges[j] as number;
    gradient[j] = dot(column, residual) - shrink * (coefficients[j] as number);
    information[j * size + j] = (information[j * size + j] as number) + shrink;
  });
  return { value: value - penalty(ridges, coefficients), gradient, information };
}

function penalty(ridges: Float64Array, coefficients: Float64Array): number {
  let sum = 0;
  coefficients.forEach((coefficient, j) => {
    sum += ((ridges[j] as number) / 2) * coefficient ** 2;
  });
  return sum;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < left.length; row++) sum += (left[row] as number) * (right[row] as number);
  return sum;
}

function assertBothOutcomes(outcome: Float64Array, weights: Float64Array | undefined): void {
  let events = 0;
  let total = 0;
  outcome.forEach((observed, row) => {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    events += weight * observed;
    total += weight;
  });
  if (total === 0) throw new FitError('no-rows', 'There are no rows to fit a model to.');
  if (events === 0) {
    throw new FitError(
      'no-events',
      `None of the ${outcome.length} rows has the event, so there is nothing to learn.`,
    );
  }
  if (events === total) {
    throw new FitError(
      'only-events',
      `All ${outcome.length} rows have the event, so there is nothing to compare with.`,
    );
  }
}
