/** A milestone, as far as it comes after others. */
export interface Needing {
  readonly id: string;
  readonly name: string;
  /** What has to be done before, by id; one that is not there needs nothing and is needed no more. */
  readonly prerequisites: readonly string[];
}

/**
 * The way round in which milestones need each other, by name, the first one last again; null where there is none. The shortest
 * through the first that lies on one.
 */
export function circleOf(milestones: readonly Needing[]): string[] | null {
  const byId = new Map(milestones.map((milestone) => [milestone.id, milestone]));
  for (const { id } of milestones) {
    const way = wayBack(byId, id);
    if (way !== null) return way.map((at) => byId.get(at)?.name ?? at);
  }
  return null;
}

/** Breadth first, so that the way is the shortest. */
function wayBack(byId: ReadonlyMap<string, Needing>, start: string): string[] | null {
  const cameFrom = new Map<string, string>();
  let edge = [start];
  while (edge.length > 0) {
    const next: string[] = [];
    for (const at of edge) {
      for (const needed of byId.get(at)?.prerequisites ?? []) {
        if (!byId.has(needed) || (needed !== start && cameFrom.has(needed))) continue;
        if (needed !== start) {
          cameFrom.set(needed, at);
          next.push(needed);
          continue;
        }
        const way = [start];
        for (let back = at; back !== start; back = cameFrom.get(back) ?? start) way.unshift(back);
        return [start, ...way];
      }
    }
    edge = next;
  }
  return null;
}

/**
 * Milestones with all that they need, each once and after what it needs; else in the order given. Where some go round in a circle
 * each of them still comes once.
 */
export function inOrder<Milestone extends Needing>(
  wanted: readonly string[],
  byId: ReadonlyMap<string, Milestone>,
): Milestone[] {
  const ordered: Milestone[] = [];
  const seen = new Set<string>();
  function visit(id: string): void {
    const milestone = byId.get(id);
    if (milestone === undefined || seen.has(id)) return;
    seen.add(id);
    for (const needed of milestone.prerequisites) visit(needed);
    ordered.push(milestone);
  }
  for (const id of wanted) visit(id);
  return ordered;
}

/** How many steps lie before each: 0 where nothing does. @param ordered as `inOrder` gives them */
export function depths(ordered: readonly Needing[]): Map<string, number> {
  const depth = new Map<string, number>();
  for (const { id, prerequisites } of ordered)
    depth.set(id, Math.max(0, ...prerequisites.map((needed) => (depth.get(needed) ?? -1) + 1)));
  return depth;
}
