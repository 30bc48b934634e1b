import { addMonths } from './months';
import { type Spell, spellGapDays } from './spells';

/** A month of an account's life begins so many days before its day: a departure written down early is of the same term. */
export const monthSlackDays = 3;

/** The first day of a month of a spell, counted from 0. */
export function spellMonth(from: number, month: number): number {
  return addMonths(from, month) - monthSlackDays;
}

/**
 * The first day on which it is settled that a spell has ended: the company said so, or the gap is over in which another
 * subscription would have gone on with it. Null while the spell goes on.
 */
export function settledOn({ to, endedBy }: Spell): number | null {
  if (endedBy === null) return null;
  return endedBy === 'word' ? to : to + spellGapDays + 1;
}

/** Whether a spell has ended for certain by a day. */
export function hasDeparted(spell: Spell, asOf: number): boolean {
  const settled = settledOn(spell);
  return settled !== null && settled <= asOf;
}

/** Whether a departure can be learned from: before the first month of a spell nothing is known of it. */
export function isAfterFirstMonth({ from, to }: Spell): boolean {
  return to >= spellMonth(from, 1);
}

/** A spell with what follows from it, to be kept. */
export interface KeptSpell extends Spell {
  readonly settledDay: number | null;
  readonly afterFirstMonth: boolean;
}

export function keptSpell(spell: Spell): KeptSpell {
  const hasEnded = spell.endedBy !== null;
  return { ...spell, settledDay: settledOn(spell), afterFirstMonth: hasEnded && isAfterFirstMonth(spell) };
}
