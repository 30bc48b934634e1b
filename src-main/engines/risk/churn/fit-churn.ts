import { addScaled, gather, mean, sum } from '../../../lib/statistics/vectors';
import { addMonths, monthOf } from '../../life/months';
import { lastingColumns, monthColumnNames } from '../features/risk-features';
import type { Folds } from '../model/folds';
import { columnOf, takeRows } from '../model/table';
import { accountFolds } from './account-folds';
import { termAt } from './additive-score';
import { blendParts, type ChurnMethod } from './blend-parts';
import { type ChurnModel, horizons } from './churn-model';
import type { ChurnRows } from './churn-rows';
import { learnDrift } from './drift';
import { learnFading } from './fading';
import { type ChurnPart, fitParts, stepsOfParts } from './fit-parts';
import { heldIn } from './held-columns';
import { unstretched } from './stretch';
import { freeMonths, learnTermGate, type TermGate } from './term-gate';

/** With fewer departures nothing is fitted: what little they have in common would mostly be chance. */
export const fewestChurns = 15;
const foldCount = 5;

/**
 * The departures it takes must have been known when this day began, the first of the calendar month before: a count that
 * has just got there did so in a bad month more often than in a good one, and one whole month shows whether that goes on.
 */
export function churnsKnownBefore(day: number): number {
  return addMonths(monthOf(day), -1);
}

/** Whether a model can be fitted to what was known when a day began. */
export function canBeFitted({ outcome, settled }: ChurnRows, day: number): boolean {
  const known = churnsKnownBefore(day);
  return sum(outcome.filter((_, row) => (settled[row] as number) < known)) >= fewestChurns;
}

/** What can be blended into a model one way or another. */
export interface FittedParts {
  readonly rows: ChurnRows;
  readonly featureIds: readonly number[];
  readonly gate: TermGate;
  /** Places of the months in which accounts were free to leave: the rows of the parts. */
  readonly free: Int32Array;
  readonly folds: Folds;
  readonly parts: readonly ChurnPart[];
}

/** Stretches of work that a fit takes. */
export const stepsOfFit = stepsOfParts(foldCount);

/**
 * Fits all that a model is made of. Yields after every stretch of work. The same rows and seed give the same parts.
 * Throws FitError where the rows can't carry it.
 * @param rows what `canBeFitted`
 */
export function* fitChurn(
  rows: ChurnRows,
  featureIds: readonly number[],
  seed: number,
): Generator<void, FittedParts> {
  const gate = learnTermGate(rows);
  const free = freeMonths(rows, gate);
  const outcome = gather(rows.outcome, free);
  const organizationId = Int32Array.from(free, (row) => rows.organizationId[row] as number);
  const folds = accountFolds(organizationId, outcome, foldCount, seed);
  const parts = yield* fitParts(takeRows(rows.table, free), featureIds, outcome, folds, seed);
  return { rows, featureIds, gate, free, folds, parts };
}

/**
 * A model whose chances are as they come: how they are set right is learned from months it had not seen.
 * @param through the last day of which it is known who left
 */
export function churnModel(fitted: FittedParts, method: ChurnMethod, through: number): ChurnModel {
  const { rows, featureIds, gate, free, parts } = fitted;
  const outcome = gather(rows.outcome, free);
  const blend = blendParts(parts, outcome, method);
  const table = takeRows(rows.table, free);
  const added = blend.score.terms.map((term) =>
    columnOf(table, term.column, 'number').values.map((value) => termAt(term, value)),
  );
  const means = added.map(mean);
  const centre = mean(blend.heldOut);
  const averages = new Float64Array(outcome.length).fill(centre);
  blend.score.terms.forEach(({ column }, i) => {
    if (stays.has(column))
      addScaled(
        averages,
        (added[i] as Float64Array).map((value) => value - (means[i] as number)),
        1,
      );
  });
  const fading = learnFading(
    Int32Array.from(free, (row) => rows.organizationId[row] as number),
    Int32Array.from(free, (row) => rows.month[row] as number),
    blend.heldOut,
    averages,
    outcome,
  );
  const age = Int32Array.from(free, (row) => through - (rows.settled[row] as number));
  const drift = learnDrift(blend.heldOut, outcome, age);
  return {
    kind: 'churn',
    method,
    featureIds,
    score: { ...blend.score, intercept: blend.score.intercept + drift },
    weights: blend.weights,
    drift,
    means,
    lasting: lastingColumns,
    recordsBegan: rows.recordsBegan,
    gate,
    held: heldIn(parts.flatMap((part, i) => (part.kind === 'logit' && blend.weights[i] !== 0 ? [part] : []))),
    ...fading,
    stretches: horizons.map(() => unstretched),
  };
}

/** Columns of age and contract: what they say of an account ahead is known or stays. */
const stays: ReadonlySet<string> = new Set([...monthColumnNames, ...lastingColumns]);

/** 1 where a row's account left within so many days of the day it was read on. */
export function leftWithin({ churnedDay, asOf }: ChurnRows, row: number, days: number): number {
  const churned = churnedDay[row] as number;
  return churned > 0 && churned <= (asOf[row] as number) + days ? 1 : 0;
}
