import { sigmoid } from '../../../lib/statistics/logistic';
import type { Design, DesignColumn } from '../model/design';
import { assertBothOutcomes } from '../model/outcomes';
import { type LogitFit, solveLogit } from '../model/solve-logit';
import { hazardLikelihood } from './hazard-likelihood';
import type { Intervals } from './lifetimes';
import { expandPersonPeriods, type PersonPeriods } from './person-period';

/** Chance of the event in each period, given that it hasn't come before: a logit in the columns, the period and its square. */
export type DiscreteHazard = {
  readonly intercept: number;
  /** One for each column of the design. */
  readonly coefficients: readonly number[];
  readonly periodCoefficient: number;
  readonly periodSquaredCoefficient: number;
  /** The longest life seen. Later periods count as this one: a parabola says nothing beyond its data. */
  readonly lastPeriod: number;
};

export type DiscreteHazardFit = {
  readonly hazard: DiscreteHazard;
  /** The fit to the person-periods: the design's columns, then those of `periodTerms`. */
  readonly logit: LogitFit;
  readonly personPeriods: PersonPeriods;
};

export const periodTerms = ['period', 'period squared'] as const;

/**
 * Discrete-time hazard by logistic regression on person-periods (Cox, 1972; Allison, 1982), with one design row a
 * subject. The ridge leaves the two terms of time free. O(periods + subjects * columns^2) per iteration.
 * Throws FitError as fitLogit does.
 */
export function fitDiscreteHazard(
  design: Design,
  lifetimes: Intervals,
  { ridge = 0 }: { readonly ridge?: number } = {},
): DiscreteHazardFit {
  const personPeriods = expandPersonPeriods(lifetimes);
  assertBothOutcomes(personPeriods.outcome);
  const lastPeriod = personPeriods.period.reduce((longest, period) => Math.max(longest, period), 0);
  const [linear, squared] = periodTerms;
  const columns: DesignColumn[] = [
    ...design.columns,
    { name: linear, values: Float64Array.of(1, lastPeriod), free: true },
    { name: squared, values: Float64Array.of(1, lastPeriod ** 2), free: true },
  ];
  const logit = solveLogit(columns, hazardLikelihood(design, personPeriods), { ridge });
  const own = design.columns.length;
  return {
    hazard: {
      intercept: logit.intercept,
      coefficients: logit.coefficients.slice(0, own),
      periodCoefficient: logit.coefficients[own] as number,
      periodSquaredCoefficient: logit.coefficients[own + 1] as number,
      lastPeriod,
    },
    logit,
    personPeriods,
  };
}

/**
 * The log-odds of the event in a period for a subject whose intercept + columns * coefficients is `predictor`.
 */
export function periodLogOdds(hazard: DiscreteHazard, predictor: number, period: number): number {
  const t = Math.min(period, hazard.lastPeriod);
  return predictor + hazard.periodCoefficient * t + hazard.periodSquaredCoefficient * t * t;
}

/** P(no event through each of the next `periods` periods) of a subject that has already come through `past` periods. */
export function discreteSurvival(
  hazard: DiscreteHazard,
  predictor: number,
  past: number,
  periods: number,
): Float64Array {
  const survival = new Float64Array(periods);
  let share = 1;
  for (let ahead = 0; ahead < periods; ahead++) {
    share *= 1 - sigmoid(periodLogOdds(hazard, predictor, past + ahead + 1));
    survival[ahead] = share;
  }
  return survival;
}
