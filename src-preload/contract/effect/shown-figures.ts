import { decimals, rounded } from '../words';

/** What stands in tables, sentences and files of effects: rounded here, once. */

/** A share 0 to 1 in percent, to its tenth. */
export function shownShare(share: number): number {
  return rounded(100 * share, 1);
}

/** A share in a sentence. @returns `4.2%` */
export function spellShare(share: number): string {
  return `${decimals(100 * share, 1)}%`;
}

/** A difference with its sign and tenth, in a sentence. @param shown of `shownShare`, or points @returns `+3.0`, `−11.6`, `0.0` */
export function spellDifference(shown: number): string {
  const figure = rounded(shown, 1);
  const sign = figure > 0 ? '+' : figure < 0 ? '−' : '';
  return `${sign}${decimals(Math.abs(figure), 1)}`;
}
