import { upToTenth } from '../../../../src-preload/contract/words';
import { per28, perHalfYear, undone } from './compared-words';
import type { FixedColumn } from './risk-features';
import type { ColumnWords, Seen } from './words-of-column';
import { wordsOfContract } from './words-of-contract';
import { wordsOfUse } from './words-of-use';

const words: Readonly<Record<FixedColumn, ColumnWords>> = { ...wordsOfContract, ...wordsOfUse };

/** @param featureNames by id */
export function columnLabel(column: string, featureNames: ReadonlyMap<number, string>): string {
  const rate = rateOf(column);
  if (rate === null) return words[column as keyof typeof words].label;
  return `${featureNames.get(rate.feature) ?? `Feature ${rate.feature}`}, ${rate.days === 28 ? '28 days' : 'half a year'}`;
}

/**
 * What was seen, with the figure as it can be counted again: a column that sets two figures against each other names both,
 * since its own value (made to be finite where one of them is 0) is not their ratio.
 */
export function columnSaid(
  column: string,
  value: number,
  featureNames: ReadonlyMap<number, string>,
  seen: Seen,
): string {
  const rate = rateOf(column);
  if (rate !== null) {
    const name = featureNames.get(rate.feature) ?? `Feature ${rate.feature}`;
    const times = upToTenth(undone(value));
    return rate.days === 28 ? `${name}: ${times} times ${per28}` : `${name}: ${times} times ${perHalfYear}`;
  }
  const { label, said, unknown } = words[column as keyof typeof words];
  return Number.isNaN(value) ? (unknown ?? `${label}: not known`) : said(value, seen);
}

function rateOf(column: string): { days: number; feature: number } | null {
  const match = /^rate(28|182):(\d+)$/.exec(column);
  return match === null ? null : { days: Number(match[1]), feature: Number(match[2]) };
}
