import type { Dimension, MeasureId } from '../../../src-preload/contract/health-config';

/**
 * A measure's place: its column, its bit in a mask of known measures, and its meaning in stored rows. Places never
 * change; a new measure takes the next one.
 */
export const measureAt = {
  active_share: 0,
  days_since_activity: 1,
  active_days: 2,
  usage_against_baseline: 3,
  feature_breadth: 4,
  license_adoption: 5,
  feature_depth: 6,
  stickiness: 7,
  nps: 8,
  csat: 9,
  tickets_per_seat: 10,
  severe_tickets: 11,
  pulse: 12,
  usage_trend: 13,
  months_to_renewal: 14,
  seat_change: 15,
  payment_failures: 16,
  key_outcomes: 17,
  outcome_breadth: 18,
  usage_per_mrr: 19,
  ces: 20,
  regular_features: 21,
  regular_outcomes: 22,
  milestones_on_pace: 23,
  days_since_contact: 24,
} as const satisfies Record<MeasureId, number>;

export const measureIds = Object.keys(measureAt) as readonly MeasureId[];
export const measureCount = measureIds.length;

export const dimensionIds = [
  'engagement',
  'adoption',
  'satisfaction',
  'retention',
  'value',
] as const satisfies readonly Dimension[];

/** Places of the measures that a contact can have. */
export const userMeasures: readonly number[] = (
  [
    'days_since_activity',
    'active_days',
    'usage_against_baseline',
    'feature_breadth',
    'feature_depth',
    'nps',
    'usage_trend',
    'outcome_breadth',
  ] as const
).map((id) => measureAt[id]);

export function measureIdAt(place: number): MeasureId {
  return measureIds[place] as MeasureId;
}

export function dimensionAt(place: number): Dimension {
  return dimensionIds[place] as Dimension;
}
