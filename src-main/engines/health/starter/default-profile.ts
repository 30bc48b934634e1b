import type { Profile } from '../../../../src-preload/contract/health-config';
import {
  adoptionForAge,
  againstOwnPast,
  daysOf28,
  daysSilent,
  measure,
  monthsAhead,
  outcomesUsed,
  satisfaction,
  shareInRegularUse,
  shareOfFeatures,
  usageLately,
  usageOf28Days,
} from './measures';

export function defaultProfile(): Profile {
  return {
    id: 'default',
    name: 'Default',
    lifecycleStages: [],
    segments: [],
    dimensions: {
      engagement: {
        weight: 20,
        measures: [
          measure('active_share', 3, [
            [0, 0],
            [0.25, 20],
            [0.5, 40],
            [0.8, 80],
            [1, 100],
          ]),
          measure('days_since_activity', 2, daysSilent),
          measure('active_days', 3, daysOf28),
          measure('usage_against_baseline', 1, usageLately),
        ],
      },
      adoption: {
        weight: 30,
        measures: [
          measure('feature_breadth', 1, shareOfFeatures),
          measure('regular_features', 4, shareInRegularUse),
          measure('license_adoption', 2, adoptionForAge),
          measure('feature_depth', 1, againstOwnPast),
          measure('stickiness', 2, [
            [0, 0],
            [0.1, 40],
            [0.2, 65],
            [0.4, 90],
            [0.6, 100],
          ]),
        ],
      },
      satisfaction: satisfaction(15),
      retention: {
        weight: 15,
        measures: [
          measure('usage_trend', 2, usageOf28Days),
          measure('seat_change', 2, [
            [-0.5, 0],
            [-0.2, 25],
            [0, 70],
            [0.1, 85],
            [0.25, 100],
          ]),
          measure('payment_failures', 2, [
            [0, 100],
            [1, 40],
            [2, 10],
            [3, 0],
          ]),
          measure('months_to_renewal', 3, monthsAhead),
        ],
      },
      value: {
        weight: 20,
        measures: [
          measure('key_outcomes', 1, againstOwnPast),
          measure('outcome_breadth', 2, outcomesUsed),
          measure('regular_outcomes', 3, shareInRegularUse),
          measure('usage_per_mrr', 1, againstOwnPast),
        ],
      },
    },
  };
}
