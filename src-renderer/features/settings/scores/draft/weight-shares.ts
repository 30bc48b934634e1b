import {
  type Dimension,
  dimensions,
  type MeasureId,
  type Profile,
} from '../../../../../src-preload/contract/health-config';

function shareOf(weight: number, total: number): number {
  return total > 0 && Number.isFinite(weight) ? weight / total : 0;
}

function sumOf(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + (Number.isFinite(weight) ? weight : 0), 0);
}

// A dimension takes part only when it has weight and a measure with weight; scoring reweighs the others.
function effectiveWeight(profile: Profile, dimension: Dimension): number {
  const { weight, measures } = profile.dimensions[dimension];
  return sumOf(measures.map((measure) => measure.weight)) > 0 ? weight : 0;
}

/** Each dimension's share of the whole score, 0-1, when all values are there. */
export function dimensionShares(profile: Profile): Record<Dimension, number> {
  const total = sumOf(dimensions.map((dimension) => effectiveWeight(profile, dimension)));
  const share = (dimension: Dimension) => shareOf(effectiveWeight(profile, dimension), total);
  return {
    engagement: share('engagement'),
    adoption: share('adoption'),
    satisfaction: share('satisfaction'),
    retention: share('retention'),
    value: share('value'),
  };
}

/** A measure's share of its dimension, 0-1. */
export function measureShare(profile: Profile, dimension: Dimension, id: MeasureId): number {
  const { measures } = profile.dimensions[dimension];
  const own = measures.find((measure) => measure.id === id)?.weight ?? 0;
  return shareOf(own, sumOf(measures.map((measure) => measure.weight)));
}
