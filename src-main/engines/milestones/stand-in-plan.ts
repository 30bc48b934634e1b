import { type Pace, type Paced, paceOf } from './pace';

/** A milestone as a plan has it. */
export interface InPlan {
  readonly id: string;
  readonly name: string;
  readonly prerequisites: readonly string[];
  readonly comesAtOnce: boolean;
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

/** Says how a plan's milestones stand on a day, asked one after the other, each after what it needs. */
export function standInPlan(startedOn: number, today: number): Stand {
  const open = new Map<string, string>();
  const moved = new Map<string, number>();
  return ({ id, name, prerequisites, comesAtOnce }, { progress, movedOn: ownMovedOn }, dueOn) => {
    if (progress < 100) open.set(id, name);
    if (ownMovedOn !== null) moved.set(id, ownMovedOn);
    let movedOn = ownMovedOn;
    // One that waited could move only since the last of those was done.
    for (const needed of prerequisites) movedOn = later(movedOn, moved.get(needed));
    const waitsFor =
      progress === 100 || prerequisites.length === 0
        ? none
        : prerequisites.flatMap((needed) => open.get(needed) ?? []);
    const paced: Paced = { progress, startedOn, dueOn, movedOn, comesAtOnce, waitsFor };
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
