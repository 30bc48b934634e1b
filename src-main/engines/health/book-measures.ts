import type { MeasureId } from '../../../src-preload/contract/health-config';
import type { Movement } from './movement';

/** Measures against an account's own past, and the movement of the book that goes with their weeks. */
const booked: Partial<Record<MeasureId, 'week' | 'month' | 'quarter' | 'depth'>> = {
  usage_against_baseline: 'week',
  usage_trend: 'month',
  feature_depth: 'depth',
  key_outcomes: 'quarter',
  usage_per_mrr: 'quarter',
};

/** What the book did in a measure's weeks, as a ratio; 1 where none is known or the measure looks at no past. */
export function bookRatioOf(measure: MeasureId, movement: Movement | null): number {
  const weeks = booked[measure];
  return weeks === undefined || movement === null ? 1 : movement[weeks];
}
