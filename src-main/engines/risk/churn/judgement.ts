import type { HorizonJudgement } from '../../../../src-preload/contract/risk/model-card';
import { gather, mean, sum } from '../../../lib/statistics/vectors';
import { clusteredArea } from '../model/clustered-area';
import { brierScore } from '../model/probability-scores';
import type { ChurnRows } from './churn-rows';
import { judgementWords } from './judgement-words';
import type { WalkedHorizon } from './walked-horizons';

/** Of fewer accounts that left nothing can be told of how a model ranks. */
export const fewestToJudge = 10;
/** Of fewer a part of the accounts is not told of. */
const fewestInPart = 5;
const halfWidth = 1.959964;

/** How well chances for a horizon ranked and how many departures they foretold, on months that were not seen. */
export function judged(walked: WalkedHorizon, rows: ChurnRows): HorizonJudgement {
  const { horizon, chances, base, left } = walked;
  const account = Int32Array.from(walked.rows, (row) => rows.organizationId[row] as number);
  const everyone = Int32Array.from(chances.keys());
  const figures = {
    horizon,
    accountMonths: chances.length,
    accountsLeft: accountsLeft(left, account),
    area: clusteredArea(chances, left, account),
    brier: chances.length === 0 ? 0 : brierScore(chances, left),
    baseBrier: chances.length === 0 ? 0 : brierScore(base, left),
  };
  const all = partFigures(chances, left, account);
  const verdict = verdictOf(figures, all);
  return {
    ...figures,
    verdict,
    text: judgementWords({ ...figures, verdict, all }),
    parts: partsOf(walked, rows).flatMap(({ name, places }) => {
      const part = partFigures(gather(chances, places), gather(left, places), place(account, places));
      const isTold =
        places.length > 0 && (places.length === everyone.length || part.accountsLeft >= fewestInPart);
      return isTold ? [{ part: name, ...part }] : [];
    }),
  };
}

/** A quarter too many or too few departures foretold can be lived with; what is surely further off is told by no figure. */
const tolerableRatio = 1.25;

function verdictOf(
  {
    accountsLeft: left,
    area,
    brier,
    baseBrier,
  }: Pick<HorizonJudgement, 'accountsLeft' | 'area' | 'brier' | 'baseBrier'>,
  { low, high }: Pick<HorizonJudgement['parts'][number], 'low' | 'high'>,
): HorizonJudgement['verdict'] {
  if (left < fewestToJudge || area === null) return 'too_few';
  if (area.low <= 0.5 || brier >= baseBrier) return 'chance';
  const isOff = low > tolerableRatio || (high !== null && high < 1 / tolerableRatio);
  return isOff ? 'off' : 'better';
}

/**
 * Whether a model's chances may be shown: it ranks 30 days ahead better than chance, and 90 days ahead not like chance, as
 * far as that can be told by now. Where it ranks well and counts badly, the card says so.
 */
export function provesItself(judgements: readonly Pick<HorizonJudgement, 'horizon' | 'verdict'>[]): boolean {
  const verdictWithin = (days: number) => judgements.find(({ horizon }) => horizon === days)?.verdict;
  const near = verdictWithin(30);
  return (near === 'better' || near === 'off') && verdictWithin(90) !== 'chance';
}

/** Why the chance of a horizon is not told; null where it is. Nearer ones are told or nothing is. */
export function untoldBecause(
  judgements: readonly Pick<HorizonJudgement, 'horizon' | 'verdict'>[],
): 'chance' | 'off' | null {
  const verdict = judgements.find(({ horizon }) => horizon === farHorizon)?.verdict;
  return verdict === 'chance' || verdict === 'off' ? verdict : null;
}

/** Of the horizons the one that may be told or not by itself. */
export const farHorizon = 180;

interface Part {
  readonly name: HorizonJudgement['parts'][number]['part'];
  readonly places: Int32Array;
}

/** All, the tenth with the highest chances, and those whose terms are of a month or less, of a year or more, or between. */
function partsOf({ chances, rows: ofRows }: WalkedHorizon, rows: ChurnRows): Part[] {
  const all = Int32Array.from(chances.keys());
  const byChance = all.toSorted((left, right) => (chances[right] as number) - (chances[left] as number));
  const months = (at: number) => termMonthsOf(rows, ofRows[at] as number);
  return [
    { name: 'all', places: all },
    { name: 'top_tenth', places: byChance.subarray(0, Math.ceil(all.length / 10)) },
    { name: 'monthly', places: all.filter((at) => months(at) <= 1) },
    { name: 'yearly', places: all.filter((at) => months(at) >= 12) },
    { name: 'other_terms', places: all.filter((at) => months(at) > 1 && months(at) < 12) },
  ];
}

/** The shortest term in force; where none is known, how often it is billed. */
function termMonthsOf(rows: ChurnRows, row: number): number {
  const terms = rows.commitment[row] ?? [];
  if (terms.length > 0) return Math.min(...terms.map(({ months }) => months));
  const billing = rows.table.columns.find(({ name }) => name === 'log_billing_months');
  return billing?.kind === 'number' ? Math.round(Math.exp(billing.values[row] as number)) : 1;
}

/** Expected over observed, with a 95 % interval of what was observed that knows that months of an account go together. */
function partFigures(chances: Float64Array, left: Float64Array, account: Int32Array) {
  const missed = new Map<number, number>();
  account.forEach((id, at) => {
    missed.set(id, (missed.get(id) ?? 0) + (left[at] as number) - (chances[at] as number));
  });
  const error = Math.sqrt([...missed.values()].reduce((total, own) => total + own ** 2, 0));
  const [expected, observed] = [sum(chances), sum(left)];
  return {
    accountMonths: chances.length,
    accountsLeft: accountsLeft(left, account),
    expected: chances.length === 0 ? 0 : mean(chances),
    observed: chances.length === 0 ? 0 : mean(left),
    ratio: observed === 0 ? null : expected / observed,
    low: expected / (observed + halfWidth * error),
    high: observed <= halfWidth * error ? null : expected / (observed - halfWidth * error),
    area: clusteredArea(chances, left, account),
  };
}

function accountsLeft(left: Float64Array, account: Int32Array): number {
  return new Set(account.filter((_, at) => left[at] === 1)).size;
}

function place(account: Int32Array, places: Int32Array): Int32Array {
  return Int32Array.from(places, (at) => account[at] as number);
}
