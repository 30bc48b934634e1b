/** How a milestone, or a plan, keeps up with its days. */
export type Pace = 'done' | 'on_track' | 'behind' | 'stuck';

export interface Paced {
  /** Whole percent. */
  readonly progress: number;
  readonly startedOn: number;
  /** Null: by no day. */
  readonly dueOn: number | null;
  /** The day of its last movement; null: it never moved. */
  readonly movedOn: number | null;
  /** Names of what has to be done before and isn't. */
  readonly waitsFor: readonly string[];
}

export interface Judged {
  readonly pace: Pace;
  /** Why it is behind or stuck, in sentences. */
  readonly reasons: readonly string[];
}

/** Days without a movement after which one that could move is stuck. */
export const stuckAfterDays = 28;
/** Below this share of what should be done by now one is behind. */
const enough = 0.75;

/** @param today the company's day */
export function paceOf({ progress, startedOn, dueOn, movedOn, waitsFor }: Paced, today: number): Judged {
  if (progress >= 100) return { pace: 'done', reasons: [] };
  const overdue = dueOn === null ? 0 : today - dueOn;
  const still = today - Math.max(movedOn ?? startedOn, startedOn);
  const reasons: string[] = [];
  if (overdue > 0) reasons.push(`It was due ${days(overdue)} ago.`);
  if (waitsFor.length > 0) reasons.push(`It waits for ${waitsFor.map((name) => `“${name}”`).join(', ')}.`);
  const isStill = still >= stuckAfterDays && waitsFor.length === 0;
  if (isStill) reasons.push(`Nothing has moved for ${days(still)}.`);
  if (isStill || (overdue > 0 && still >= stuckAfterDays / 2)) return { pace: 'stuck', reasons };
  if (overdue > 0) return { pace: 'behind', reasons };
  const wanted = wantedBy({ startedOn, dueOn, today });
  if (waitsFor.length === 0 && progress < enough * wanted)
    return {
      pace: 'behind',
      reasons: [...reasons, `It is at ${progress} %, and ${Math.floor(wanted)} % of its days are over.`],
    };
  return { pace: 'on_track', reasons: [] };
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

/** Percent of its days that are over; 0 where it is due by no day, or was to be done at once. */
function wantedBy({
  startedOn,
  dueOn,
  today,
}: {
  startedOn: number;
  dueOn: number | null;
  today: number;
}): number {
  if (dueOn === null || dueOn <= startedOn || today <= startedOn) return 0;
  return (100 * (today - startedOn)) / (dueOn - startedOn);
}

/** A plan is as the slowest of its milestones, done when all are. */
export function paceOfPlan(paces: readonly Pace[]): Pace {
  for (const pace of ['stuck', 'behind', 'on_track'] as const) if (paces.includes(pace)) return pace;
  return paces.length === 0 ? 'on_track' : 'done';
}

/** Whole percent of a plan by its milestones' weights, rounded down: 100 when all are done. */
export function progressOfPlan(
  parts: readonly { readonly progress: number; readonly weight: number }[],
): number {
  const all = parts.reduce((sum, { weight }) => sum + weight, 0);
  if (all === 0) return 0;
  return Math.floor(parts.reduce((sum, { progress, weight }) => sum + progress * weight, 0) / all + 1e-9);
}
