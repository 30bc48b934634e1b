import type { Needing } from './needs';

/** How far a subject has come with a milestone, counted or as a person set it. */
export interface Standing {
  readonly progress: number;
  /** The company's day; null while it isn't complete. */
  readonly completedOn: number | null;
}

/**
 * What is complete, when nothing is before what it needs: one whose own evidence is there waits at 99 %, and is complete on the day on
 * which the last of all this came together. The order in which it became known plays no part.
 * @param ordered each after what it needs @param standingOf of a milestone; undefined: nothing is known of it
 */
export function completeInOrder<Milestone extends Needing, Own extends Standing>(
  ordered: readonly Milestone[],
  standingOf: (milestone: Milestone) => Own | undefined,
): Map<string, Own> {
  const there = new Set(ordered.map(({ id }) => id));
  const standings = new Map<string, Own>();
  for (const milestone of ordered) {
    const own = standingOf(milestone);
    if (own === undefined) continue;
    standings.set(milestone.id, own.completedOn === null ? own : held(milestone, own));
  }
  return standings;

  function held({ prerequisites }: Milestone, own: Own): Own {
    let completedOn = own.completedOn ?? 0;
    for (const needed of prerequisites) {
      if (!there.has(needed)) continue;
      const before = standings.get(needed)?.completedOn ?? null;
      if (before === null) return { ...own, progress: 99, completedOn: null };
      completedOn = Math.max(completedOn, before);
    }
    return { ...own, completedOn };
  }
}
