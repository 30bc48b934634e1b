import { decimals, rounded } from '../words';

/**
 * A probability 0-1 to the tenth of a percent: the one figure that lists, charts, sentences, rules, filters, mails and
 * files show and judge.
 */
export function shownChance(share: number): number {
  return rounded(share, 3);
}

/** Whether there is a chance at all that shows as none: it is said to be below a tenth of a percent. */
export function isBelowShown(share: number): boolean {
  return share > 0 && shownChance(share) === 0;
}

/** A probability in a sentence. @returns `14.5%`, `3.0%`, `<0.1%` */
export function spellChance(share: number): string {
  return isBelowShown(share) ? '<0.1%' : `${decimals(100 * share, 1)}%`;
}
