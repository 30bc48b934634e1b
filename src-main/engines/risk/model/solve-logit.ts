import {
  type CholeskyFactor,
  choleskySolve,
  inverseDiagonal,
  type SymmetricMatrix,
} from '../../../lib/statistics/cholesky';
import { type CurvedPoint, maximizeByNewton } from '../../../lib/statistics/newton';
import {
  maximizeWithinSigns,
  type SignedMaximum,
  type Signs,
} from '../../../lib/statistics/newton-within-signs';
import { dot } from '../../../lib/statistics/vectors';
import type { DesignColumn } from './design';
import { assertSettled, type LikelihoodPoint } from './settled';

export type LogitOptions = {
  readonly ridge?: number;
  /** Where to begin: a fit of the same columns that is likely to be near. Only together with a ridge. */
  readonly start?: LogitCoefficients;
};

/** An intercept and one coefficient for each column of a design. */
export type LogitCoefficients = Pick<LogitFit, 'intercept' | 'coefficients'>;

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
  likelihood: (coefficients: Float64Array) => LikelihoodPoint,
  { ridge = 0, start }: LogitOptions,
): LogitFit {
  const ridges = ridgesOf(columns, ridge);
  const from = start ? startAt(start) : new Float64Array(ridges.length);
  const maximum = maximizeByNewton((x) => penalised(likelihood(x), ridges, x), from);
  const factor = maximum.factor();
  const variances = inverseDiagonal(factor);
  const end = ridge === 0 ? () => likelihood(maximum.x) : undefined;
  assertSettled(columns, maximum.x.subarray(1), variances.subarray(1), maximum, end);
  const [intercept = 0, ...coefficients] = maximum.x;
  const errors = Array.from(variances, (variance) => (variance === 0 ? Number.NaN : Math.sqrt(variance)));
  const [interceptStandardError = Number.NaN, ...standardErrors] = errors;
  return {
    intercept,
    interceptStandardError,
    coefficients,
    standardErrors,
    dependent: factor.dependent.map((position) => position - 1),
    logLikelihood: maximum.value + penalty(ridges, maximum.x),
    ridge,
    iterations: maximum.iterations,
    factor,
  };
}

/** Standard error of a sum of the intercept and the coefficients, each times its entry of `weights` (intercept first). */
export function standardErrorOf({ factor }: LogitFit, weights: Float64Array): number {
  return Math.sqrt(dot(weights, choleskySolve(factor, weights)));
}

/**
 * The maxima for several ridges above 0, one after the other. What curvature the likelihood had near the end of a search is
 * what it has at the start of the next.
 */
export function solveRidgePath(
  columns: readonly DesignColumn[],
  likelihood: (coefficients: Float64Array) => CurvedPoint,
  path: readonly number[],
  start: LogitCoefficients,
  signs?: Signs,
): LogitCoefficients[] {
  let x = startAt(start);
  let curvature: SymmetricMatrix | undefined;
  const observed = (at: Float64Array): CurvedPoint => {
    const point = likelihood(at);
    const information = () => {
      curvature = point.information();
      return curvature;
    };
    return { ...point, information };
  };
  return path.map((ridge) => {
    const ridges = ridgesOf(columns, ridge);
    const near = curvature && withRidges(curvature, ridges);
    const target = (at: Float64Array) => penalised(observed(at), ridges, at);
    const maximum = signs ? maximizeWithinSigns(target, signs, x, near) : maximizeByNewton(target, x, near);
    assertSettled(columns, maximum.x.subarray(1), [], { gain: 0, ...maximum }, undefined);
    x = maximum.x;
    return { intercept: x[0] as number, coefficients: Array.from(x.subarray(1)) };
  });
}

/**
 * The same under a ridge above 0, with a sign for the intercept and each coefficient, from no coefficients at all. Throws
 * FitError where a column holds what is no number.
 */
export function solveSigned(
  columns: readonly DesignColumn[],
  likelihood: (coefficients: Float64Array) => CurvedPoint,
  ridge: number,
  start: LogitCoefficients,
  signs: Signs,
): SignedMaximum {
  const ridges = ridgesOf(columns, ridge);
  const maximum = maximizeWithinSigns((x) => penalised(likelihood(x), ridges, x), signs, startAt(start));
  assertSettled(columns, maximum.x.subarray(1), [], { gain: 0, ...maximum }, undefined);
  return maximum;
}

function startAt({ intercept, coefficients }: LogitCoefficients): Float64Array {
  return Float64Array.of(intercept, ...coefficients);
}

function ridgesOf(columns: readonly DesignColumn[], ridge: number): Float64Array {
  return Float64Array.of(0, ...columns.map((column) => (column.free ? 0 : ridge)));
}

function penalised(
  { value, gradient, information }: CurvedPoint,
  ridges: Float64Array,
  x: Float64Array,
): CurvedPoint {
  return {
    value: value - penalty(ridges, x),
    gradient: gradient.map((slope, j) => slope - (ridges[j] as number) * (x[j] as number)),
    information: () => withRidges(information(), ridges),
  };
}

function withRidges(information: SymmetricMatrix, ridges: Float64Array): SymmetricMatrix {
  const penalised = information.slice();
  ridges.forEach((ridge, j) => {
    const diagonal = j * (ridges.length + 1);
    penalised[diagonal] = (penalised[diagonal] as number) + ridge;
  });
  return penalised;
}

function penalty(ridges: Float64Array, coefficients: Float64Array): number {
  let sum = 0;
  coefficients.forEach((coefficient, j) => {
    sum += ((ridges[j] as number) / 2) * coefficient ** 2;
  });
  return sum;
}
