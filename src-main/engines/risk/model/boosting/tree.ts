import type { BinnedTable } from './bins';

/**
 * A decision tree as columns, one entry a node: node 0 is the root, and a node's two children stand side by side after it.
 * Plain data.
 */
export type Tree = {
  /** Position of the column a node asks; LEAF at a leaf. */
  readonly feature: readonly number[];
  /** Bins from the first to the last go left; the first is 0, the bin of the missing, where those go left too, else 1. */
  readonly firstLeftBin: readonly number[];
  readonly lastLeftBin: readonly number[];
  /** The left child; the right one is the next. */
  readonly left: readonly number[];
  /** Log-odds a leaf adds. */
  readonly value: readonly number[];
  /** Weight of the training rows that came by: sum of p(1 - p). */
  readonly cover: readonly number[];
};

export const LEAF = -1;

/** The child that a row with this bin goes to. */
export function childFor(tree: Tree, node: number, bin: number): number {
  const first = tree.firstLeftBin[node] as number;
  const last = tree.lastLeftBin[node] as number;
  // The sign bit of either difference: 1 for the right child. No branch, because this one can't be foretold.
  return (tree.left[node] as number) + (((bin - first) | (last - bin)) >>> 31);
}

/** margins += what the tree says of each row. */
export function addTree(tree: Tree, table: BinnedTable, margins: Float64Array): void {
  for (let row = 0; row < table.rows; row++) {
    let node = 0;
    let feature = tree.feature[0] as number;
    while (feature !== LEAF) {
      node = childFor(tree, node, (table.columns[feature] as Uint8Array)[row] as number);
      feature = tree.feature[node] as number;
    }
    margins[row] = (margins[row] as number) + (tree.value[node] as number);
  }
}
