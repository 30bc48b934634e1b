import { addMonths, monthsBetween } from '../../life/months';
import { termMonths } from '../../life/renewal';
import type { Term } from '../../life/term';

/** When terms end: on a day and every so many months after it. */
export interface TermEnd {
  readonly day: number;
  readonly months: number;
}

/** The next term ends of all subscriptions in force; empty when none of them says when it renews. */
export type Commitment = readonly TermEnd[];

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
  const months = termMonths(term, term.startedDay);
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
