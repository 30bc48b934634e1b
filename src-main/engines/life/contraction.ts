import { mrrOn, seatsOn, type Term } from './term';

/** What was in force before and is now. */
export interface Fall {
  readonly before: number;
  readonly now: number;
  /** 0 to 1. */
  readonly share: number;
}

/** Contraction is told for so many days. */
const toldDays = 90;
/** From this share on it is serious. */
export const seriousFall = 0.2;

/** Fewer seats than 90 days before; null where not. */
export function seatsLost(terms: readonly Term[], asOf: number): Fall | null {
  return fallOf(seatsOn(terms, asOf - toldDays), seatsOn(terms, asOf));
}

/** Less revenue than 90 days before; null where not, and where all of it ended: that is no contraction. */
export function revenueLost(terms: readonly Term[], asOf: number): Fall | null {
  const now = mrrOn(terms, asOf);
  return now > 0 ? fallOf(mrrOn(terms, asOf - toldDays), now) : null;
}

function fallOf(before: number, now: number): Fall | null {
  return now < before ? { before, now, share: 1 - now / before } : null;
}
