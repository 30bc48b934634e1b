import { longestTrial } from '../../../src-preload/contract/rules/trial';
import { StewardError } from '../../lib/steward-error';
import { firstKeptDay } from '../../store/facts/kept-days';
import type { ReadDb } from '../../store/types';
import { scoringDay } from '../scoring/scoring-day';
import type { TriedTime } from './backtest-rule';

const year = 365;
const horizonDays = 90;

/**
 * The time a rule is tried on: a year up to the last day that is scored unless said, and nothing before the first that is kept.
 * @param now milliseconds since 1970 UTC
 * @throws StewardError invalid_input before a first load, for a time that ends before it begins, and for one that is too long
 */
export function triedTime(
  db: ReadDb,
  now: number,
  asked: { readonly from?: number | undefined; readonly to?: number | undefined },
): TriedTime {
  const knownTo = scoringDay(db, now);
  if (knownTo === null)
    throw new StewardError('invalid_input', 'The first load is not complete yet. Sync first, then score.');
  const to = Math.min(asked.to ?? knownTo, knownTo);
  const from = Math.max(asked.from ?? to - year + 1, firstKeptDay(db) ?? to);
  if (from > to)
    throw new StewardError('invalid_input', 'The first day comes after the last one that is known.');
  if (to - from + 1 > longestTrial)
    throw new StewardError(
      'invalid_input',
      `A rule is tried on ${longestTrial} days at most: choose a later first day.`,
    );
  return { from, to, knownTo, horizonDays };
}
