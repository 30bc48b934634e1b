import { gather, mean, scatter } from '../../../../lib/statistics/vectors';
import { type Folds, splitRows } from '../folds';
import { lossOfRow, meanLoss } from '../probability-scores';
import { type Table, takeRows } from '../table';
import { type BoostedTrees, type BoostingSettings, boostedMargins, fitBoosting } from './boost';

export type ChosenTrees = {
  readonly settings: BoostingSettings;
  /** Every row's log-odds with those settings, by trees grown without the row's fold. */
  readonly margins: Float64Array;
  readonly loss: number;
};

type Growth = Pick<BoostingSettings, 'depth' | 'leaves' | 'leafWeight' | 'rowShare' | 'columnShare'>;

/**
 * Trees of two and of four questions, for main effects with pairs and for deeper interactions; and trees that ask on where
 * it gains most, for outcomes that follow rules. Of three columns that matter together, a tree that may ask half of all
 * seldom has each, so those trees may ask all.
 */
const growths: readonly Growth[] = [
  { depth: 2, leafWeight: 5, rowShare: 0.5, columnShare: 0.5 },
  { depth: 4, leafWeight: 5, rowShare: 0.5, columnShare: 0.5 },
  { depth: 10, leaves: 31, leafWeight: 1, rowShare: 0.7, columnShare: 1 },
];

const mostRounds = 600;
const patience = 30;
/** With many rows a longer step costs no accuracy, and half as many rounds do. */
const manyRows = 10_000;

/**
 * Growth and number of rounds with the lowest held-out loss. Every fold stops by itself when more rounds bring nothing;
 * the number taken is the median of where they stopped. A growth that is clearly beaten in the first fold is not tried in
 * the others (racing: Maron & Moore, 1994). Throws FitError where the rows outside a fold can't be fitted.
 */
export function chooseTrees(table: Table, outcome: Float64Array, folds: Folds, seed: number): ChosenTrees {
  const course = { table, outcome, folds };
  const begun = growths.map((growth) => {
    const learningRate = table.rows < manyRows ? 0.05 : 0.1;
    const settings: BoostingSettings = { ...growth, rounds: mostRounds, learningRate, shrinkage: 1, seed };
    return { settings, part: growInFold(course, 0, settings) };
  });
  return unbeaten(begun, outcome)
    .map(({ settings, part }) => allFolds(course, settings, part))
    .reduce((best, candidate) => (candidate.loss < best.loss ? candidate : best));
}

type Course = { readonly table: Table; readonly outcome: Float64Array; readonly folds: Folds };

/** Trees grown without a fold's rows, which said when to stop. */
type FoldPart = {
  readonly model: BoostedTrees;
  readonly held: Int32Array;
  readonly heldTable: Table;
};

function growInFold({ table, outcome, folds }: Course, fold: number, settings: BoostingSettings): FoldPart {
  const { train, held } = splitRows(folds, fold);
  const heldOut = { table: takeRows(table, held), outcome: gather(outcome, held), patience };
  const model = fitBoosting(takeRows(table, train), gather(outcome, train), settings, heldOut);
  return { model, held, heldTable: heldOut.table };
}

type Begun = { readonly settings: BoostingSettings; readonly part: FoldPart };

/** All whose loss is within twice the standard error of its difference from the lowest. */
function unbeaten(begun: readonly Begun[], outcome: Float64Array): readonly Begun[] {
  const runners = begun.map((runner) => {
    const margins = boostedMargins(runner.part.model, runner.part.heldTable);
    const seen = gather(outcome, runner.part.held);
    return { runner, losses: margins.map((margin, row) => lossOfRow(margin, seen[row] as number)) };
  });
  const best = runners.reduce((lowest, one) => (mean(one.losses) < mean(lowest.losses) ? one : lowest));
  return runners.filter(({ losses }) => !isClearlyHigher(losses, best.losses)).map(({ runner }) => runner);
}

function isClearlyHigher(losses: Float64Array, lowest: Float64Array): boolean {
  const more = losses.map((loss, row) => loss - (lowest[row] as number));
  const average = mean(more);
  const variance = mean(more.map((value) => (value - average) ** 2));
  return average > 2 * Math.sqrt(variance / more.length);
}

function allFolds(course: Course, settings: BoostingSettings, first: FoldPart): ChosenTrees {
  const { folds, table, outcome } = course;
  const others = Array.from({ length: folds.count - 1 }, (_, n) => growInFold(course, n + 1, settings));
  const parts = [first, ...others];
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
