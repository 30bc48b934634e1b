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

type Split = { feature: number; lastLeftBin: number; missingGoesLeft: boolean; gain: number };
type Histogram = Float64Array;
type Totals = { gradient: number; hessian: number };

/** A node still to be grown: the stretch of `rows` that reached it. */
type Open = { node: number; start: number; end: number; depth: number; histogram: Histogram };

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
  const tree = emptyTree();
  const root = addLeaf(tree);
  const histogram = countHistogram(table, features, offsets, rows, 0, rows.length, derivatives);
  const open: Open[] = [{ node: root, start: 0, end: rows.length, depth: 0, histogram }];

  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    const { node, start, end, depth } = current;
    const totals = totalsOf(current.histogram, features, offsets, binCounts);
    tree.cover[node] = totals.hessian;
    tree.value[node] = (-limits.learningRate * totals.gradient) / (totals.hessian + limits.shrinkage);
    const split =
      depth < limits.depth
        ? bestSplit(current.histogram, features, offsets, binCounts, totals, limits)
        : undefined;
    if (split === undefined) continue;

    const middle = partition(rows, start, end, table.columns[split.feature] as Uint8Array, split);
    const left = addLeaf(tree);
    const right = addLeaf(tree);
    tree.feature[node] = split.feature;
    tree.lastLeftBin[node] = split.lastLeftBin;
    tree.missingGoesLeft[node] = split.missingGoesLeft;
    tree.left[node] = left;
    tree.right[node] = right;

    const leftIsSmaller = middle - start <= end - middle;
    const [from, to] = leftIsSmaller ? [start, middle] : [middle, end];
    const smaller = countHistogram(table, features, offsets, rows, from, to, derivatives);
    const larger = subtract(current.histogram, smaller);
    open.push({
      node: right,
      start: middle,
      end,
      depth: depth + 1,
      histogram: leftIsSmaller ? larger : smaller,
    });
    open.push({
      node: left,
      start,
      end: middle,
      depth: depth + 1,
      histogram: leftIsSmaller ? smaller : larger,
    });
  }
  return tree;
}

type GrowingTree = { -readonly [Part in keyof Tree]: Tree[Part][number][] };

function emptyTree(): GrowingTree {
  return { feature: [], lastLeftBin: [], missingGoesLeft: [], left: [], right: [], value: [], cover: [] };
}

function addLeaf(tree: GrowingTree): number {
  tree.feature.push(LEAF);
  tree.lastLeftBin.push(0);
  tree.missingGoesLeft.push(false);
  tree.left.push(LEAF);
  tree.right.push(LEAF);
  tree.value.push(0);
  tree.cover.push(0);
  return tree.feature.length - 1;
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
    // With nothing missing both sides come to the same; what later rows lack then follows the heavier side.
    const sides = missing.hessian > 0 ? [true, false] : [undefined];
    for (const side of sides) {
      let gradient = side === true ? missing.gradient : 0;
      let hessian = side === true ? missing.hessian : 0;
      for (let bin = 1; bin < (binCounts[feature] as number) - 1; bin++) {
        gradient += histogram[offset + 2 * bin] as number;
        hessian += histogram[offset + 2 * bin + 1] as number;
        if (hessian < limits.leafWeight || totals.hessian - hessian < limits.leafWeight) continue;
        const gain = gainOf(gradient, hessian, totals, limits.shrinkage);
        if (gain > (best?.gain ?? LEAST_GAIN)) {
          const missingGoesLeft = side ?? hessian >= totals.hessian / 2;
          best = { feature, lastLeftBin: bin, missingGoesLeft, gain };
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
    const left = bin === MISSING_BIN ? split.missingGoesLeft : bin <= split.lastLeftBin;
    if (!left) continue;
    rows[i] = rows[middle] as number;
    rows[middle] = row;
    middle++;
  }
  return middle;
}
