import type { ScoreChange } from '../../../src-preload/contract/health';
import { formatDay } from '../../lib/day';
import { nullIfNaN } from '../../lib/null-if-nan';
import { apportion } from './apportion';
import type { CompiledProfile } from './compile-config';
import { pointsOfMeasures, scoreParts } from './explain-score';
import { dimensionAt, measureCount, measureIdAt, measureIds } from './measures';
import { micropointsPerPoint, tenth, wholeWeight } from './points';
import { knownMask } from './raw-measures';
import { shownPoints, shownTenths } from './shown-score';
import { weightsFor } from './weights';

/** A score that was made: what was known, and by which rules. */
export interface ScoredDay {
  readonly asOf: number;
  readonly profile: CompiledProfile;
  /** Raw values in the catalogue's order, NaN where unknown. */
  readonly raws: Float64Array;
}

/** Value, configuration, presence: what made a score change. */
const causes = 3;

/**
 * Why a score changed, measure by measure: because the value moved, because the rules (weights, breakpoints, missing
 * rules, profile) changed, or because values came or went and weights moved with them. Each cause gets its Shapley
 * value (Shapley, 1953) over the three: its effect averaged over all orders in which before can turn into after. For
 * a product of two factors this is the midpoint rule, d(ws) = w_mid ds + s_mid dw. All of it is counted in whole
 * numbers, and the effects add up to the change of the score to the last micropoint.
 * @returns null when one of the days has no score
 */
export function explainChange(from: ScoredDay, to: ScoredDay): ScoreChange | null {
  const before = scoreParts(from.profile, from.raws);
  const after = scoreParts(to.profile, to.raws);
  if (before === null || after === null) return null;
  const total = after.score - before.score;
  const effects = apportion(shapleyNumerators(from, to), 6 * wholeWeight, total);
  const measures = measureIds
    .map((_, at) => at)
    .filter((at) => [from, to].some(({ profile }) => profile.measures.includes(at)));
  const totals = measures.map((at) =>
    effects.slice(at * causes, at * causes + causes).reduce((a, b) => a + b),
  );
  const shownTotal = shownTenths(after.score) - shownTenths(before.score);
  const shownTotals = apportion(totals, tenth, shownTotal);
  return {
    from: formatDay(from.asOf),
    to: formatDay(to.asOf),
    fromScore: shownPoints(before.score),
    toScore: shownPoints(after.score),
    shownTotal: shownTotal / 10,
    exactFrom: before.score / micropointsPerPoint,
    exactTo: after.score / micropointsPerPoint,
    total: total / micropointsPerPoint,
    effects: measures.map((at, i) => ({
      measure: measureIdAt(at),
      dimension: dimensionOf(at, to.profile) ?? dimensionOf(at, from.profile) ?? dimensionAt(0),
      fromRaw: nullIfNaN(from.raws[at] as number),
      toRaw: nullIfNaN(to.raws[at] as number),
      value: (effects[at * causes] as number) / micropointsPerPoint,
      config: (effects[at * causes + 1] as number) / micropointsPerPoint,
      missing: (effects[at * causes + 2] as number) / micropointsPerPoint,
      total: (totals[i] as number) / micropointsPerPoint,
      shownTotal: (shownTotals[i] as number) / 10,
    })),
  };
}

/**
 * Six times the Shapley value of each cause for each measure: [place in the catalogue * 3 + cause], in millionths of a
 * micropoint. Whole numbers: an effect that stands first or last counts double, in the middle once for each order.
 */
function shapleyNumerators(from: ScoredDay, to: ScoredDay): Float64Array {
  const corner = cornersBetween(from, to);
  const [f000, f100, f010, f001] = [corner(0, 0, 0), corner(1, 0, 0), corner(0, 1, 0), corner(0, 0, 1)];
  const [f110, f101, f011, f111] = [corner(1, 1, 0), corner(1, 0, 1), corner(0, 1, 1), corner(1, 1, 1)];
  const numerators = new Float64Array(measureCount * causes);
  const effect = (
    at: number,
    first: Corner,
    middle: readonly [Corner, Corner, Corner, Corner],
    last: Corner,
  ) => {
    const [withA, withoutA, withB, withoutB] = middle;
    return (
      2 * ((first[at] as number) - (f000[at] as number)) +
      ((withA[at] as number) - (withoutA[at] as number)) +
      ((withB[at] as number) - (withoutB[at] as number)) +
      2 * ((f111[at] as number) - (last[at] as number))
    );
  };
  for (let at = 0; at < measureCount; at++) {
    numerators[at * causes] = effect(at, f100, [f110, f010, f101, f001], f011);
    numerators[at * causes + 1] = effect(at, f010, [f110, f100, f011, f001], f101);
    numerators[at * causes + 2] = effect(at, f001, [f101, f100, f011, f010], f110);
  }
  return numerators;
}

/** Share x points of each measure (millionths of a micropoint), by place in the catalogue. */
type Corner = Float64Array;

/**
 * The score's parts with values, configuration and presence each taken from before (0) or after (1). Where presence
 * asks for a value that only the other day knows, that one is taken: its coming or going is what presence means.
 */
function cornersBetween(
  from: ScoredDay,
  to: ScoredDay,
): (value: 0 | 1, config: 0 | 1, presence: 0 | 1) => Corner {
  const days = [from, to] as const;
  return (value, config, presence) => {
    const { profile } = days[config];
    const valued = days[value].raws;
    const other = days[value === 0 ? 1 : 0].raws;
    const raws = days[presence].raws.map((raw, at) => {
      if (Number.isNaN(raw)) return Number.NaN;
      return Number.isNaN(valued[at]) ? (other[at] as number) : (valued[at] as number);
    });
    const { shares } = weightsFor(profile, knownMask(raws));
    const points = pointsOfMeasures(profile, raws);
    const corner = new Float64Array(measureCount);
    profile.measures.forEach((at, m) => {
      const share = shares[m] as number;
      if (share > 0) corner[at] = share * (points[m] as number);
    });
    return corner;
  };
}

function dimensionOf(at: number, profile: CompiledProfile) {
  const m = profile.measures.indexOf(at);
  return m < 0 ? undefined : dimensionAt(profile.dimension[m] as number);
}
