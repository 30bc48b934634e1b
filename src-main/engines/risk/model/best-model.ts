import { sum } from '../../../lib/statistics/vectors';
import { averageTrees } from './boosting/average-trees';
import { type BoostedTrees, type BoostingSettings, boostedMargins, fitBoosting } from './boosting/boost';
import { chooseTrees } from './boosting/choose-trees';
import { type Calibration, calibrate, chooseCalibration } from './calibration';
import { chooseRidge } from './choose-ridge';
import {
  blendContributions,
  type Contributions,
  logitContributions,
  treeContributions,
} from './contributions';
import { FitError } from './fit-error';
import { stratifiedFolds } from './folds';
import { fitLogitModel, type LogitModel, logitMargins } from './logit-model';
import { meanLoss } from './probability-scores';
import type { Table } from './table';

/**
 * A ridge logit and boosted trees, blended on the scale of log-odds and calibrated. Plain data: it can be kept as JSON.
 */
export type BestModel = {
  readonly kind: 'best';
  readonly logit: LogitModel;
  readonly trees: BoostedTrees;
  /** The logit's share of the log-odds, 0..1; the trees have the rest. */
  readonly logitWeight: number;
  readonly calibration: Calibration;
  /** What was chosen, and the held-out losses that it was chosen by. */
  readonly choice: {
    readonly ridge: number;
    readonly depth: number;
    /** The most leaves of a tree; null where its depth alone bounds it. */
    readonly leaves: number | null;
    readonly rounds: number;
    readonly logitLoss: number;
    readonly treesLoss: number;
    readonly blendLoss: number;
  };
};

const foldCount = 5;
/** With many rows three folds choose as well. */
const manyRows = 10_000;
const fewFolds = 3;
/** Trees of so many seeds are averaged. */
const seeds = 3;
/** Fewer events or non-events than this leave too few in each fold to choose anything by. */
const fewest = 10;
const weightSteps = 20;

/**
 * Fits the model that foretells best without being asked how: the ridge, how the trees grow and their number, the blend (stacking;
 * Wolpert, 1992; Breiman, 1996) and the calibration are all chosen by the loss in random folds of the rows given.
 * Judge it on other rows. The same rows and seed give the same model. Throws FitError with fewer than ten rows of either
 * outcome.
 */
export function fitBest(table: Table, outcome: Float64Array, seed: number): BestModel {
  assertEnough(outcome);
  const folds = stratifiedFolds(outcome, table.rows < manyRows ? foldCount : fewFolds, seed);
  const ridge = chooseRidge(table, outcome, folds);
  const trees = chooseTrees(table, outcome, folds, seed);
  const blend = chooseWeight(ridge.margins, trees.margins, outcome);
  const calibration = chooseCalibration(blend.margins, outcome, folds);
  return {
    kind: 'best',
    logit: fitLogitModel(table, outcome, ridge.ridge).model,
    trees: fitTrees(table, outcome, trees.settings),
    logitWeight: blend.weight,
    calibration,
    choice: {
      ridge: ridge.ridge,
      depth: trees.settings.depth,
      leaves: trees.settings.leaves ?? null,
      rounds: trees.settings.rounds,
      logitLoss: ridge.loss,
      treesLoss: trees.loss,
      blendLoss: blend.loss,
    },
  };
}

/** Log-odds of every row, before calibration: what contributions add up to. */
export function bestMargins(model: BestModel, table: Table): Float64Array {
  return mix(logitMargins(model.logit, table), boostedMargins(model.trees, table), model.logitWeight);
}

/** Calibrated probability of every row. */
export function bestProbabilities(model: BestModel, table: Table): Float64Array {
  return calibrate(model.calibration, bestMargins(model, table));
}

export function bestContributions(model: BestModel, table: Table): Contributions {
  const logit = logitContributions(model.logit, table);
  const trees = treeContributions(model.trees, table);
  return blendContributions(logit, trees, model.logitWeight);
}

function fitTrees(table: Table, outcome: Float64Array, settings: BoostingSettings): BoostedTrees {
  const models = Array.from({ length: seeds }, (_, n) =>
    fitBoosting(table, outcome, { ...settings, seed: settings.seed + n }),
  );
  return averageTrees(models);
}

function chooseWeight(logit: Float64Array, trees: Float64Array, outcome: Float64Array) {
  return Array.from({ length: weightSteps + 1 }, (_, step) => {
    const weight = step / weightSteps;
    const margins = mix(logit, trees, weight);
    return { weight, margins, loss: meanLoss(margins, outcome) };
  }).reduce((best, candidate) => (candidate.loss < best.loss ? candidate : best));
}

function mix(first: Float64Array, second: Float64Array, weight: number): Float64Array {
  return first.map((value, row) => weight * value + (1 - weight) * (second[row] as number));
}

function assertEnough(outcome: Float64Array): void {
  const events = sum(outcome);
  const rarer = Math.min(events, outcome.length - events);
  if (rarer >= fewest) return;
  throw new FitError(
    'too-few-events',
    `${events} of ${outcome.length} rows have the event; choosing a model needs at least ${fewest} rows with it and ` +
      `${fewest} without. Use a plain logit, or more rows.`,
  );
}
