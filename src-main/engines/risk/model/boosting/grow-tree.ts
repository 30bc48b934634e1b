import { type BinnedTable, MISSING_BIN } from './bins';
import { LEAF, type Tree } from './tree';

export type GrowthLimits = {
  readonly depth: number;
  /** The least sum of p(1 - p) on either side of a split. */
  readonly leafWeight: number;
  /** Shrinks every leaf towards 0: added to its weight. */
  readonly shrinkage: number;
  /** What each leaf's step is multiplied with. */
  readonly learningRate: number;
};

/** First and second derivatives of the loss by each row's margin. */
export type Derivatives = { readonly gradient: Float64Array; readonly hessian: Float64Array };

type Histogram = Float64Array;
type Totals = { readonly gradient: number; readonly hessian: number };
type Split = {
  readonly feature: number;
  readonly firstLeftBin: number;
  readonly lastLeftBin: number;
  readonly gain: number;
  /** Sums over the rows that go left. */
  readonly left: Totals;
};

/** A node that may still be split: the stretch of `rows` that reached it and their histogram. */
type OpenNode = {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly totals: Totals;
  readonly histogram: Histogram;
};

const LEAST_GAIN = 1e-9;

/**
 * Grows one regression tree to the given rows (reordered in place) by second-order gain over histograms of bins
 * (Chen & Guestrin, XGBoost, 2016, eq. 7). Of two siblings only the smaller is counted; the other is the difference.
 * `binCounts` says how many bins each column has, `features` which columns this tree may ask.
 */
export function growTree(
  table: BinnedTable,
  binCounts: readonly number[],
  features: Int32Array,
  rows: Int32Array,
  derivatives: Derivatives,
  limits: GrowthLimits,
): Tree {
  const offsets = histogramOffsets(binCounts);
  const count = (start: number, end: number) =>
    countHistogram(table, features, offsets, rows, start, end, derivatives);
  const tree = emptyTree();
  const histogram = count(0, rows.length);
  const totals = totalsOf(histogram, features, offsets, binCounts);
  const root = addLeaf(tree, totals, limits);
  const open: OpenNode[] = [{ node: root, start: 0, end: rows.length, depth: 0, totals, histogram }];

  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    const split = bestSplit(parent.histogram, features, offsets, binCounts, parent.totals, limits);
    if (split === undefined) continue;
    const { start, end } = parent;
    const middle = partition(rows, start, end, table.columns[split.feature] as Uint8Array, split);
    const depth = parent.depth + 1;
    const left = { start, end: middle, depth, totals: split.left };
    const right = { start: middle, end, depth, totals: difference(parent.totals, split.left) };
    const leftNode = addLeaf(tree, left.totals, limits);
    const rightNode = addLeaf(tree, right.totals, limits);
    turnIntoBranch(tree, parent.node, split, leftNode);
    if (depth === limits.depth) continue;

    const leftIsSmaller = middle - start <= end - middle;
    const smaller = leftIsSmaller ? count(start, middle) : count(middle, end);
    const larger = subtract(parent.histogram, smaller);
    open.push({ ...right, node: rightNode, histogram: leftIsSmaller ? larger : smaller });
    open.push({ ...left, node: leftNode, histogram: leftIsSmaller ? smaller : larger });
  }
  return tree;
}

type GrowingTree = { -readonly [Part in keyof Tree]: Tree[Part][number][] };

function emptyTree(): GrowingTree {
  return { feature: [], firstLeftBin: [], lastLeftBin: [], left: [], value: [], cover: [] };
}

function addLeaf(tree: GrowingTree, { gradient, hessian }: Totals, limits: GrowthLimits): number {
  tree.feature.push(LEAF);
  tree.firstLeftBin.push(0);
  tree.lastLeftBin.push(0);
  tree.left.push(LEAF);
  tree.value.push((-limits.learningRate * gradient) / (hessian + limits.shrinkage));
  tree.cover.push(hessian);
  return tree.feature.length - 1;
}

function turnIntoBranch(tree: GrowingTree, node: number, split: Split, left: number): void {
  tree.feature[node] = split.feature;
  tree.firstLeftBin[node] = split.firstLeftBin;
  tree.lastLeftBin[node] = split.lastLeftBin;
  tree.left[node] = left;
}

function difference(whole: Totals, part: Totals): Totals {
  return { gradient: whole.gradient - part.gradient, hessian: whole.hessian - part.hessian };
}

/** Where each column's bins start in a histogram: two numbers (gradient, hessian) a bin. The last entry is its length. */
function histogramOffsets(binCounts: readonly number[]): Int32Array {
  const offsets = new Int32Array(binCounts.length + 1);
  binCounts.forEach((count, feature) => {
    offsets[feature + 1] = (offsets[feature] as number) + 2 * count;
  });
  return offsets;
}

function countHistogram(
  table: BinnedTable,
  features: Int32Array,
  offsets: Int32Array,
  rows: Int32Array,
  start: number,
  end: number,
  { gradient, hessian }: Derivatives,
): Histogram {
  const histogram = new Float64Array(offsets[offsets.length - 1] as number);
  const count = end - start;
  // Gathered once for all columns, so that the inner loop reads them in order.
  const gradients = new Float64Array(count);
  const hessians = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const row = rows[start + i] as number;
    gradients[i] = gradient[row] as number;
    hessians[i] = hessian[row] as number;
  }
  for (const feature of features) {
    const bins = table.columns[feature] as Uint8Array;
    const offset = offsets[feature] as number;
    for (let i = 0; i < count; i++) {
      const cell = offset + 2 * (bins[rows[start + i] as number] as number);
      histogram[cell] = (histogram[cell] as number) + (gradients[i] as number);
      histogram[cell + 1] = (histogram[cell + 1] as number) + (hessians[i] as number);
    }
  }
  return histogram;
}

function subtract(whole: Histogram, part: Histogram): Histogram {
  const rest = new Float64Array(whole.length);
  for (let i = 0; i < whole.length; i++) rest[i] = (whole[i] as number) - (part[i] as number);
  return rest;
}

/** Every column holds every row once, so the bins of any one column sum to the node's totals. */
function totalsOf(
  histogram: Histogram,
  features: Int32Array,
  offsets: Int32Array,
  binCounts: readonly number[],
): Totals {
  const feature = features[0] as number;
  const offset = offsets[feature] as number;
  const totals = { gradient: 0, hessian: 0 };
  for (let bin = 0; bin < (binCounts[feature] as number); bin++) {
    totals.gradient += histogram[offset + 2 * bin] as number;
    totals.hessian += histogram[offset + 2 * bin + 1] as number;
  }
  return totals;
}

function bestSplit(
  histogram: Histogram,
  features: Int32Array,
  offsets: Int32Array,
  binCounts: readonly number[],
  totals: Totals,
  limits: GrowthLimits,
): Split | undefined {
  let best: Split | undefined;
  for (const feature of features) {
    const offset = offsets[feature] as number;
    const missing = {
      gradient: histogram[offset + 2 * MISSING_BIN] as number,
      hessian: histogram[offset + 2 * MISSING_BIN + 1] as number,
    };
    // With nothing missing both ways come to the same; what later rows lack then follows the heavier side.
    const ways = missing.hessian > 0 ? [true, false] : [undefined];
    for (const missingGoesLeft of ways) {
      let gradient = missingGoesLeft === true ? missing.gradient : 0;
      let hessian = missingGoesLeft === true ? missing.hessian : 0;
      // All values left and the missing right is a split as well.
      const bins = (binCounts[feature] as number) - (missingGoesLeft === false ? 0 : 1);
      for (let bin = MISSING_BIN + 1; bin < bins; bin++) {
        gradient += histogram[offset + 2 * bin] as number;
        hessian += histogram[offset + 2 * bin + 1] as number;
        if (hessian < limits.leafWeight || totals.hessian - hessian < limits.leafWeight) continue;
        const gain = gainOf(gradient, hessian, totals, limits.shrinkage);
        if (gain > (best?.gain ?? LEAST_GAIN)) {
          const firstLeftBin =
            (missingGoesLeft ?? hessian >= totals.hessian / 2) ? MISSING_BIN : MISSING_BIN + 1;
          best = { feature, firstLeftBin, lastLeftBin: bin, gain, left: { gradient, hessian } };
        }
      }
    }
  }
  return best;
}

function gainOf(gradient: number, hessian: number, totals: Totals, shrinkage: number): number {
  const otherGradient = totals.gradient - gradient;
  const otherHessian = totals.hessian - hessian;
  return (
    gradient ** 2 / (hessian + shrinkage) +
    otherGradient ** 2 / (otherHessian + shrinkage) -
    totals.gradient ** 2 / (totals.hessian + shrinkage)
  );
}

/** Moves the rows that go left before those that go right; returns where the right ones start. */
function partition(rows: Int32Array, start: number, end: number, bins: Uint8Array, split: Split): number {
  let middle = start;
  for (let i = start; i < end; i++) {
    const row = rows[i] as number;
    const bin = bins[row] as number;
    if (bin < split.firstLeftBin || bin > split.lastLeftBin) continue;
    rows[i] = rows[middle] as number;
    rows[middle] = row;
    middle++;
  }
  return middle;
}
