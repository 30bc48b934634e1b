import { type Pace, type Paced, paceOf } from './pace';

/** A milestone as a plan has it. */
export interface InPlan {
  readonly id: string;
  readonly name: string;
  readonly prerequisites: readonly string[];
  readonly comesAtOnce: boolean;
  /** Whether a person says how far it is: everything else is counted. */
  readonly isByHand: boolean;
}

/** How far it has come. */
export interface Came {
  /** Whole percent. */
  readonly progress: number;
  /** The day of its own last movement; null: it never moved. */
  readonly movedOn: number | null;
}

export interface StandsInPlan extends Paced {
  readonly pace: Pace;
}

export type Stand = (milestone: InPlan, came: Came, dueOn: number | null) => StandsInPlan;

const none: readonly string[] = [];

export interface PlanBegun {
  readonly startedOn: number;
  /** Whether what it asks has been counted for the account. */
  readonly isCounted: boolean;
}

/** Says how a plan's milestones stand on a day, asked one after the other, each after what it needs. */
export function standInPlan({ startedOn, isCounted }: PlanBegun, today: number): Stand {
  const open = new Map<string, string>();
  const unknown = new Set<string>();
  const moved = new Map<string, number>();
  return ({ id, name, prerequisites, comesAtOnce, isByHand }, { progress, movedOn: ownMovedOn }, dueOn) => {
    if (progress < 100) open.set(id, name);
    if (ownMovedOn !== null) moved.set(id, ownMovedOn);
    let movedOn = ownMovedOn;
    // One that waited could move only since the last of those was done.
    for (const needed of prerequisites) movedOn = later(movedOn, moved.get(needed));
    const waitsFor =
      progress === 100 || prerequisites.length === 0
        ? none
        : prerequisites.flatMap((needed) => open.get(needed) ?? []);
    // What waits for something that nobody has looked at may wait for nothing.
    const isKnown =
      progress === 100 || ((isCounted || isByHand) && !prerequisites.some((needed) => unknown.has(needed)));
    if (!isKnown) unknown.add(id);
    const paced: Paced = { progress, startedOn, dueOn, movedOn, comesAtOnce, waitsFor, isKnown };
    return { ...paced, pace: paceOf(paced, today) };
  };
}

/** Whole percent of contacts that are done, rounded down; where there is nobody yet, none. */
export function shareDone({ done, of }: { readonly done: number; readonly of: number }): number {
  return of === 0 ? 0 : Math.floor((100 * Math.min(done, of)) / of);
}

function later(one: number | null, other: number | undefined): number | null {
  if (other === undefined) return one;
  return one === null ? other : Math.max(one, other);
}
