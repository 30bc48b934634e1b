import { inverseDiagonal } from '../../../lib/statistics/cholesky';
import { maximizeByNewton } from '../../../lib/statistics/newton';
import { FitError } from '../model/fit-error';
import { assertEvents } from '../model/outcomes';
import { assertSettled } from '../model/settled';
import { cumulativeBaseline } from './cox-baseline';
import { partialLikelihood, type Ties } from './cox-likelihood';
import { arrangeRiskSets, type CoxData } from './cox-risk-sets';
import type { Intervals, StepFunction } from './lifetimes';

export type CoxOptions = { readonly ties?: Ties; readonly ridge?: number };

export type CoxFit = {
  /** Log hazard ratio per unit of each column; 0 where the column only repeats earlier ones. */
  readonly coefficients: readonly number[];
  /** NaN where the column only repeats earlier ones. */
  readonly standardErrors: readonly number[];
  readonly dependent: readonly number[];
  /** Log partial likelihood without the penalty, and what it is with all coefficients 0. */
  readonly logLikelihood: number;
  readonly nullLogLikelihood: number;
  readonly ridge: number;
  readonly iterations: number;
  /** Per stratum, the cumulative hazard of a subject whose columns are all 0. */
  readonly baseline: ReadonlyMap<number, StepFunction>;
};

/**
 * Proportional hazards (Cox, 1972) by Newton-Raphson on the partial likelihood, ties after Efron (1977) or Breslow (1974),
 * with an optional ridge (Verweij & van Houwelingen, 1994). A row is at risk after its start and up to its time (Andersen &
 * Gill, 1982), as in R's coxph(Surv(start, stop, event)). O(rows * columns^2) per iteration.
 * Throws FitError without events, for times that aren't numbers, and, where ridge is 0, on a monotone likelihood.
 */
export function fitCox(data: CoxData, { ties = 'efron', ridge = 0 }: CoxOptions = {}): CoxFit {
  assertUsable(data.lifetimes);
  const riskSets = arrangeRiskSets(data);
  const start = new Float64Array(data.design.columns.length);
  const maximum = maximizeByNewton(
    (coefficients) => partialLikelihood(riskSets, coefficients, ties, ridge),
    start,
  );
  const factor = maximum.factor();
  const variances = inverseDiagonal(factor);
  const end = ridge === 0 ? () => partialLikelihood(riskSets, maximum.x, ties, 0) : undefined;
  assertSettled(data.design.columns, maximum.x, variances, maximum, end);
  const squares = maximum.x.reduce((sum, coefficient) => sum + coefficient ** 2, 0);
  return {
    coefficients: Array.from(maximum.x),
    standardErrors: Array.from(variances, (variance) => (variance === 0 ? Number.NaN : Math.sqrt(variance))),
    dependent: factor.dependent,
    logLikelihood: maximum.value + (ridge / 2) * squares,
    nullLogLikelihood: partialLikelihood(riskSets, start, ties, 0).value,
    ridge,
    iterations: maximum.iterations,
    baseline: cumulativeBaseline(riskSets, maximum.x, ties),
  };
}

function assertUsable({ time, event, start }: Intervals): void {
  assertEvents(event);
  const odd = time.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) throw new FitError('bad-input', `Row ${odd + 1} has no duration that is a number.`);
  const empty = start?.findIndex((from, row) => !(from < (time[row] as number))) ?? -1;
  if (empty >= 0) throw new FitError('bad-input', `Row ${empty + 1} does not start before it ends.`);
}
