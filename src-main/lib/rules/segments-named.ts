import {
  type Condition,
  type ConditionGroup,
  isGroup,
  segmentField,
} from '../../../src-preload/contract/rules/condition';

/** The segments that conditions name, by id, each once. */
export function segmentsNamed(...trees: readonly (ConditionGroup | null)[]): string[] {
  const conditions = trees.flatMap((tree) => (tree === null ? [] : conditionsIn(tree)));
  return [
    ...new Set(
      conditions.flatMap(({ field, value }) =>
        field === segmentField && typeof value === 'string' && value !== '' ? [value] : [],
      ),
    ),
  ];
}

function conditionsIn(tree: ConditionGroup): Condition[] {
  return tree.rules.flatMap((part) => (isGroup(part) ? conditionsIn(part) : [part]));
}

/** The segments that some stand on, those of their segments included, and they themselves. */
export function segmentsUnder(
  ids: readonly string[],
  segments: ReadonlyMap<string, { readonly conditions: ConditionGroup }>,
): Set<string> {
  const under = new Set<string>();
  const toLookAt = [...ids];
  for (let id = toLookAt.pop(); id !== undefined; id = toLookAt.pop()) {
    if (under.has(id)) continue;
    under.add(id);
    toLookAt.push(...segmentsNamed(segments.get(id)?.conditions ?? null));
  }
  return under;
}
