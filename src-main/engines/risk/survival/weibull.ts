import { inverseDiagonal } from '../../../lib/statistics/cholesky';
import { type CurvedPoint, maximizeByNewton } from '../../../lib/statistics/newton';
import { weightedGram } from '../../../lib/statistics/weighted-gram';
import { addScaled, type Design } from '../model/design';
import { FitError } from '../model/fit-error';
import { assertSettled } from '../model/settled';
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
  const odd = time.findIndex((value) => !(value > 0 && Number.isFinite(value)));
  if (odd >= 0)
    throw new FitError('bad-input', `Row ${odd + 1} lasts ${time[odd]}; a Weibull time is above 0.`);
  const events = event.reduce((sum, happened) => sum + happened, 0);
  if (events === 0) {
    throw new FitError(
      'no-events',
      `None of the ${event.length} rows has the event, so there is nothing to learn.`,
    );
  }

  const logTime = time.map(Math.log);
  const minusOnes = new Float64Array(design.rows).fill(-1);
  const minusColumns = design.columns.map((column) => column.values.map((value) => -value));
  const columns = [logTime, minusOnes, ...minusColumns];
  const start = new Float64Array(columns.length);
  start[0] = 1;
  start[1] = Math.log(time.reduce((sum, value) => sum + value, 0) / events);
  const maximum = maximizeByNewton((scaled) => likelihoodPoint(columns, event, events, scaled), start);
  const [shape = 1, scaledIntercept = 0, ...scaled] = maximum.x;
  assertSettled(design.columns, scaled, inverseDiagonal(maximum.factor).subarray(2), maximum, 0);
  return {
    intercept: scaledIntercept / shape,
    coefficients: scaled.map((coefficient) => coefficient / shape),
    shape,
    logLikelihood:
      maximum.value - event.reduce((sum, happened, row) => sum + happened * (logTime[row] as number), 0),
  };
}

/** Sum over the rows of event * (z + ln shape) - e^z with z = shape * (log T - intercept - x b): linear in `scaled`. */
function likelihoodPoint(
  columns: readonly Float64Array[],
  event: Float64Array,
  events: number,
  scaled: Float64Array,
): CurvedPoint {
  const size = columns.length;
  const shape = scaled[0] as number;
  const z = new Float64Array(event.length);
  columns.forEach((column, j) => {
    addScaled(z, column, scaled[j] as number);
  });
  const hazard = z.map(Math.exp);
  let value = shape > 0 ? events * Math.log(shape) : Number.NEGATIVE_INFINITY;
  event.forEach((happened, row) => {
    value += happened * (z[row] as number) - (hazard[row] as number);
  });

  const information = weightedGram(columns, hazard);
  information[0] = (information[0] as number) + events / shape ** 2;
  const gradient = Float64Array.from({ length: size }, (_, j) => {
    let sum = j === 0 ? events / shape : 0;
    columns[j]?.forEach((entry, row) => {
      sum += entry * ((event[row] as number) - (hazard[row] as number));
    });
    return sum;
  });
  return { value, gradient, information };
}
