import type { CompiledProfile } from './compile-config';

/** Room for one account at a time: dimensions of bad news alone, by their worst. */
const alone = { count: 0, mean: new Float64Array(8), weight: new Float64Array(8), bit: new Int32Array(8) };

/**
 * Which known values count: all but bad news that would lift the score. Of a dimension's bad news those count that bring
 * its mean down, the worst first; a dimension of bad news alone counts with the worst of it where that brings the score
 * down. So the score is the lowest that counting or not counting each piece of bad news can give, and one more, or a
 * worse one, never raises it. Where a missing value counts by a rule, bad news counts for no more than that. It is asked for
 * of every account every night, and makes no garbage.
 * @param points by the profile's measures, which stand by dimension: of known values their own, of missing ones what their
 *   rule gives, NaN for none
 * @param known bit by place in the catalogue
 * @param bad the same; a part of `known`
 * @returns the part of `known` that counts
 */
export function countedMask(
  profile: CompiledProfile,
  points: ArrayLike<number>,
  known: number,
  bad: number,
): number {
  const { measures, dimension, dimensionWeight } = profile;
  let counted = known & ~bad;
  let weight = 0;
  let product = 0;
  alone.count = 0;
  for (let from = 0; from < measures.length; ) {
    const d = dimension[from] as number;
    let to = from + 1;
    while (to < measures.length && dimension[to] === d) to += 1;
    const own = countedIn(profile, points, bad, from, to);
    counted |= own.mask;
    if (!Number.isNaN(own.mean)) {
      weight += dimensionWeight[d] as number;
      product += (dimensionWeight[d] as number) * own.mean;
    } else if (own.worst >= 0) {
      alone.mean[alone.count] = points[own.worst] as number;
      alone.weight[alone.count] = dimensionWeight[d] as number;
      alone.bit[alone.count] = 1 << (measures[own.worst] as number);
      alone.count += 1;
    }
    from = to;
  }
  return counted | countedAlone(weight, product);
}

/** What of a dimension counts: its bad news, the mean of all that counts (NaN without any), and its worst where that is alone. */
const ofDimension = { mask: 0, mean: Number.NaN, worst: -1 };

function countedIn(
  { measures, weight, pointsWhenMissing }: CompiledProfile,
  points: ArrayLike<number>,
  bad: number,
  from: number,
  to: number,
): typeof ofDimension {
  let total = 0;
  let product = 0;
  let mask = 0;
  let waiting = 0;
  for (let m = from; m < to; m++) {
    const own = weight[m] as number;
    if (own === 0) continue;
    const bit = 1 << (measures[m] as number);
    const missing = pointsWhenMissing[m] as number;
    let value = points[m] as number;
    if ((bad & bit) !== 0) {
      if (Number.isNaN(missing)) {
        waiting |= bit;
        continue;
      }
      if (value <= missing) mask |= bit;
      else value = missing;
    }
    if (Number.isNaN(value)) continue;
    total += own;
    product += own * value;
  }
  let worst = worstOf(measures, points, waiting, from, to);
  ofDimension.worst = worst;
  if (total > 0) {
    while (worst >= 0 && (points[worst] as number) * total < product) {
      const bit = 1 << (measures[worst] as number);
      total += weight[worst] as number;
      product += (weight[worst] as number) * (points[worst] as number);
      mask |= bit;
      waiting &= ~bit;
      worst = worstOf(measures, points, waiting, from, to);
    }
  }
  ofDimension.mask = mask;
  ofDimension.mean = product / total;
  return ofDimension;
}

/** The measure with the fewest points among those that wait; -1 without any. */
function worstOf(
  measures: readonly number[],
  points: ArrayLike<number>,
  waiting: number,
  from: number,
  to: number,
): number {
  let worst = -1;
  for (let m = from; m < to; m++) {
    if ((waiting & (1 << (measures[m] as number))) === 0) continue;
    if (worst < 0 || (points[m] as number) < (points[worst] as number)) worst = m;
  }
  return worst;
}

/** Of the dimensions of bad news alone those that bring the score down, the worst first; without any other, the worst. */
function countedAlone(weightOfOthers: number, productOfOthers: number): number {
  let weight = weightOfOthers;
  let product = productOfOthers;
  let mask = 0;
  for (let left = alone.count; left > 0; left--) {
    let worst = -1;
    for (let i = 0; i < alone.count; i++) {
      if ((mask & (alone.bit[i] as number)) !== 0) continue;
      if (worst < 0 || (alone.mean[i] as number) < (alone.mean[worst] as number)) worst = i;
    }
    const mean = alone.mean[worst] as number;
    if (weight > 0 && mean * weight >= product) break;
    weight += alone.weight[worst] as number;
    product += (alone.weight[worst] as number) * mean;
    mask |= alone.bit[worst] as number;
  }
  return mask;
}
