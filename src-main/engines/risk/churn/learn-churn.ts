import type { ChurnModel } from './churn-model';
import type { ChurnRows } from './churn-rows';
import { churnModel, fitChurn, stepsOfFit } from './fit-churn';
import { provesItself } from './judgement';
import { type CardFigures, type CardSubject, cardFigures } from './model-card';
import { isNoWorse, type Predecessor } from './succession';
import { bestMethod, stepsOfWalk, walkForward } from './walk-forward';
import { learnStretches, rawChancesOf } from './walked-horizons';

/** All that a churn model is learned from. */
export interface Lesson extends Pick<CardSubject, 'seed' | 'through' | 'featureNames' | 'accounts'> {
  readonly rows: ChurnRows;
  /** Features watched one by one. */
  readonly featureIds: readonly number[];
  readonly old: Predecessor | null;
}

export interface Learned {
  readonly model: ChurnModel;
  readonly card: CardFigures;
  /** Whether it ranked and foretold months it had not seen better than chance: else nothing of it is shown. */
  readonly proves: boolean;
  /** False where the old model foretold the last quarter better. */
  readonly serves: boolean;
}

/** Stretches of work that `learnChurn` takes, one yield each. */
export function stepsOfLearning({ rows }: Pick<Lesson, 'rows'>): number {
  return stepsOfWalk(rows) + stepsOfFit + 1;
}

/**
 * Learns a model, finds out how good it is on months it had not seen, and whether it may take over. Yields after every
 * stretch of work. The same lesson gives the same model. Throws FitError where the rows can't carry one.
 */
export function* learnChurn(lesson: Lesson): Generator<void, Learned> {
  const { rows, featureIds, seed, through, featureNames, accounts, old } = lesson;
  const walked = yield* walkForward(rows, featureIds, seed);
  const method = walked.months.length === 0 ? 'hazard' : bestMethod(walked);
  const fitted = yield* fitChurn(rows, featureIds, seed);
  const asItComes = churnModel(fitted, method, through);
  const present = rawChancesOf(asItComes, rows, latestOf(rows));
  const stretches = learnStretches(walked.months, walked.rows, rows, method, through, rows.outcome, present);
  const model = { ...asItComes, stretches };
  yield;
  const card = cardFigures({ model, fitted, rows, walked, seed, through, featureNames, accounts });
  const proves = provesItself(card.judgements);
  return { model, card, proves, serves: isNoWorse(model, walked, rows, through, old) };
}

/** Places of the last month known of each account. */
function latestOf({ organizationId }: ChurnRows): Int32Array {
  return Int32Array.from(new Map(Array.from(organizationId, (id, row) => [id, row])).values());
}
