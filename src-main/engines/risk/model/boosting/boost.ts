import { logit, sigmoid } from '../../../../lib/statistics/logistic';
import { createRandom, type Random } from '../../../../lib/statistics/random';
import { countBelow } from '../../../../lib/statistics/search';
import { mean } from '../../../../lib/statistics/vectors';
import { assertBothOutcomes } from '../outcomes';
import { meanLoss } from '../probability-scores';
import type { Table } from '../table';
import { type BinnedTable, binCount, binTable, type ColumnBins, fitBins } from './bins';
import { type GrowthLimits, growTree } from './grow-tree';
import { type BinSign, layOut } from './histogram';
import { addTree, type Tree } from './tree';

/** Gradient-boosted trees for a yes/no outcome. Plain data: it can be kept as JSON. */
export type BoostedTrees = {
  readonly kind: 'boosted-trees';
  readonly bins: readonly ColumnBins[];
  /** Log-odds before any tree has spoken. */
  readonly base: number;
  readonly trees: readonly Tree[];
};

export type BoostingSettings = GrowthLimits & {
  readonly rounds: number;
  /** Share of the rows, drawn without replacement, that each tree sees. */
  readonly rowShare: number;
  /** Share of the columns each tree may ask. */
  readonly columnShare: number;
  readonly seed: number;
  /** Which way a column of numbers may go; only for trees of one question. */
  readonly signOf?: (column: string) => ColumnSign | undefined;
};

/** More of the column raises or lowers the chance; a gap counts as `unknownAs` or as less. */
export type ColumnSign = { readonly direction: 'raises' | 'lowers'; readonly unknownAs?: number };

/** Rows that no tree is grown to and that say when to stop. */
export type HeldOut = {
  readonly table: Table;
  readonly outcome: Float64Array;
  /** Stop when this many rounds brought nothing. */
  readonly patience: number;
};

/**
 * Stochastic gradient boosting with logistic loss (Friedman, 2001 and 2002), second-order leaves and histogram splits
 * (Chen & Guestrin, 2016). The same data, settings and seed give the same trees. With `heldOut` it keeps the rounds up
 * to the lowest held-out loss. Throws FitError when there is only one outcome.
 */
export function fitBoosting(
  table: Table,
  outcome: Float64Array,
  settings: BoostingSettings,
  heldOut?: HeldOut,
): BoostedTrees {
  assertBothOutcomes(outcome);
  const base = logit(mean(outcome));
  const bins = fitBins(table, outcome);
  if (bins.length === 0) return { kind: 'boosted-trees', bins, base, trees: [] };
  const binned = binTable(bins, table);
  const binCounts = bins.map(binCount);
  const signs = bins.map((column) => binSign(column, settings));
  const random = createRandom(settings.seed);
  const margins = new Float64Array(table.rows).fill(base);
  const derivatives = { gradient: new Float64Array(table.rows), hessian: new Float64Array(table.rows) };
  const watch = heldOut && watchHeldOut(heldOut, binTable(bins, heldOut.table), base);
  const trees: Tree[] = [];

  for (let round = 0; round < settings.rounds; round++) {
    writeDerivatives(margins, outcome, derivatives);
    const rows = drawn(table.rows, settings.rowShare, random);
    const features = drawn(bins.length, settings.columnShare, random);
    const layout = { ...layOut(binCounts, features), signs };
    const tree = growTree(binned, layout, rows, derivatives, settings);
    trees.push(tree);
    addTree(tree, binned, margins);
    if (watch?.isOver(tree)) break;
  }
  return { kind: 'boosted-trees', bins, base, trees: watch ? trees.slice(0, watch.bestRounds()) : trees };
}

function binSign(column: ColumnBins, { signOf, depth }: BoostingSettings): BinSign | undefined {
  const sign = column.kind === 'number' ? signOf?.(column.name) : undefined;
  if (sign === undefined || column.kind !== 'number') return undefined;
  if (depth > 1) throw new RangeError('signs are kept by trees of one question only');
  const { direction, unknownAs } = sign;
  return {
    direction: direction === 'raises' ? 1 : -1,
    gapLike: unknownAs === undefined ? undefined : 1 + countBelow(column.cuts, unknownAs),
  };
}

/** Log-odds of every row. */
export function boostedMargins(model: BoostedTrees, table: Table): Float64Array {
  const binned = binTable(model.bins, table);
  const margins = new Float64Array(table.rows).fill(model.base);
  for (const tree of model.trees) addTree(tree, binned, margins);
  return margins;
}

function writeDerivatives(
  margins: Float64Array,
  outcome: Float64Array,
  { gradient, hessian }: { gradient: Float64Array; hessian: Float64Array },
): void {
  for (let row = 0; row < margins.length; row++) {
    const probability = sigmoid(margins[row] as number);
    gradient[row] = probability - (outcome[row] as number);
    hessian[row] = probability * (1 - probability);
  }
}

/** A random part of 0..size-1, at least one, ascending: selection sampling (Knuth, 1969, algorithm 3.4.2 S). */
function drawn(size: number, share: number, random: Random): Int32Array {
  const count = Math.max(1, Math.round(size * share));
  const chosen = new Int32Array(count);
  let found = 0;
  for (let index = 0; found < count; index++) {
    if ((size - index) * random.next() < count - found) chosen[found++] = index;
  }
  return chosen;
}

function watchHeldOut({ outcome, patience }: HeldOut, table: BinnedTable, base: number) {
  const margins = new Float64Array(table.rows).fill(base);
  let rounds = 0;
  let best = { rounds: 0, loss: meanLoss(margins, outcome) };
  return {
    isOver(tree: Tree): boolean {
      addTree(tree, table, margins);
      rounds++;
      const loss = meanLoss(margins, outcome);
      if (loss < best.loss) best = { rounds, loss };
      return rounds - best.rounds >= patience;
    },
    bestRounds: () => best.rounds,
  };
}
