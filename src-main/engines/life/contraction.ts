import { mrrOn, otherMoneyOn, seatsOn, type Term } from './term';

/** What was in force before and is now. */
export interface Fall {
  readonly before: number;
  readonly now: number;
  /** 0 to 1. */
  readonly share: number;
}

/** Of revenue. */
export interface RevenueFall extends Fall {
  /** The account's own currency, where it pays in one without a rate. */
  readonly currency?: string;
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
export function revenueLost(terms: readonly Term[], asOf: number): RevenueFall | null {
  const now = mrrOn(terms, asOf);
  const before = mrrOn(terms, asOf - toldDays);
  if (now === 0 && before === 0) return otherLost(terms, asOf);
  return now > 0 ? fallOf(before, now) : null;
}

/** Of an account that pays in one currency alone, for which there is no rate. */
function otherLost(terms: readonly Term[], asOf: number): RevenueFall | null {
  const [now, ...others] = otherMoneyOn(terms, asOf);
  const [before, ...othersBefore] = otherMoneyOn(terms, asOf - toldDays);
  if (now === undefined || now.amount <= 0 || before?.currency !== now.currency) return null;
  if (others.length + othersBefore.length > 0) return null;
  const fall = fallOf(before.amount, now.amount);
  return fall && { ...fall, currency: now.currency };
}

function fallOf(before: number, now: number): Fall | null {
  return now < before ? { before, now, share: 1 - now / before } : null;
}
