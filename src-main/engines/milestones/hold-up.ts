import type { Pace } from './pace';

export interface Holding {
  readonly name: string;
  readonly pace: Pace;
  /** Null: by no day. */
  readonly dueOn: number | null;
  /** Names of what has to be done before and isn't. */
  readonly waitsFor: readonly string[];
}

/**
 * What holds a stuck plan up: of its stuck milestones the one due first; where that waits, what it waits for in the end, which waits
 * for nothing itself.
 * @param milestones of the plan, each after what it needs @returns its name; null where none is stuck
 */
export function holdUpOf(milestones: readonly Holding[]): string | null {
  const [first] = milestones
    .filter(({ pace }) => pace === 'stuck')
    .toSorted((one, other) => compareDays(one.dueOn, other.dueOn));
  if (first === undefined) return null;
  const byName = new Map(milestones.map((milestone) => [milestone.name, milestone]));
  let held = first;
  for (let steps = milestones.length; steps > 0; steps--) {
    const [needed] = held.waitsFor;
    const next = needed === undefined ? undefined : byName.get(needed);
    if (next === undefined) break;
    held = next;
  }
  return held.name;
}

function compareDays(one: number | null, other: number | null): number {
  if (one === other) return 0;
  return (one ?? Infinity) - (other ?? Infinity);
}
