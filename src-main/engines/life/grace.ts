import { mrrOn, seatsOn, type Term } from './term';

/** New seats and new money are judged after so many days: nobody uses on the first day what was only just bought. */
export const graceDays = 60;

/**
 * Seats that measures per seat judge: those in force, less what came in the last 60 days. NaN when none are known.
 */
export function judgedSeats(terms: readonly Term[], asOf: number): number {
  return withoutNew(seatsOn(terms, asOf), seatsOn(terms, asOf - graceDays));
}

/** The same of monthly recurring revenue. */
export function judgedMrr(terms: readonly Term[], asOf: number): number {
  return withoutNew(mrrOn(terms, asOf), mrrOn(terms, asOf - graceDays));
}

/** An account that had none then is judged by what it began with. */
function withoutNew(now: number, before: number): number {
  return before > 0 && before < now ? before : now;
}
