import type { BinnedTable } from './bins';
import { childFor, LEAF, type Tree } from './tree';

/**
 * Adds each column's exact Shapley value to `contributions` (one Float64Array of rows a column) and returns the tree's
 * expected value: for every row, expected value + contributions = the tree's value. A column that isn't known is averaged
 * over both sides by the weight of the training rows that went there: path-dependent TreeSHAP (Lundberg, Erion & Lee,
 * 2018, algorithm 2). Rows that answer every question of the tree alike have the same values, worked out once.
 */
export function addTreeShap(tree: Tree, table: BinnedTable, contributions: readonly Float64Array[]): number {
  const branches = tree.feature.flatMap((feature, node) => (feature === LEAF ? [] : [node]));
  const taken = new Int32Array(tree.feature.length);
  const known = new Map<string, readonly Share[]>();
  for (let row = 0; row < table.rows; row++) {
    let answers = '';
    for (const node of branches) {
      const bins = table.columns[tree.feature[node] as number] as Uint8Array;
      const child = childFor(tree, node, bins[row] as number);
      taken[node] = child;
      answers += child === tree.left[node] ? 'l' : 'r';
    }
    let shares = known.get(answers);
    if (shares === undefined) {
      shares = shapleyValues(tree, taken);
      known.set(answers, shares);
    }
    for (const { feature, value } of shares) {
      const column = contributions[feature] as Float64Array;
      column[row] = (column[row] as number) + value;
    }
  }
  return expectedValue(tree, 0);
}

/** What one column adds to the tree's value. */
type Share = { readonly feature: number; readonly value: number };

/** The Shapley values of a row that goes from each branch to `taken` of it. */
function shapleyValues(tree: Tree, taken: Int32Array): Share[] {
  const values = new Map<number, number>();
  descend(tree, taken, values, 0, { feature: LEAF, zero: 1, one: 1, weight: 1 }, []);
  return Array.from(values, ([feature, value]) => ({ feature, value }));
}

/** The mean of a node's leaves by the weight of the training rows that came by. */
function expectedValue(tree: Tree, node: number): number {
  if (tree.feature[node] === LEAF) return tree.value[node] as number;
  const left = tree.left[node] as number;
  const share = shareOf(tree, left, left + 1);
  return share * expectedValue(tree, left) + (1 - share) * expectedValue(tree, left + 1);
}

/** One column asked on the way to a node. */
type Step = {
  readonly feature: number;
  /** Share of the rows that go this way when the column isn't known, and when it is: 0 or 1. */
  readonly zero: number;
  readonly one: number;
  /** Sum over the sets of known columns of this size, weighed as Shapley does. */
  readonly weight: number;
};

function descend(
  tree: Tree,
  taken: Int32Array,
  values: Map<number, number>,
  node: number,
  step: Step,
  before: readonly Step[],
): void {
  const path = extend(before, step);
  const feature = tree.feature[node] as number;
  if (feature === LEAF) {
    addLeaf(path, tree.value[node] as number, values);
    return;
  }
  const left = tree.left[node] as number;
  const way = taken[node] as number;
  const other = way === left ? left + 1 : left;
  // A column asked again: its two questions become one.
  const asked = path.findIndex((earlier, i) => i > 0 && earlier.feature === feature);
  const earlier = asked < 0 ? { zero: 1, one: 1 } : (path[asked] as Step);
  const rest = asked < 0 ? path : unwind(path, asked);
  const share = shareOf(tree, way, other);
  const wayStep = { feature, zero: share * earlier.zero, one: earlier.one, weight: 0 };
  const otherStep = { feature, zero: (1 - share) * earlier.zero, one: 0, weight: 0 };
  descend(tree, taken, values, way, wayStep, rest);
  descend(tree, taken, values, other, otherStep, rest);
}

function shareOf(tree: Tree, child: number, sibling: number): number {
  const weight = tree.cover[child] as number;
  return weight / (weight + (tree.cover[sibling] as number));
}

function addLeaf(path: readonly Step[], leafValue: number, values: Map<number, number>): void {
  for (let i = 1; i < path.length; i++) {
    const { feature, zero, one } = path[i] as Step;
    const total = unwind(path, i).reduce((sum, step) => sum + step.weight, 0);
    values.set(feature, (values.get(feature) ?? 0) + total * (one - zero) * leafValue);
  }
}

/** The path with one more column, its weights for sets of 0..length columns. */
function extend(path: readonly Step[], step: Step): Step[] {
  const depth = path.length;
  const longer: Step[] = [...path, { ...step, weight: depth === 0 ? 1 : 0 }];
  for (let i = depth - 1; i >= 0; i--) {
    const { weight } = longer[i] as Step;
    const next = longer[i + 1] as Step;
    longer[i + 1] = { ...next, weight: next.weight + (step.one * weight * (i + 1)) / (depth + 1) };
    longer[i] = { ...(longer[i] as Step), weight: (step.zero * weight * (depth - i)) / (depth + 1) };
  }
  return longer;
}

/** The path as it would be without its step at `index`: undoes extend. */
function unwind(path: readonly Step[], index: number): Step[] {
  const depth = path.length - 1;
  const { zero, one } = path[index] as Step;
  const weights = path.map((step) => step.weight);
  let next = weights[depth] as number;
  for (let i = depth - 1; i >= 0; i--) {
    const weight = weights[i] as number;
    if (one !== 0) {
      weights[i] = (next * (depth + 1)) / ((i + 1) * one);
      next = weight - ((weights[i] as number) * zero * (depth - i)) / (depth + 1);
    } else {
      weights[i] = (weight * (depth + 1)) / (zero * (depth - i));
    }
  }
  return path.filter((_, i) => i !== index).map((step, i) => ({ ...step, weight: weights[i] as number }));
}
