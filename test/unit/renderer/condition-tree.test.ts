import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ConditionGroup,
  conditionsSchema,
  isGroup,
} from '../../../src-preload/contract/rules/condition';
import {
  copied,
  countConditions,
  depthOf,
  grouped,
  moved,
  type Part,
  type Path,
  partAt,
  pathOf,
  ungrouped,
  withIds,
  without,
  withoutIds,
} from '../../../src-renderer/features/rules/conditions/condition-tree';

const { tree: anyTree } = fc.letrec<{ part: Part; tree: ConditionGroup }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({
      field: fc.constantFrom('a', 'b', 'c'),
      operator: fc.constant('below' as const),
      value: fc.nat(9),
    }),
    tie('tree'),
  ),
  tree: fc.record({
    combinator: fc.constantFrom('and' as const, 'or' as const),
    rules: fc.array(tie('part'), { maxLength: 4 }),
  }),
}));
const identified = anyTree.map((tree) => withIds(tree));

/** Each part's id, from above to below. */
function order(tree: ConditionGroup): string[] {
  return tree.rules.flatMap((part) => [part.id ?? '', ...(isGroup(part) ? order(part) : [])]);
}

function leaves(tree: ConditionGroup): string[] {
  return tree.rules.flatMap((part) => (isGroup(part) ? leaves(part) : [part.id ?? '']));
}

function paths(tree: ConditionGroup, above: Path = []): Path[] {
  return tree.rules.flatMap((part, place) => {
    const path = [...above, place];
    return [path, ...(isGroup(part) ? paths(part, path) : [])];
  });
}

const treeAndPath = identified.chain((tree) =>
  fc.record({ tree: fc.constant(tree), path: fc.constantFrom(...paths(tree), null) }),
);

describe('the tree of a condition builder', () => {
  test('knows every part by the path of its id', () => {
    fc.assert(
      fc.property(identified, (tree) => {
        for (const path of paths(tree)) expect(pathOf(tree, partAt(tree, path)?.id ?? '')).toEqual(path);
      }),
    );
  });

  test('is as it was once its ids are left out', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        expect(withoutIds(withIds(tree))).toEqual(tree);
      }),
    );
  });

  test('moves a part a step and loses none', () => {
    fc.assert(
      fc.property(treeAndPath, fc.constantFrom('up' as const, 'down' as const), ({ tree, path }, step) => {
        if (path === null) return;
        const next = moved(tree, path, step);
        if (next === null) return;
        expect(order(next).toSorted()).toEqual(order(tree).toSorted());
        expect(next).not.toEqual(tree);
      }),
    );
  });

  test('takes a part back by the step the other way', () => {
    fc.assert(
      fc.property(treeAndPath, ({ tree, path }) => {
        if (path === null) return;
        const id = partAt(tree, path)?.id ?? '';
        const down = moved(tree, path, 'down');
        if (down === null) return;
        expect(moved(down, pathOf(down, id) ?? [], 'up')).toEqual(tree);
      }),
    );
  });

  test('leads a part from the top to the bottom by steps, past every other', () => {
    fc.assert(
      fc.property(treeAndPath, ({ tree, path }) => {
        if (path === null) return;
        const id = partAt(tree, path)?.id ?? '';
        let at = tree;
        for (let next = moved(at, path, 'up'); next !== null; next = moved(at, pathOf(at, id) ?? [], 'up'))
          at = next;
        expect(at.rules[0]?.id).toBe(id);
        for (let next = moved(at, [0], 'down'); next !== null; next = moved(at, pathOf(at, id) ?? [], 'down'))
          at = next;
        expect(at.rules.at(-1)?.id).toBe(id);
      }),
    );
  });

  test('asks the same when a part is grouped and taken out again', () => {
    fc.assert(
      fc.property(treeAndPath, ({ tree, path }) => {
        if (path === null) return;
        const once = grouped(tree, path, 'new');
        expect(countConditions(once)).toBe(countConditions(tree));
        expect(ungrouped(once, path)).toEqual(tree);
      }),
    );
  });

  test('loses a part with what it holds and nothing else', () => {
    fc.assert(
      fc.property(treeAndPath, ({ tree, path }) => {
        const part = path === null ? undefined : partAt(tree, path);
        if (path === null || part === undefined) return;
        const gone = isGroup(part) ? leaves(part) : [part.id];
        expect(leaves(without(tree, path))).toEqual(leaves(tree).filter((id) => !gone.includes(id)));
      }),
    );
  });

  test('copies a part under ids of its own, and stays what the company takes', () => {
    fc.assert(
      fc.property(identified, (tree) => {
        let made = 0;
        const copy = copied(tree, () => `copy ${++made}`) as ConditionGroup;
        expect(withoutIds(copy)).toEqual(withoutIds(tree));
        expect(order(copy).some((id) => order(tree).includes(id))).toBe(false);
        expect(conditionsSchema.safeParse(copy).success).toBe(true);
      }),
    );
  });

  test('counts how deep its groups stand', () => {
    const deep: ConditionGroup = {
      combinator: 'and',
      rules: [{ combinator: 'or', rules: [{ combinator: 'and', rules: [] }] }],
    };
    expect(depthOf(deep)).toBe(3);
  });
});
