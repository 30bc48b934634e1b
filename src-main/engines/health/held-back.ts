import type { CompiledProfile } from './compile-config';

/** Weight and weight x points of what counts so far. */
interface Sum {
  weight: number;
  product: number;
}

const meanOf = ({ weight, product }: Sum) => product / weight;

/**
 * Which known values count: all but bad news that would lift the score. Of a dimension's bad news those count that bring
 * its mean down, the worst first; a dimension of bad news alone counts with the worst of it where that brings the score
 * down. So the score is the lowest that counting or not counting each piece of bad news can give, and one more, or a
 * worse one, never raises it. Where a missing value counts by a rule, bad news counts for no more than that.
 * @param points by the profile's measures: of known values their own, of missing ones what their rule gives, NaN for none
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
  const { measures, dimension, weight, dimensionWeight } = profile;
  let counted = known & ~bad;
  const whole: Sum = { weight: 0, product: 0 };
  const alone: { readonly mean: number; readonly weight: number; readonly bit: number }[] = [];
  for (let d = 0; d < dimensionWeight.length; d++) {
    const sum: Sum = { weight: 0, product: 0 };
    const news: number[] = [];
    for (let m = 0; m < measures.length; m++) {
      if (dimension[m] !== d || (weight[m] as number) === 0) continue;
      const bit = 1 << (measures[m] as number);
      if ((bad & bit) === 0) add(sum, weight[m] as number, points[m] as number);
      else if (Number.isNaN(profile.pointsWhenMissing[m])) news.push(m);
      else counted |= countRuled(profile, points, m, bit, sum);
    }
    news.sort((left, right) => (points[left] as number) - (points[right] as number) || left - right);
    const [worst] = news;
    if (sum.weight === 0) {
      if (worst === undefined) continue;
      const mean = points[worst] as number;
      alone.push({ mean, weight: dimensionWeight[d] as number, bit: 1 << (measures[worst] as number) });
      continue;
    }
    for (const m of news) {
      if ((points[m] as number) >= meanOf(sum)) break;
      add(sum, weight[m] as number, points[m] as number);
      counted |= 1 << (measures[m] as number);
    }
    add(whole, dimensionWeight[d] as number, meanOf(sum));
  }
  alone.sort((left, right) => left.mean - right.mean || left.bit - right.bit);
  for (const { mean, weight: own, bit } of alone) {
    if (whole.weight > 0 && mean >= meanOf(whole)) break;
    add(whole, own, mean);
    counted |= bit;
  }
  return counted;
}

function add(sum: Sum, weight: number, points: number): void {
  if (Number.isNaN(points)) return;
  sum.weight += weight;
  sum.product += weight * points;
}

/** Counts bad news, or the rule for its missing where that gives less. @returns its bit where it counts */
function countRuled(
  { weight, pointsWhenMissing }: CompiledProfile,
  points: ArrayLike<number>,
  m: number,
  bit: number,
  sum: Sum,
): number {
  const [own, missing] = [points[m] as number, pointsWhenMissing[m] as number];
  add(sum, weight[m] as number, Math.min(own, missing));
  return own <= missing ? bit : 0;
}
