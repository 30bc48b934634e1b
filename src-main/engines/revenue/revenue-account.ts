import { type Spell, spellOn } from '../life/spells';
import { isInForce, mrrOn } from '../life/term';

/** A subscription with its price of a month. Days since 1970; 0 where there is none. */
export interface RevenueTerm {
  readonly startedDay: number;
  /** First day no longer in force. */
  readonly endedDay: number;
  readonly isTrial: boolean;
  /** In whole minor units of the company's currency; as the company wrote it where it is in another. */
  readonly mrr: number;
}

/** A subscription in a currency other than the company's. */
export interface ForeignTerm extends RevenueTerm {
  readonly currency: string;
}

/** What revenue reports know of an account. */
export interface RevenueAccount {
  /** As of the day to which the copy reaches, the earliest first. */
  readonly spells: readonly Spell[];
  /** In the company's currency. */
  readonly terms: readonly RevenueTerm[];
  readonly foreign: readonly ForeignTerm[];
}

/**
 * What a month's amount of another currency is worth at the rate of a day, in whole minor units of the company's.
 * @returns null where the company gives no rate by then
 */
export type Worth = (amount: number, currency: string, rateDay: number) => number | null;

/** What reports are made with besides the accounts. */
export interface RevenueBook {
  /** The day to which the copy reaches. */
  readonly asOf: number;
  readonly worth: Worth;
}

/**
 * An account's monthly recurring revenue on a day, in whole minor units of the company's currency: the sum that lists and
 * Today show (`mrrOn`), of a customer. Nobody pays before a spell or after it, even where a subscription was left open.
 *
 * A gap that a later subscription has closed by now was a signature that came late, so what was paid before it counts on
 * through it; of a gap that is still open nobody knows yet, and nothing counts.
 * @param rateDay the day whose rates hold
 */
export function revenueOn(
  account: RevenueAccount,
  day: number,
  rateDay: number,
  { asOf, worth }: RevenueBook,
): number {
  const paidDay = paidDayOn(account, day, asOf);
  if (paidDay === null) return 0;
  const own = mrrOn(account.terms, paidDay);
  return account.foreign.length === 0 ? own : own + mrrOn(worthOf(account.foreign, rateDay, worth), paidDay);
}

/** Whether a day lies in a gap between two subscriptions that is closed by now: its revenue is that of before. */
export function isCarried(account: RevenueAccount, day: number, asOf: number): boolean {
  const paidDay = paidDayOn(account, day, asOf);
  return paidDay !== null && paidDay !== day;
}

/** Whether a customer has something in force on a day that is paid for, or free for good, or goes on after a gap. */
export function isCovered(account: RevenueAccount, day: number, asOf: number): boolean {
  return paidDayOn(account, day, asOf) !== null;
}

/**
 * The day whose subscriptions count on a day: itself, or in a gap that is closed by now the last one before it. Null where
 * nothing counts: a departure is often written down some days after the last subscription ended.
 */
function paidDayOn(account: RevenueAccount, day: number, asOf: number): number | null {
  const spell = spellOn(account.spells, day);
  if (spell === null) return null;
  let last: number | null = null;
  let goesOn = false;
  for (const terms of [account.terms, account.foreign]) {
    for (const term of terms) {
      if (term.isTrial || (term.endedDay !== 0 && term.endedDay <= term.startedDay)) continue;
      if (isInForce(term, day)) return day;
      if (term.startedDay > day) goesOn ||= term.startedDay <= asOf && spellHas(spell, term.startedDay);
      else if (term.endedDay > spell.from) last = Math.max(last ?? spell.from, term.endedDay - 1);
    }
  }
  return goesOn ? last : null;
}

function spellHas({ from, to }: Spell, day: number): boolean {
  return from <= day && (to === 0 || day <= to);
}

function worthOf(foreign: readonly ForeignTerm[], rateDay: number, worth: Worth): RevenueTerm[] {
  return foreign.map((term) => ({ ...term, mrr: worth(term.mrr, term.currency, rateDay) ?? 0 }));
}

/** Whether an account has ever paid for something that began by a day. */
export function hasPaidBy(account: RevenueAccount, day: number): boolean {
  const isPaid = ({ isTrial, mrr, startedDay, endedDay }: RevenueTerm) =>
    !isTrial && mrr > 0 && startedDay <= day && (endedDay === 0 || endedDay > startedDay);
  return account.terms.some(isPaid) || account.foreign.some(isPaid);
}
