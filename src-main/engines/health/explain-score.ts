import type { Breakdown, DimensionScore, MeasureScore } from '../../../src-preload/contract/health';
import type { MeasureId } from '../../../src-preload/contract/health-config';
import type { Movement } from '../../lib/book-movement';
import { formatDay } from '../../lib/day';
import { nullIfNaN } from '../../lib/null-if-nan';
import { sum } from '../../lib/statistics/vectors';
import { apportion, divideRounding } from './apportion';
import { bookRatioOf, ownValue } from './book-measures';
import type { CompiledConfig, CompiledProfile } from './compile-config';
import { countedMask } from './held-back';
import { judgedHealth } from './judged';
import { dimensionAt, dimensionIds, measureIdAt } from './measures';
import { type Breakpoints, micropointsPerPoint, pointsOf, tenth, wholeWeight } from './points';
import { knownMask } from './raw-measures';
import { bandOf } from './score';
import { shownPoints, shownTenths } from './shown-score';
import { weightsFor } from './weights';

/** A subject's score as its parts, all whole numbers, by the profile's measures. */
export interface ScoreParts {
  /** Micropoints. */
  readonly score: number;
  /** Millionths. */
  readonly confidence: number;
  /** Micropoints of each measure; NaN where it is skipped. */
  readonly points: readonly number[];
  /** Millionths; add up to a million. */
  readonly shares: readonly number[];
  /** Whether a known value is bad news that would have lifted the score, and counts for no more than not knowing it. */
  readonly isHeldBack: readonly boolean[];
  /** Micropoints; add up to `score`. */
  readonly contributions: readonly number[];
}

/** @param raws in the catalogue's order, NaN where unknown @returns null when nothing that counts is known */
export function scoreParts(profile: CompiledProfile, raws: ArrayLike<number>): ScoreParts | null {
  const weighed = weigh(profile, raws);
  if (weighed === null) return null;
  const { products, ...parts } = weighed;
  return { ...parts, contributions: apportion(products, wholeWeight, parts.score) };
}

/** The score alone, in micropoints: what many thousands of scores that could have been are asked for. */
export function scoreAlone(profile: CompiledProfile, raws: ArrayLike<number>): number | null {
  return weigh(profile, raws)?.score ?? null;
}

/** The parts before they are rounded to what adds up. */
type Weighed = Omit<ScoreParts, 'contributions'> & { readonly products: readonly number[] };

function weigh(profile: CompiledProfile, raws: ArrayLike<number>): Weighed | null {
  const known = knownMask(raws);
  const { confidence } = weightsFor(profile, known);
  if (confidence === 0) return null;
  const own = pointsOfMeasures(profile, raws);
  const bad = badMask(profile, raws);
  const counted = bad === 0 ? known : countedMask(profile, own, known, bad);
  const { shares } = weightsFor(profile, counted);
  const isHeldBack = profile.measures.map((at) => (known & ~counted & (1 << at)) !== 0);
  const points = own.map((value, m) =>
    // Held back, a value without a rule for its missing has no share, and its own points tell why.
    isHeldBack[m] && !Number.isNaN(profile.pointsWhenMissing[m])
      ? (profile.pointsWhenMissing[m] as number)
      : value,
  );
  const products = shares.map((share, m) => (share === 0 ? 0 : share * (points[m] as number)));
  const score = divideRounding(sum(products), wholeWeight);
  return { score, confidence, points, shares, isHeldBack, products };
}

/** Which known values are bad news, a bit for each place in the catalogue. */
function badMask({ measures, badNews }: CompiledProfile, raws: ArrayLike<number>): number {
  let bad = 0;
  measures.forEach((at, m) => {
    const raw = raws[at] as number;
    if (raw < (badNews.least[m] as number) || raw > (badNews.most[m] as number)) bad |= 1 << at;
  });
  return bad;
}

/** Micropoints by the profile's measures: by breakpoints, or by the missing rule; NaN where skipped. */
function pointsOfMeasures(profile: CompiledProfile, raws: ArrayLike<number>): number[] {
  return profile.measures.map((at, m) => {
    const raw = raws[at] as number;
    return Number.isNaN(raw)
      ? (profile.pointsWhenMissing[m] as number)
      : pointsOf(profile.breakpoints[m] as Breakpoints, raw);
  });
}

/**
 * The score with its whole explanation: contributions add up to it exactly when counted in micropoints, and the shown
 * tenths add up to the shown score. @returns null when there is nothing to score
 */
export function explainScore(
  config: CompiledConfig,
  profile: CompiledProfile,
  raws: ArrayLike<number>,
  asOf: number,
  movement: Movement | null = null,
): Breakdown | null {
  const parts = scoreParts(profile, raws);
  if (parts === null) return null;
  const shown = apportion(parts.contributions, tenth, shownTenths(parts.score));
  const { band } = judgedHealth(config, parts.score, parts.confidence);
  return {
    asOf: formatDay(asOf),
    score: shownPoints(parts.score),
    exactScore: parts.score / micropointsPerPoint,
    band,
    confidence: parts.confidence / wholeWeight,
    configVersion: config.version,
    profile: profile.id,
    dimensions: dimensionIds.map((_, d) => dimensionScore(config, profile, parts, shown, d, band !== null)),
    measures: profile.measures.map((_, m) => measureScore(profile, parts, shown, raws, movement, m)),
  };
}

function measureScore(
  profile: CompiledProfile,
  parts: ScoreParts,
  shown: readonly number[],
  raws: ArrayLike<number>,
  movement: Movement | null,
  m: number,
): MeasureScore {
  const at = profile.measures[m] as number;
  const points = parts.points[m] as number;
  const id = measureIdAt(at);
  return {
    id,
    dimension: dimensionAt(profile.dimension[m] as number),
    raw: nullIfNaN(raws[at] as number),
    book: againstWhich(id, raws[at] as number, movement),
    points: Number.isNaN(points) ? null : points / micropointsPerPoint,
    heldBack: parts.isHeldBack[m] as boolean,
    weight: (parts.shares[m] as number) / wholeWeight,
    contribution: (parts.contributions[m] as number) / micropointsPerPoint,
    shownContribution: (shown[m] as number) / 10,
  };
}

/** What the account did by itself, and what the book did; null where the value is the account's own. */
function againstWhich(id: MeasureId, raw: number, movement: Movement | null): MeasureScore['book'] {
  const ratio = bookRatioOf(id, movement);
  if (movement === null || ratio === 1 || Number.isNaN(raw)) return null;
  return { own: ownValue(id, raw, movement), change: ratio - 1, accounts: movement.accounts };
}

function dimensionScore(
  config: CompiledConfig,
  profile: CompiledProfile,
  parts: ScoreParts,
  shown: readonly number[],
  d: number,
  isEnoughKnown: boolean,
): DimensionScore {
  const own = profile.dimension.flatMap((dimension, m) => (dimension === d ? [m] : []));
  const weight = sum(own.map((m) => parts.shares[m] as number));
  const products = own.map((m) =>
    parts.shares[m] === 0 ? 0 : (parts.shares[m] as number) * (parts.points[m] as number),
  );
  const score = weight === 0 ? null : divideRounding(sum(products), weight);
  return {
    id: dimensionAt(d),
    score: score === null ? null : shownPoints(score),
    band: score === null || !isEnoughKnown ? null : bandOf(config, score),
    weight: weight / wholeWeight,
    contribution: sum(own.map((m) => parts.contributions[m] as number)) / micropointsPerPoint,
    shownContribution: sum(own.map((m) => shown[m] as number)) / 10,
  };
}
