import { mrrOn, seatsOn, type Term } from './term';

/** New seats and new money are judged after so many days: nobody uses on the first day what was only just bought. */
export const graceDays = 60;

/**
 * Seats that measures per seat judge: those in force, less what came in the last 60 days. NaN when none are known.
 */
export function judgedSeats(terms: readonly Term[], asOf: number): number {
  return withoutNew(seatsOn(terms, asOf), seatsOn(terms, asOf - graceDays));
}

/** Seats that were given back count on for so many days where use is judged by them: as long as their loss is told. */
export const seatsRememberedDays = 180;

/**
 * Seats that use is judged by: the judged ones, or the most that were there in the last 180 days and have been given back,
 * so that the same use is worth no more for fewer seats. NaN when none are known.
 */
export function seatsToFill(terms: readonly Term[], asOf: number): number {
  let most = judgedSeats(terms, asOf);
  for (const { endedDay } of terms) {
    if (endedDay <= asOf - seatsRememberedDays || endedDay > asOf) continue;
    const before = judgedSeats(terms, endedDay - 1);
    if (!(before <= most)) most = before;
  }
  return most;
}

/** The same of monthly recurring revenue. */
export function judgedMrr(terms: readonly Term[], asOf: number): number {
  return withoutNew(mrrOn(terms, asOf), mrrOn(terms, asOf - graceDays));
}

/** An account that had none then is judged by what it began with. */
function withoutNew(now: number, before: number): number {
  return before > 0 && before < now ? before : now;
}
