import { type CholeskyFactor, choleskySolve, inverseDiagonal } from '../../../lib/statistics/cholesky';
import { type CurvedPoint, maximizeByNewton } from '../../../lib/statistics/newton';
import { dot } from '../../../lib/statistics/vectors';
import type { DesignColumn } from './design';
import { assertSettled } from './settled';

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
 * Maximises a logistic log-likelihood - ridge/2 * sum of squared coefficients, the intercept and the columns called free
 * left alone: Newton-Raphson, which is iteratively reweighted least squares (McCullagh & Nelder, Generalized Linear Models,
 * 1989, 2.5; le Cessie & van Houwelingen, 1992). `likelihood` takes the intercept and then the coefficients of `columns`.
 * Throws FitError where there is no maximum, as on separation where ridge is 0.
 */
export function solveLogit(
  columns: readonly DesignColumn[],
  likelihood: (coefficients: Float64Array) => CurvedPoint,
  { ridge = 0, start }: LogitOptions,
): LogitFit {
  const ridges = Float64Array.from([0, ...columns.map((column) => (column.free ? 0 : ridge))]);
  const from = start
    ? Float64Array.of(start.intercept, ...start.coefficients)
    : new Float64Array(ridges.length);
  const maximum = maximizeByNewton((x) => penalised(likelihood(x), ridges, x), from);
  const variances = inverseDiagonal(maximum.factor);
  assertSettled(columns, maximum.x.subarray(1), variances.subarray(1), maximum, ridge);
  const [intercept = 0, ...coefficients] = maximum.x;
  const errors = Array.from(variances, (variance) => (variance === 0 ? Number.NaN : Math.sqrt(variance)));
  const [interceptStandardError = Number.NaN, ...standardErrors] = errors;
  return {
    intercept,
    interceptStandardError,
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

function penalised(
  { value, gradient, information }: CurvedPoint,
  ridges: Float64Array,
  x: Float64Array,
): CurvedPoint {
  const size = x.length;
  return {
    value: value - penalty(ridges, x),
    gradient: gradient.map((slope, j) => slope - (ridges[j] as number) * (x[j] as number)),
    information: information.map((curvature, cell) =>
      cell % (size + 1) === 0 ? curvature + (ridges[cell / (size + 1)] as number) : curvature,
    ),
  };
}

function penalty(ridges: Float64Array, coefficients: Float64Array): number {
  let sum = 0;
  coefficients.forEach((coefficient, j) => {
    sum += ((ridges[j] as number) / 2) * coefficient ** 2;
  });
  return sum;
}
