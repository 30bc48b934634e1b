import { addMonths, monthsBetween } from './months';

/** A subscription as the company wrote it. Days since 1970; 0 where there is none. */
export interface Term {
  readonly startedDay: number;
  /** First day no longer in force. */
  readonly endedDay: number;
  readonly renewsDay: number;
  readonly billingMonths: number;
  readonly mrr: number;
  /** Licensed seats; NaN where the quantity counts something else. */
  readonly seats: number;
  readonly discount: number;
}

/** When terms end: on a day and every so many months after it. */
export interface TermEnd {
  readonly day: number;
  readonly months: number;
}

/** The next term ends of all subscriptions in force; empty when none of them says when it renews. */
export type Commitment = readonly TermEnd[];

/** Dates this near count as the same: months differ in length. */
const slackDays = 5;

export function inForceOn(terms: readonly Term[], day: number): Term[] {
  return terms.filter(({ startedDay, endedDay }) => startedDay <= day && (endedDay === 0 || day < endedDay));
}

/** What an account pays and is licensed for. */
export interface Volume {
  readonly mrr: number;
  /** 0 where none are known. */
  readonly seats: number;
}

export function volumeOf(inForce: readonly Term[]): Volume {
  return {
    mrr: inForce.reduce((sum, term) => sum + term.mrr, 0),
    seats: inForce.reduce((sum, term) => sum + (Number.isNaN(term.seats) ? 0 : term.seats), 0),
  };
}

/** The most that was paid, and the most seats there were, on any day from one to another: only a start makes it more. */
export function peakVolume(terms: readonly Term[], from: number, to: number): Volume {
  const days = terms.map(({ startedDay }) => startedDay).filter((day) => day > from && day <= to);
  return [from, ...days, to]
    .map((day) => volumeOf(inForceOn(terms, day)))
    .reduce((most, { mrr, seats }) => ({
      mrr: Math.max(most.mrr, mrr),
      seats: Math.max(most.seats, seats),
    }));
}

/**
 * When the account decides again: whenever one of its subscriptions' terms ends, from `asOf` on. The day a subscription
 * really ended is never read: it is often written only when the account has left.
 */
export function commitmentOf(inForce: readonly Term[], asOf: number): Commitment {
  const ends = new Map<string, TermEnd>();
  for (const term of inForce) {
    if (term.renewsDay === 0) continue;
    const end = nextEnd(term, asOf);
    ends.set(`${end.day}/${end.months}`, end);
  }
  return [...ends.values()];
}

/**
 * Companies that write one row a term and companies that move the renewal date of one row on must look alike, or the
 * renewal date would tell who stayed. So the end of a term is the renewal date or whole terms away from it.
 */
function nextEnd(term: Term, asOf: number): TermEnd {
  const months = termMonths(term);
  let steps =
    term.renewsDay < asOf
      ? Math.ceil(monthsBetween(term.renewsDay, asOf) / months)
      : -Math.ceil(monthsBetween(asOf, term.renewsDay) / months);
  let day = addMonths(term.renewsDay, steps * months);
  while (day < asOf || day <= term.startedDay) {
    steps += 1;
    day = addMonths(term.renewsDay, steps * months);
  }
  return { day, months };
}

/** The first end of a term from a day on; null when none is known. */
export function endFrom(commitment: Commitment, from: number): number | null {
  let first: number | null = null;
  for (const { day, months } of commitment) {
    let end = day;
    for (let terms = 1; end < from; terms++) end = addMonths(day, terms * months);
    if (first === null || end < first) first = end;
  }
  return first;
}

/** Terms of whole years are told by their dates; else a term is what is billed at once. */
function termMonths({ startedDay, renewsDay, billingMonths }: Term): number {
  const billing = Math.max(1, billingMonths);
  const years = Math.round((renewsDay - startedDay) / 365.25);
  const isWholeYears = years >= 1 && Math.abs(addMonths(startedDay, 12 * years) - renewsDay) <= slackDays;
  return isWholeYears ? Math.max(12, billing) : billing;
}
