import type { RiskPoint } from '../../../../src-preload/contract/risk/risk-screen';

/** Across: the probability of churn where there is a model, else the health score. Never the one for the other. */
export type MapAxis = 'probability' | 'score';

export interface MapPoint extends RiskPoint {
  /** Probability 0-1, or score 0-100. */
  across: number;
}

/** The accounts that have a place on the map: a value across, and revenue (it has no zero on its scale). */
export function mapPoints(points: readonly RiskPoint[], axis: MapAxis): MapPoint[] {
  return points.flatMap((point) => {
    const across = axis === 'probability' ? point.p90 : point.score;
    return across === null || point.arr <= 0 ? [] : [{ ...point, across }];
  });
}

/**
 * Ticks of the revenue axis in steps of ten with a 3 between, the first at or below all amounts and the last at or
 * above; never fewer than two. Dollars, above zero.
 */
export function revenueTicks(amounts: readonly number[]): number[] {
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  // One power more on each side than the logarithms say, as they are rounded.
  const first = Math.floor(Math.log10(least)) - 1;
  const last = Math.ceil(Math.log10(most)) + 1;
  const steps = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)).flatMap(
    (power) => [power, 3 * power],
  );
  const from = steps.findLastIndex((step) => step <= least);
  const to = steps.findIndex((step) => step >= most);
  return steps.slice(from, Math.max(to, from + 1) + 1);
}

/** Upper end of the probability axis: the next whole tenth above all, so that few high ones use the room. */
export function probabilityEnd(shares: readonly number[]): number {
  return Math.min(1, Math.max(0.1, Math.ceil(Math.max(...shares) * 10 + 1e-9) / 10));
}

/** Ticks up to the end of the axis. It is drawn by the square root, as most probabilities are small. */
export function probabilityTicks(end: number): number[] {
  return [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1].filter((share) => share <= end);
}
