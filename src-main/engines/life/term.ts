import type { OtherMoney } from '../../../src-preload/contract/money';
import { addOthers } from '../../lib/other-money';

/** A subscription as the company wrote it. Days since 1970; 0 where there is none. */
export interface Term {
  readonly startedDay: number;
  /** First day no longer in force. */
  readonly endedDay: number;
  readonly renewsDay: number;
  readonly billingMonths: number;
  readonly mrr: number;
  /** What of it is in another currency, without a rate: it is in no sum. */
  readonly otherMrr?: OtherMoney | null;
  /** Licensed seats; NaN where the quantity counts something else. */
  readonly seats: number;
  readonly discount: number;
  /** Tried, not paid for: the company says so, or the price is 0 and it ends. */
  readonly isTrial: boolean;
}

/** A term is in force from its first day to the day before its end. */
export function isInForce(
  { startedDay, endedDay }: Pick<Term, 'startedDay' | 'endedDay'>,
  day: number,
): boolean {
  return startedDay <= day && (endedDay === 0 || day < endedDay);
}

/** Paid terms in force on a day. */
export function inForceOn(terms: readonly Term[], day: number): Term[] {
  return terms.filter((term) => !term.isTrial && isInForce(term, day));
}

/** Monthly recurring revenue in force on a day; trials bring none. */
export function mrrOn(
  terms: readonly Pick<Term, 'startedDay' | 'endedDay' | 'isTrial' | 'mrr'>[],
  day: number,
): number {
  let mrr = 0;
  for (const term of terms) if (!term.isTrial && isInForce(term, day)) mrr += term.mrr;
  return mrr;
}

/** Licensed seats in force on a day, of trials only where nothing is paid for; NaN when no term in force counts seats. */
export function seatsOn(terms: readonly Term[], day: number): number {
  const paid = seatsOf(terms, day, false);
  return Number.isNaN(paid) ? seatsOf(terms, day, true) : paid;
}

function seatsOf(terms: readonly Term[], day: number, trials: boolean): number {
  let seats = 0;
  for (const term of terms) {
    if (term.isTrial === trials && !Number.isNaN(term.seats) && isInForce(term, day)) seats += term.seats;
  }
  return seats > 0 ? seats : Number.NaN;
}

/**
 * Mean of what was in force on each of the `days` days that end with `to`, each day counted with at most `most`.
 * A day on which nothing was in force counts as 0.
 */
export function meanOver(
  terms: readonly Term[],
  valueOn: (terms: readonly Term[], day: number) => number,
  to: number,
  days: number,
  most: number,
): number {
  const from = to - days + 1;
  const edges = new Set([from]);
  for (const { startedDay, endedDay } of terms) {
    if (startedDay > from && startedDay <= to) edges.add(startedDay);
    if (endedDay > from && endedDay <= to) edges.add(endedDay);
  }
  const starts = [...edges].sort((left, right) => left - right);
  let total = 0;
  for (const [place, start] of starts.entries()) {
    const length = (starts[place + 1] ?? to + 1) - start;
    const value = valueOn(terms, start);
    total += length * (Number.isNaN(value) ? 0 : Math.min(value, most));
  }
  return total / days;
}

/** A month's amounts that are in force on a day and that no rate turns into the company's currency. */
export function otherMoneyOn(terms: readonly Term[], day: number): OtherMoney[] {
  return addOthers(
    terms.flatMap((term) => (term.otherMrr && !term.isTrial && isInForce(term, day) ? [term.otherMrr] : [])),
  );
}
