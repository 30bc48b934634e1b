import { quantileOfSorted, sortedPresent } from '../../../lib/statistics/quantile';
import type { Arm } from './arm';
import type { Moment } from './moments';

export interface MatchedArms {
  readonly treated: readonly Moment[];
  readonly control: readonly Moment[];
  /** Of each control: together those of a stratum weigh as much as its treated ones. */
  readonly weights: Float64Array;
}

const quintiles = [0.2, 0.4, 0.6, 0.8] as const;

/** Where the scores of a book are cut into fifths. */
export function scoreCuts(months: readonly Moment[]): number[] {
  const scores = sortedPresent(Float64Array.from(months, ({ score }) => score));
  return quintiles.map((share) => quantileOfSorted(scores, share));
}

/** What makes a moment comparable with others; -1 without a score. @param cuts of `scoreCuts` */
function stratumOf({ score, setting }: Moment, cuts: readonly number[]): number {
  if (Number.isNaN(score)) return -1;
  let fifth = 0;
  while (fifth < cuts.length && (cuts[fifth] as number) <= score) fifth += 1;
  return setting * (quintiles.length + 1) + fifth;
}

/** Moments with the stratum of each. */
export interface Strata {
  readonly moments: readonly Moment[];
  readonly stratum: Int32Array;
}

export function strataOf(moments: readonly Moment[], cuts: readonly number[]): Strata {
  return { moments, stratum: Int32Array.from(moments, (moment) => stratumOf(moment, cuts)) };
}

/**
 * Sets moments at which something was begun beside months in which it wasn't: of the same fifth of the score before it,
 * the same quarter, a term that ends within 90 days or none, and an account younger than half a year or not.
 * Standardised to those that had it (Miettinen, 1972). Moments without a score or without their like are left out.
 */
export function matchMonths(begun: Strata, months: Strata): MatchedArms {
  const treatedIn = countBy(begun.stratum);
  const controlIn = countBy(months.stratum);
  const matched = ({ moments, stratum }: Strata) =>
    moments.flatMap((moment, i) => {
      const own = stratum[i] as number;
      return treatedIn.has(own) && controlIn.has(own) ? [{ moment, stratum: own }] : [];
    });
  const control = matched(months);
  return {
    treated: matched(begun).map(({ moment }) => moment),
    control: control.map(({ moment }) => moment),
    weights: Float64Array.from(
      control,
      ({ stratum }) => (treatedIn.get(stratum) as number) / (controlIn.get(stratum) as number),
    ),
  };
}

export function accountsIn(moments: readonly Moment[]): number {
  return new Set(moments.map(({ account }) => account)).size;
}

/** An arm of what came of moments; those of which it isn't known are left out. */
export function armOf(
  moments: readonly Moment[],
  weights: Float64Array | null,
  outcome: (moment: Moment) => number,
): Arm {
  const known = moments.flatMap((moment, i) => {
    const own = outcome(moment);
    return Number.isNaN(own) ? [] : [{ account: moment.account, weight: weights?.[i] ?? 1, outcome: own }];
  });
  return {
    account: Int32Array.from(known, (row) => row.account),
    weight: Float64Array.from(known, (row) => row.weight),
    outcome: Float64Array.from(known, (row) => row.outcome),
  };
}

function countBy(stratum: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const own of stratum) if (own >= 0) counts.set(own, (counts.get(own) ?? 0) + 1);
  return counts;
}
