import { inverseDiagonal, type SymmetricMatrix } from '../../../lib/statistics/cholesky';
import { maximizeByNewton } from '../../../lib/statistics/newton';
import { addScaled, dot, sum } from '../../../lib/statistics/vectors';
import { weightedGram } from '../../../lib/statistics/weighted-gram';
import type { Design } from '../model/design';
import { FitError } from '../model/fit-error';
import { assertEvents } from '../model/outcomes';
import { assertSettled, type LikelihoodPoint } from '../model/settled';
import type { Lifetimes } from './lifetimes';

/** log T = intercept + x b + W / shape, with W of the smallest-extreme-value distribution. */
export type WeibullFit = {
  readonly intercept: number;
  /** By how much each unit of a column stretches the logarithm of the time. */
  readonly coefficients: readonly number[];
  /** Above 1 the hazard rises with time, below 1 it falls. */
  readonly shape: number;
  readonly logLikelihood: number;
};

/**
 * Weibull accelerated failure time (Kalbfleisch & Prentice, 1980, 3.6) by Newton-Raphson. Written in the shape and in
 * shape * b the log-likelihood is concave (Burridge, 1981), so that one start will do.
 * Throws FitError without events, for times that aren't above 0, and on separation.
 */
export function fitWeibull(design: Design, { time, event }: Lifetimes): WeibullFit {
  assertEvents(event);
  const odd = time.findIndex((value) => !(value > 0 && Number.isFinite(value)));
  if (odd >= 0)
    throw new FitError('bad-input', `Row ${odd + 1} lasts ${time[odd]}; a Weibull time is above 0.`);
  const events = sum(event);

  const logTime = time.map(Math.log);
  const minusOnes = new Float64Array(design.rows).fill(-1);
  const minusColumns = design.columns.map((column) => column.values.map((value) => -value));
  const columns = [logTime, minusOnes, ...minusColumns];
  const start = new Float64Array(columns.length);
  start[0] = 1;
  start[1] = Math.log(sum(time) / events);
  const likelihood = (scaled: Float64Array) => likelihoodPoint(columns, event, events, scaled);
  const maximum = maximizeByNewton(likelihood, start);
  const [shape = 1, scaledIntercept = 0, ...scaled] = maximum.x;
  const variances = inverseDiagonal(maximum.factor()).subarray(2);
  assertSettled(design.columns, scaled, variances, maximum, () => likelihood(maximum.x));
  return {
    intercept: scaledIntercept / shape,
    coefficients: scaled.map((coefficient) => coefficient / shape),
    shape,
    logLikelihood: maximum.value - dot(event, logTime),
  };
}

/** Sum over the rows of event * (z + ln shape) - e^z with z = shape * (log T - intercept - x b): linear in `scaled`. */
function likelihoodPoint(
  columns: readonly Float64Array[],
  event: Float64Array,
  events: number,
  scaled: Float64Array,
): LikelihoodPoint {
  const shape = scaled[0] as number;
  const z = new Float64Array(event.length);
  columns.forEach((column, j) => {
    addScaled(z, column, scaled[j] as number);
  });
  const hazard = z.map(Math.exp);
  let value = shape > 0 ? events * Math.log(shape) : Number.NEGATIVE_INFINITY;
  value += dot(event, z) - sum(hazard);

  const excess = event.map((happened, row) => happened - (hazard[row] as number));
  const gradient = Float64Array.from(columns, (column) => dot(column, excess));
  gradient[0] = (gradient[0] as number) + events / shape;
  return {
    value,
    gradient,
    information: () => informationOf(columns, hazard, events, shape),
    telling: (least) =>
      weightedGram(
        columns,
        hazard.map((chance) => (chance > least ? 1 : 0)),
      ),
  };
}

function informationOf(
  columns: readonly Float64Array[],
  hazard: Float64Array,
  events: number,
  shape: number,
): SymmetricMatrix {
  const information = weightedGram(columns, hazard);
  information[0] = (information[0] as number) + events / shape ** 2;
  return information;
}
