import { monthAhead } from '../features/account-months';
import { type Commitment, endFrom } from '../features/terms';
import { boundChance, type TermGate } from './term-gate';

/** So far ahead survival is told, in months. */
export const monthsAhead = 24;

/** One month ahead of an account: when it leaves, if it leaves then. */
export interface MonthAhead {
  readonly from: number;
  /** First day of the next. */
  readonly to: number;
  /** The day a term ends in it, where accounts leave only then; null where they leave on any day. */
  readonly end: number | null;
  /** Chance to leave in it. */
  readonly chance: number;
}

/**
 * @param freeChance chance to leave in month `ahead` (0: the one under way), if the account is free to leave in it
 * @param distance of the account's log-odds from the average
 */
export function monthsOf(
  createdDay: number,
  asOf: number,
  commitment: Commitment,
  gate: TermGate,
  count: number,
  freeChance: (ahead: number) => number,
  distance: number,
): MonthAhead[] {
  return Array.from({ length: count }, (_, ahead) => {
    const { from, to } = monthAhead(createdDay, asOf, ahead);
    const end = endFrom(commitment, Math.max(from, asOf));
    if (gate.kind === 'open' || end === null) return { from, to, end: null, chance: freeChance(ahead) };
    return end < to
      ? { from, to, end, chance: freeChance(ahead) }
      : { from, to, end: null, chance: boundChance(gate, distance) };
  });
}

/** P(still a customer at the end of a day) after `asOf`: a chance that may come true on any day is spread over its month. */
export function survivalThrough(months: readonly MonthAhead[], asOf: number, day: number): number {
  let share = 1;
  for (const { from, to, end, chance } of months) {
    if (from > day) break;
    if (end !== null) {
      if (end <= day) share *= 1 - chance;
      continue;
    }
    const days = Math.min(day, to - 1) - Math.max(asOf, from - 1);
    if (days > 0) share *= (1 - chance) ** (days / (to - from));
  }
  return share;
}
