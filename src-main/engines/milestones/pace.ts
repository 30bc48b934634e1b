import { counted } from '../../../src-preload/contract/words';

/** How a milestone, or a plan, keeps up with its days. */
export type Pace = 'done' | 'on_track' | 'behind' | 'stuck';

export interface Paced {
  /** Whole percent. */
  readonly progress: number;
  readonly startedOn: number;
  /** Null: by no day. */
  readonly dueOn: number | null;
  /** The day of its last movement, or of the last that it waited for; null: neither ever moved. */
  readonly movedOn: number | null;
  /** Whether nothing lies between not begun and done: a person says so, or conditions hold. */
  readonly comesAtOnce: boolean;
  /** Names of what has to be done before and isn't. */
  readonly waitsFor: readonly string[];
  /** Whether how far it is has been looked at; what people say is known as it is. */
  readonly isKnown: boolean;
}

/** Days without a movement after which one that could move is stuck. */
export const stuckAfterDays = 28;
/** Below this share of what should be done by now one is behind. */
const enough = 0.75;
/** Percent of its days in which nothing has to have begun. */
const toBegin = 25;

/** @param today the company's day */
export function paceOf(paced: Paced, today: number): Pace {
  const { progress, dueOn, waitsFor } = paced;
  if (progress >= 100) return 'done';
  if (!paced.isKnown) return 'on_track';
  const isOverdue = dueOn !== null && today > dueOn;
  const still = stillFor(paced, today);
  // What is due by no day may begin on any.
  const isWanted = dueOn !== null || progress > 0;
  const isStill = still >= stuckAfterDays && waitsFor.length === 0 && isWanted;
  if (isStill || (isOverdue && still >= stuckAfterDays / 2)) return 'stuck';
  if (isOverdue || (waitsFor.length === 0 && isSlow(paced, today))) return 'behind';
  return 'on_track';
}

function isSlow(paced: Paced, today: number): boolean {
  const wanted = wantedBy(paced, today);
  // What comes at once is nowhere until it is there, unless a person says how far it is.
  const comesBitByBit = !paced.comesAtOnce || paced.progress > 0;
  return comesBitByBit && wanted >= toBegin && paced.progress < enough * wanted;
}

/** Why one is behind or stuck, or isn't known to be, in sentences; none of one that is neither. */
export function paceReasons(paced: Paced, today: number): string[] {
  if (paced.progress < 100 && !paced.isKnown) return ['It is not counted yet.'];
  const pace = paceOf(paced, today);
  if (pace !== 'stuck' && pace !== 'behind') return [];
  const { progress, dueOn, waitsFor } = paced;
  const reasons: string[] = [];
  if (dueOn !== null && today > dueOn) reasons.push(`It was due ${counted(today - dueOn, 'day')} ago.`);
  if (waitsFor.length > 0) reasons.push(`It waits for ${waitsFor.map((name) => `“${name}”`).join(', ')}.`);
  const still = stillFor(paced, today);
  if (still >= stuckAfterDays && waitsFor.length === 0)
    reasons.push(`Nothing has moved for ${counted(still, 'day')}.`);
  if (reasons.length > 0) return reasons;
  return [`It is at ${progress}%, and ${Math.floor(wantedBy(paced, today))}% of its days are over.`];
}

/** Days without a movement, since the plan's start. */
function stillFor({ movedOn, startedOn }: Paced, today: number): number {
  return today - Math.max(movedOn ?? startedOn, startedOn);
}

/** Percent of its days that are over; 0 where it is due by no day, or was to be done at once. */
function wantedBy({ startedOn, dueOn }: Paced, today: number): number {
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
