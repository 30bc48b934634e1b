import {
  type Condition,
  type ConditionGroup,
  isGroup,
} from '../../../../src-preload/contract/rules/condition';

export type Part = Condition | ConditionGroup;
/** Places from the top: the second part of the first group is `[0, 1]`; the whole is `[]`. */
export type Path = readonly number[];

/** @returns undefined where nothing stands */
export function partAt(tree: ConditionGroup, path: Path): Part | undefined {
  let part: Part | undefined = tree;
  for (const place of path) part = part !== undefined && isGroup(part) ? part.rules[place] : undefined;
  return part;
}

/** With another part in the place of one; the whole can't be anything but a group. */
export function withPart(tree: ConditionGroup, path: Path, part: Part): ConditionGroup {
  const [place, ...rest] = path;
  if (place === undefined) return isGroup(part) ? part : tree;
  return withRules(tree, (rules) =>
    rules.map((one, at) => {
      if (at !== place) return one;
      if (rest.length === 0) return part;
      return isGroup(one) ? withPart(one, rest, part) : one;
    }),
  );
}

/** Puts a part into the group at `path`, before what stands at `place` there. */
export function withInserted(tree: ConditionGroup, path: Path, place: number, part: Part): ConditionGroup {
  const group = partAt(tree, path);
  if (group === undefined || !isGroup(group)) return tree;
  return withPart(
    tree,
    path,
    withRules(group, (rules) => rules.toSpliced(place, 0, part)),
  );
}

export function without(tree: ConditionGroup, path: Path): ConditionGroup {
  const [parent, place] = parted(path);
  const group = partAt(tree, parent);
  if (place === undefined || group === undefined || !isGroup(group)) return tree;
  return withPart(
    tree,
    parent,
    withRules(group, (rules) => rules.toSpliced(place, 1)),
  );
}

/**
 * One step up or down in the order in which the parts stand on the screen: past a condition, into a group that comes next
 * (at its near end), and out of one at its end. Null: it is at the end of all.
 */
export function moved(tree: ConditionGroup, path: Path, step: 'up' | 'down'): ConditionGroup | null {
  const part = partAt(tree, path);
  const [parent, place] = parted(path);
  const group = partAt(tree, parent);
  if (part === undefined || place === undefined || group === undefined || !isGroup(group)) return null;
  const next = place + (step === 'up' ? -1 : 1);
  const neighbour = group.rules[next];
  const rest = without(tree, path);
  if (neighbour === undefined) {
    const [above, at] = parted(parent);
    return at === undefined ? null : withInserted(rest, above, step === 'up' ? at : at + 1, part);
  }
  if (!isGroup(neighbour)) return withInserted(rest, parent, next, part);
  const into = step === 'up' ? next : place;
  return withInserted(rest, [...parent, into], step === 'up' ? neighbour.rules.length : 0, part);
}

/** The part alone in a group of its own, at its place. */
export function grouped(tree: ConditionGroup, path: Path, id: string): ConditionGroup {
  const part = partAt(tree, path);
  if (part === undefined || path.length === 0) return tree;
  return withPart(tree, path, { id, combinator: 'and', rules: [part] });
}

/** What a group holds in its place. */
export function ungrouped(tree: ConditionGroup, path: Path): ConditionGroup {
  const group = partAt(tree, path);
  const [parent, place] = parted(path);
  const above = partAt(tree, parent);
  if (group === undefined || !isGroup(group) || place === undefined) return tree;
  if (above === undefined || !isGroup(above)) return tree;
  return withPart(
    tree,
    parent,
    withRules(above, (rules) => rules.toSpliced(place, 1, ...group.rules)),
  );
}

/** How many groups stand in one another, at most: a condition counts none. */
export function depthOf(part: Part): number {
  return isGroup(part) ? 1 + Math.max(0, ...part.rules.map(depthOf)) : 0;
}

export function countConditions(part: Part): number {
  return isGroup(part) ? part.rules.reduce((sum, inner) => sum + countConditions(inner), 0) : 1;
}

/** Where the part of that id stands; null: nowhere. */
export function pathOf(tree: ConditionGroup, id: string): Path | null {
  for (const [place, part] of tree.rules.entries()) {
    if (part.id === id) return [place];
    const inner = isGroup(part) ? pathOf(part, id) : null;
    if (inner !== null) return [place, ...inner];
  }
  return null;
}

/** Each part with an id by which its row is known again: its own, or one made of where it stands. */
export function withIds(tree: ConditionGroup, prefix = 'p'): ConditionGroup {
  return withRules({ ...tree, id: tree.id ?? prefix }, (rules) =>
    rules.map((part, place) => {
      const id = part.id ?? `${prefix}.${place}`;
      return isGroup(part) ? withIds({ ...part, id }, id) : { ...part, id };
    }),
  );
}

/** As it is saved and compared. */
export function withoutIds(tree: ConditionGroup): ConditionGroup {
  const { id: _id, ...rest } = tree;
  return withRules(rest, (rules) => rules.map(partWithoutIds));
}

function partWithoutIds(part: Part): Part {
  if (isGroup(part)) return withoutIds(part);
  const { id: _id, ...rest } = part;
  return rest;
}

/** A copy of a part, which is another part. @param makeId gives a new id each time */
export function copied(part: Part, makeId: () => string): Part {
  const copy = { ...part, id: makeId() };
  return isGroup(copy) ? withRules(copy, (rules) => rules.map((inner) => copied(inner, makeId))) : copy;
}

function withRules(
  group: ConditionGroup,
  change: (rules: readonly Part[]) => readonly Part[],
): ConditionGroup {
  return { ...group, rules: change(group.rules) };
}

/** A path as that of the group above and the place in it; undefined for the whole. */
function parted(path: Path): [parent: Path, place: number | undefined] {
  return [path.slice(0, -1), path.at(-1)];
}
