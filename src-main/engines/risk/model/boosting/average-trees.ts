import type { BoostedTrees } from './boost';
import type { Tree } from './tree';

/**
 * One model whose log-odds are the mean of those of several, which were fitted to the same rows and differ by their seed:
 * what rows and columns chance gave each evens out. Its explanations are as exact as theirs.
 */
export function averageTrees(models: readonly BoostedTrees[]): BoostedTrees {
  const [first] = models;
  if (first === undefined) throw new RangeError('there is no mean of no models');
  if (models.length === 1) return first;
  const share = 1 / models.length;
  return { ...first, trees: models.flatMap(({ trees }) => trees.map((tree) => scaled(tree, share))) };
}

function scaled(tree: Tree, share: number): Tree {
  return { ...tree, value: tree.value.map((value) => value * share) };
}
