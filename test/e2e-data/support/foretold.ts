import type { ModelCard } from '../../../src-preload/contract/risk/model-card';

/** Departures foretold within a horizon over those that came; null where none is over. */
export function ratioOf({ calibration }: Pick<ModelCard, 'calibration'>, days: number): number | null {
  const points = calibration.find(({ horizon }) => horizon === days)?.points ?? [];
  const total = (of: 'predicted' | 'observed') =>
    points.reduce((sum, point) => sum + point.accounts * point[of], 0);
  return points.length === 0 ? null : total('predicted') / total('observed');
}
