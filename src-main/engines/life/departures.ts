import { addMonths } from './months';
import { type Spell, spellGapDays } from './spells';

/** A month of an account's life begins so many days before its day: a departure written down early is of the same term. */
export const monthSlackDays = 3;

/** The first day of a month of a spell, counted from 0. */
export function spellMonth(from: number, month: number): number {
  return addMonths(from, month) - monthSlackDays;
}

/**
 * Whether a spell has ended for certain by a day: the company said so, or the gap in which another subscription would
 * have gone on with it is over.
 */
export function hasDeparted({ to, endedBy }: Spell, asOf: number): boolean {
  if (endedBy === null || to > asOf) return false;
  return endedBy === 'word' || asOf - to > spellGapDays;
}

/** Whether a departure can be learned from: before the first month of a spell nothing is known of it. */
export function isAfterFirstMonth({ from, to }: Spell): boolean {
  return to >= spellMonth(from, 1);
}
