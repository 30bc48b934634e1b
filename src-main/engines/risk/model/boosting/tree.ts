import type { BinnedTable } from './bins';
import { MISSING_BIN } from './bins';

/** A decision tree as columns: node 0 is the root, children come after their parents. Plain data. */
export type Tree = {
  /** Position of the column a node asks; LEAF at a leaf. */
  readonly feature: readonly number[];
  /** Bins up to this one go left. */
  readonly lastLeftBin: readonly number[];
  readonly missingGoesLeft: readonly boolean[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** Log-odds a leaf adds. */
  readonly value: readonly number[];
  /** Weight of the training rows that came by: sum of p(1 - p). */
  readonly cover: readonly number[];
};

export const LEAF = -1;

export function goesLeft(tree: Tree, node: number, bin: number): boolean {
  if (bin === MISSING_BIN) return tree.missingGoesLeft[node] as boolean;
  return bin <= (tree.lastLeftBin[node] as number);
}

/** margins += what the tree says of each row. */
export function addTree(tree: Tree, table: BinnedTable, margins: Float64Array): void {
  for (let row = 0; row < table.rows; row++) {
    let node = 0;
    let feature = tree.feature[0] as number;
    while (feature !== LEAF) {
      const bin = (table.columns[feature] as Uint8Array)[row] as number;
      node = (goesLeft(tree, node, bin) ? tree.left[node] : tree.right[node]) as number;
      feature = tree.feature[node] as number;
    }
    margins[row] = (margins[row] as number) + (tree.value[node] as number);
  }
}
