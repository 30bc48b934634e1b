import { logit } from '../../../lib/statistics/logistic';
import type { SignedMaximum, Signs } from '../../../lib/statistics/newton-within-signs';
import { sum } from '../../../lib/statistics/vectors';
import { type LogitData, logitLikelihood } from './logit-likelihood';
import { assertBothOutcomes } from './outcomes';
import {
  type LogitCoefficients,
  type LogitFit,
  type LogitOptions,
  solveLogit,
  solveRidgePath,
  solveSigned,
} from './solve-logit';

/**
 * Logistic regression of a yes/no outcome on the columns of a design, with an optional ridge.
 * O(rows * columns) per iteration, usually 6 to 10 of them, with O(rows * columns^2) for the curvature in two or three.
 * Throws FitError without rows, without events, with nothing but events, and, where ridge is 0, on separation.
 */
export function fitLogit(data: LogitData, { ridge = 0, start }: LogitOptions = {}): LogitFit {
  assertBothOutcomes(data.outcome);
  const from = start ?? startOf(data, ridge);
  return solveLogit(data.design.columns, logitLikelihood(data), { ridge, start: from });
}

/**
 * The fits of one design for several ridges above 0, each beginning where the one before ended: give them from strong to
 * weak. The same coefficients as by `fitLogit`, for a fraction of its work. Throws FitError as fitLogit does.
 * @param signs of the intercept and each column's coefficient
 */
export function fitRidgePath(data: LogitData, ridges: readonly number[], signs?: Signs): LogitCoefficients[] {
  assertBothOutcomes(data.outcome);
  return solveRidgePath(data.design.columns, logitLikelihood(data), ridges, baseRate(data), signs);
}

/** A fit whose coefficients keep to their signs, under a ridge above 0. Throws FitError as fitLogit does. */
export function fitSignedLogit(data: LogitData, ridge: number, signs: Signs): SignedMaximum {
  assertBothOutcomes(data.outcome);
  return solveSigned(data.design.columns, logitLikelihood(data), ridge, baseRate(data), signs);
}

/** From so many rows on, a fit to every tenth row is a start that saves more than it costs. */
const manyRows = 20_000;
const sampleStep = 10;

function startOf(data: LogitData, ridge: number): LogitCoefficients {
  if (ridge === 0 || data.design.rows < manyRows) return baseRate(data);
  const sample = everyTenth(data);
  const events = sum(sample.outcome);
  if (events === 0 || events === sample.outcome.length) return baseRate(data);
  const [start] = fitRidgePath(sample, [ridge / sampleStep]);
  return start ?? baseRate(data);
}

/** The share of events, the same for all. */
function baseRate({ design, outcome, weights }: LogitData): LogitCoefficients {
  let [events, all] = [0, 0];
  for (let row = 0; row < outcome.length; row++) {
    const weight = weights === undefined ? 1 : (weights[row] as number);
    events += weight * (outcome[row] as number);
    all += weight;
  }
  return { intercept: logit(events / all), coefficients: design.columns.map(() => 0) };
}

function everyTenth({ design, outcome, weights }: LogitData): LogitData {
  const rows = Math.ceil(design.rows / sampleStep);
  const tenth = (values: Float64Array) =>
    Float64Array.from({ length: rows }, (_, row) => values[row * sampleStep] as number);
  return {
    design: { rows, columns: design.columns.map((column) => ({ ...column, values: tenth(column.values) })) },
    outcome: tenth(outcome),
    ...(weights === undefined ? {} : { weights: tenth(weights) }),
  };
}
