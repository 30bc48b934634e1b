import { gather, scatter } from '../../../../lib/statistics/vectors';
import { type Folds, splitRows } from '../folds';
import { meanLoss } from '../probability-scores';
import { type Table, takeRows } from '../table';
import { type BoostedTrees, type BoostingSettings, boostedMargins, fitBoosting } from './boost';

export type ChosenTrees = {
  readonly settings: BoostingSettings;
  /** Every row's log-odds with those settings, by trees grown without the row's fold. */
  readonly margins: Float64Array;
  readonly loss: number;
};

const mostRounds = 600;
const patience = 30;

/** Trees of two and of four questions: main effects with pairs, and the deeper interactions. */
const depths = [2, 4] as const;

/**
 * Depth and number of rounds with the lowest held-out loss. Every fold stops by itself when more rounds bring nothing;
 * the number taken is the median of where they stopped. Throws FitError where the rows outside a fold can't be fitted.
 */
export function chooseTrees(table: Table, outcome: Float64Array, folds: Folds, seed: number): ChosenTrees {
  return depths
    .map((depth) => tryDepth(table, outcome, folds, seed, depth))
    .reduce((best, candidate) => (candidate.loss < best.loss ? candidate : best));
}

function tryDepth(
  table: Table,
  outcome: Float64Array,
  folds: Folds,
  seed: number,
  depth: number,
): ChosenTrees {
  const settings: BoostingSettings = {
    depth,
    rounds: mostRounds,
    learningRate: 0.05,
    leafWeight: 5,
    shrinkage: 1,
    rowShare: 0.5,
    columnShare: 0.5,
    seed,
  };
  const parts = Array.from({ length: folds.count }, (_, fold) => {
    const { train, held } = splitRows(folds, fold);
    const heldOut = { table: takeRows(table, held), outcome: gather(outcome, held), patience };
    const model = fitBoosting(takeRows(table, train), gather(outcome, train), settings, heldOut);
    return { model, held, heldTable: heldOut.table };
  });
  const rounds = Math.max(1, median(parts.map(({ model }) => model.trees.length)));

  const margins = new Float64Array(table.rows);
  for (const { model, held, heldTable } of parts) {
    scatter(margins, held, boostedMargins(firstRounds(model, rounds), heldTable));
  }
  return { settings: { ...settings, rounds }, margins, loss: meanLoss(margins, outcome) };
}

function firstRounds(model: BoostedTrees, rounds: number): BoostedTrees {
  return { ...model, trees: model.trees.slice(0, rounds) };
}

function median(counts: readonly number[]): number {
  return counts.toSorted((left, right) => left - right)[counts.length >> 1] ?? 0;
}
