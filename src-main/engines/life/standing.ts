import type { Standing } from '../../../src-preload/contract/domain';
import { runsOutOn } from './renewal';
import { type CustomerLife, isWithin, type Spell, spellGapDays, spellsOf, wordBy } from './spells';
import { isInForce } from './term';

/** Where an account stands in its life on a day, by all that is known then. */
export interface LifeState {
  readonly standing: Standing;
  readonly spells: readonly Spell[];
  /** Whether the company said that it leaves, or left: else only its subscriptions run out. */
  readonly isSaid: boolean;
  /**
   * Leaving: the day it leaves. Ended or left: the last day as a customer. 0 where the company named none, and for
   * who stays.
   */
  readonly lastDay: number;
}

/**
 * @param asOf the present: notice, and subscriptions that end later, are known on the day they are read and not before
 */
export function lifeStateOf(life: CustomerLife, asOf: number): LifeState {
  const spells = spellsOf(life, asOf);
  const last = spells.at(-1);
  if (last === undefined) return withoutSpell(life, spells, asOf);
  if (isWithin([last], asOf)) return whileCustomer(life, spells, last, asOf);
  const word = wordBy(life.churnedDay, asOf);
  const isSaid = life.isMarkedChurned || (word !== null && word >= last.from);
  if (!isSaid && isTrying(life, asOf)) return { standing: 'trial', spells, isSaid, lastDay: 0 };
  return { standing: isSaid ? 'left' : 'ended', spells, isSaid, lastDay: last.to };
}

function whileCustomer(life: CustomerLife, spells: readonly Spell[], spell: Spell, asOf: number): LifeState {
  const { churnedDay, noticeDay, terms, isMarkedChurned } = life;
  const leaves = churnedDay >= asOf ? churnedDay : 0;
  // Marked as churned without any day: the company's word, of which nobody knows since when it holds.
  if (isMarkedChurned && churnedDay === 0) return { standing: 'left', spells, isSaid: true, lastDay: 0 };
  const isNoticed = noticeDay >= spell.from && noticeDay > 0 && noticeDay <= asOf;
  const runsOut = runsOutOn(terms, asOf, spellGapDays);
  if (leaves > 0 || isNoticed)
    return { standing: 'leaving', spells, isSaid: true, lastDay: leaves > 0 ? leaves : runsOut };
  if (runsOut > 0) return { standing: 'leaving', spells, isSaid: false, lastDay: runsOut };
  return { standing: 'customer', spells, isSaid: false, lastDay: 0 };
}

/** Who was never a customer: trying, or done with it. An account that only begins later counts with the customers. */
function withoutSpell(life: CustomerLife, spells: readonly Spell[], asOf: number): LifeState {
  const isSaid = life.isMarkedChurned || wordBy(life.churnedDay, asOf) !== null;
  const hasTried = life.terms.some(({ isTrial, startedDay }) => isTrial && startedDay <= asOf);
  if (isTrying(life, asOf) && !isSaid) return { standing: 'trial', spells, isSaid, lastDay: 0 };
  if (hasTried || isSaid) return { standing: 'trial_over', spells, isSaid, lastDay: 0 };
  return { standing: 'customer', spells, isSaid, lastDay: 0 };
}

function isTrying({ terms }: CustomerLife, asOf: number): boolean {
  return terms.some((term) => term.isTrial && isInForce(term, asOf));
}

/** Ended accounts are asked about for so long, or as long as they are still used. */
const askedDays = 180;
const usedDays = 28;

/** Whether somebody should ask what became of an account whose subscriptions ended without a word. */
export function isAskedAbout(
  { standing, lastDay }: LifeState,
  lastActivityDay: number,
  asOf: number,
): boolean {
  if (standing !== 'ended') return false;
  return asOf - lastDay <= askedDays || (lastActivityDay > lastDay && asOf - lastActivityDay < usedDays);
}
