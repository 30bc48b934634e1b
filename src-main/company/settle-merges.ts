import { childrenOnCircles } from '../lib/circles';

/** Who is there, by name: accounts by their id, contacts by their account's and theirs. */
export interface Standing {
  /** Whether it is there under this name itself. */
  exists(name: string): boolean;
  /** Whom it was merged into before; undefined where it wasn't. */
  mergedInto(name: string): string | undefined;
}

export type SettledMerge =
  | { readonly kind: 'merge'; readonly into: string }
  /** It was merged there before. */
  | { readonly kind: 'known' }
  | { readonly kind: 'refused'; readonly problem: string };

export const mergeProblems = {
  unknown: 'is not there to merge into',
  circle: 'leads back to itself: merges in a circle',
  otherwise: 'is another than it was merged into before, which can’t be taken back',
} as const;

/**
 * What becomes of merges that were given together: chains lead to the one that stands at their end, in whatever order they
 * come; circles and what ends nowhere are refused.
 * @param merges from each name into another
 */
export function settleMerges(
  merges: ReadonlyMap<string, string>,
  standing: Standing,
): Map<string, SettledMerge> {
  const settled = new Map<string, SettledMerge>();
  const refuse = (name: string, problem: string) => settled.set(name, { kind: 'refused', problem });
  const valid = new Map(merges);
  for (const name of childrenOnCircles(withFormer(merges, standing))) {
    if (valid.delete(name)) refuse(name, mergeProblems.circle);
  }
  for (let size = -1; size !== valid.size; ) {
    size = valid.size;
    for (const [name, into] of valid) {
      if (valid.has(into) || standing.exists(into) || standing.mergedInto(into) !== undefined) continue;
      valid.delete(name);
      refuse(name, mergeProblems.unknown);
    }
  }
  for (const name of valid.keys()) {
    const into = endOf(name, valid, standing);
    const former = standing.exists(name) ? undefined : standing.mergedInto(name);
    if (former === undefined) settled.set(name, { kind: 'merge', into });
    else if (endOf(former, valid, standing) === into) settled.set(name, { kind: 'known' });
    else refuse(name, mergeProblems.otherwise);
  }
  return settled;
}

/** The merges with those of before that they lead to. */
function withFormer(merges: ReadonlyMap<string, string>, standing: Standing): Map<string, string> {
  const links = new Map(merges);
  for (const into of merges.values()) {
    const former = links.has(into) || standing.exists(into) ? undefined : standing.mergedInto(into);
    if (former !== undefined) links.set(into, former);
  }
  return links;
}

function endOf(name: string, valid: ReadonlyMap<string, string>, standing: Standing): string {
  let at = name;
  for (;;) {
    const next = valid.get(at) ?? (standing.exists(at) ? undefined : standing.mergedInto(at));
    if (next === undefined) return at;
    at = next;
  }
}
