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

/**
 * Sets moments at which something was begun beside months in which it wasn't: of the same fifth of the score before it,
 * the same quarter, a term that ends within 90 days or none, and an account younger than half a year or not.
 * Standardised to those that had it (Miettinen, 1972). Moments without a score or without their like are left out.
 */
export function matchMonths(
  begun: readonly Moment[],
  months: readonly Moment[],
  cuts: readonly number[],
): MatchedArms {
  const stratumOf = ({ score, setting }: Moment) =>
    Number.isNaN(score) ? -1 : setting * (quintiles.length + 1) + cuts.filter((cut) => cut <= score).length;
  const treatedIn = countBy(begun, stratumOf);
  const controlIn = countBy(months, stratumOf);
  const isMatched = (moment: Moment) => {
    const stratum = stratumOf(moment);
    return stratum >= 0 && treatedIn.has(stratum) && controlIn.has(stratum);
  };
  const control = months.filter(isMatched);
  return {
    treated: begun.filter(isMatched),
    control,
    weights: Float64Array.from(control, (moment) => {
      const stratum = stratumOf(moment);
      return (treatedIn.get(stratum) as number) / (controlIn.get(stratum) as number);
    }),
  };
}

/** An arm of what came of moments; those of which it isn't known are left out. */
export function armOf(
  moments: readonly Moment[],
  weights: Float64Array | null,
  outcome: (moment: Moment) => number,
): Arm {
  const places = [...moments.keys()].filter((i) => !Number.isNaN(outcome(moments[i] as Moment)));
  return {
    account: Int32Array.from(places, (i) => (moments[i] as Moment).account),
    weight: Float64Array.from(places, (i) => (weights === null ? 1 : (weights[i] as number))),
    outcome: Float64Array.from(places, (i) => outcome(moments[i] as Moment)),
  };
}

function countBy(moments: readonly Moment[], stratumOf: (moment: Moment) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const moment of moments) {
    const stratum = stratumOf(moment);
    counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  }
  return counts;
}
