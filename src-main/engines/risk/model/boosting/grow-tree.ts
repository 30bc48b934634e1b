import { bestSplit, type Split, type SplitLimits } from './best-split';
import type { BinnedTable } from './bins';
import {
  countHistogram,
  type Derivatives,
  type Histogram,
  type HistogramLayout,
  histogramTotals,
  subtractHistogram,
  type Totals,
} from './histogram';
import { LEAF, type Tree } from './tree';

export type GrowthLimits = SplitLimits & {
  readonly depth: number;
  /** The most leaves; the split that gains most is made first. Where it is left out, only the depth ends growth. */
  readonly leaves?: number;
  /** What each leaf's step is multiplied with. */
  readonly learningRate: number;
};

/** A node that can be split: the stretch of `rows` that reached it, their histogram and the split. */
type OpenNode = {
  readonly node: number;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly totals: Totals;
  readonly histogram: Histogram;
  readonly split: Split;
};

/**
 * Grows one regression tree to the given rows, which it reorders in place, by histograms of bins: of two siblings only the
 * smaller is counted, the other is the difference (Ke et al., LightGBM, 2017).
 */
export function growTree(
  table: BinnedTable,
  layout: HistogramLayout,
  rows: Int32Array,
  derivatives: Derivatives,
  limits: GrowthLimits,
): Tree {
  const tree = emptyTree();
  const count = (start: number, end: number) => countHistogram(table, layout, rows, start, end, derivatives);
  const histogram = count(0, rows.length);
  const totals = histogramTotals(histogram, layout);
  const open: OpenNode[] = [];
  const offer = (node: Omit<OpenNode, 'split'>) => {
    const split = bestSplit(node.histogram, layout, node.totals, limits);
    if (split !== undefined) open.push({ ...node, split });
  };
  const most = limits.leaves ?? Number.POSITIVE_INFINITY;
  offer({ node: addLeaf(tree, totals, limits), start: 0, end: rows.length, depth: 0, totals, histogram });

  for (let leaves = 1; leaves < most; leaves++) {
    const parent = limits.leaves === undefined ? open.pop() : takeBest(open);
    if (parent === undefined) break;
    const { start, end, split } = parent;
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
    const larger = subtractHistogram(parent.histogram, smaller);
    offer({ ...right, node: rightNode, histogram: leftIsSmaller ? larger : smaller });
    offer({ ...left, node: leftNode, histogram: leftIsSmaller ? smaller : larger });
  }
  return tree;
}

/** Takes out the node whose split gains most. */
function takeBest(open: OpenNode[]): OpenNode | undefined {
  let best = open.length - 1;
  for (let i = 0; i < open.length; i++) {
    if ((open[i] as OpenNode).split.gain > (open[best] as OpenNode).split.gain) best = i;
  }
  return open.splice(best, 1)[0];
}

type GrowingTree = { -readonly [Part in keyof Tree]: Tree[Part][number][] };

function emptyTree(): GrowingTree {
  return { feature: [], firstLeftBin: [], lastLeftBin: [], left: [], value: [], cover: [] };
}

/** A new leaf with the Newton step that lowers the loss of its rows. */
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
