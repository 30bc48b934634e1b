import type { MovementKind } from '../../../src-preload/contract/reports/revenue';
import { settledOn } from '../life/departures';
import { spellOn } from '../life/spells';
import { hasPaidBy, isCovered, type RevenueAccount, type RevenueBook, revenueOn } from './revenue-account';

/** A stretch of time between the ends of two days, with the rates that hold at each. */
export interface Period {
  /** What there was at the end of this day is what the period begins with. */
  readonly openDay: number;
  readonly closeDay: number;
  /** Movements are told at the rates with which the period opens. */
  readonly openRates: number;
  readonly closeRates: number;
}

export interface Movement {
  readonly kind: MovementKind;
  /** In whole minor units; below zero for what was lost. */
  readonly amount: number;
}

/** What became of an account's revenue in a period, in whole minor units. */
export interface AccountPeriod {
  readonly opening: number;
  readonly closing: number;
  /** They add up to the difference. */
  readonly movements: readonly Movement[];
  /** Paid at the opening, more than its credits: retention is told of these. 0 of others. */
  readonly base: number;
  /** Of the base, what is still paid by a customer who never left in between, at the opening's rates. */
  readonly end: number;
  /** Whether it was of the base and never left. */
  readonly stays: boolean;
  /** Whether it counts as lost and may go on yet: nothing is settled. */
  readonly waits: boolean;
}

/**
 * Growth and loss are an account's, whatever its subscriptions did among themselves. An account that left and came back
 * within the period is lost and won back. Where credits are more than what is paid, the account pays nothing, and what the
 * credits moved is told apart.
 */
export function periodOf(account: RevenueAccount, period: Period, book: RevenueBook): AccountPeriod {
  const { openDay, closeDay, openRates, closeRates } = period;
  const opening = revenueOn(account, openDay, openRates, book);
  const atOpenRates = revenueOn(account, closeDay, openRates, book);
  const closing = closeRates === openRates ? atOpenRates : revenueOn(account, closeDay, closeRates, book);
  const base = Math.max(opening, 0);
  const paid = Math.max(atOpenRates, 0);
  const stays = base > 0 && hasStayed(account, period, book.asOf);
  const waits = base > 0 && !stays && mayGoOn(account, closeDay, book.asOf);
  const movements: Movement[] = [];
  const put = (kind: MovementKind, amount: number) => {
    if (amount !== 0) movements.push({ kind, amount });
  };
  if (stays) put(paid > base ? 'expansion' : 'contraction', paid - base);
  else {
    put('churn', -base);
    put(hasPaidBy(account, openDay) ? 'reactivation' : 'new', paid);
  }
  put('credits', Math.min(atOpenRates, 0) - Math.min(opening, 0));
  put('rates', closing - atOpenRates);
  return { opening, closing, movements, base, end: stays ? paid : 0, stays, waits };
}

/** In one spell, with something still in force at its close. */
function hasStayed(account: RevenueAccount, { openDay, closeDay }: Period, asOf: number): boolean {
  const spell = spellOn(account.spells, openDay);
  return spell === spellOn(account.spells, closeDay) && isCovered(account, closeDay, asOf);
}

/** Whether it isn't settled yet that an account which was lost by the day has left: a signature may only be late. */
function mayGoOn({ spells }: RevenueAccount, day: number, asOf: number): boolean {
  const last = spells.at(-1);
  if (last === undefined || last.from > day) return false;
  const settled = settledOn(last);
  return settled === null || settled > asOf;
}
