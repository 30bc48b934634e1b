import type { Profile } from '../../../../src-preload/contract/health-config';
import {
  adoptionForAge,
  daysOf28,
  daysSilent,
  measure,
  planOnPace,
  satisfaction,
  shareInRegularUse,
} from './measures';

/** A new account has no past to be compared with: what counts is that people come and that features get used. */
export function onboardingProfile(): Profile {
  return {
    id: 'onboarding',
    name: 'Onboarding',
    lifecycleStages: ['onboarding'],
    segments: [],
    dimensions: {
      engagement: {
        weight: 30,
        measures: [
          measure('active_share', 2, [
            [0, 0],
            [0.2, 40],
            [0.5, 80],
            [0.8, 100],
          ]),
          measure('days_since_activity', 3, daysSilent),
          measure('active_days', 2, daysOf28),
        ],
      },
      adoption: {
        weight: 40,
        measures: [
          measure('license_adoption', 3, adoptionForAge),
          measure('feature_breadth', 1, [
            [0, 0],
            [0.2, 50],
            [0.4, 75],
            [0.7, 100],
          ]),
          measure('regular_features', 3, shareInRegularUse),
        ],
      },
      satisfaction: satisfaction(15),
      retention: {
        weight: 5,
        measures: [
          measure('payment_failures', 1, [
            [0, 100],
            [1, 40],
            [2, 10],
            [3, 0],
          ]),
        ],
      },
      value: {
        weight: 10,
        measures: [
          measure('outcome_breadth', 1, [
            [0, 20],
            [0.34, 70],
            [0.67, 100],
          ]),
          measure('regular_outcomes', 1, shareInRegularUse),
          measure('milestones_on_pace', 1, planOnPace),
        ],
      },
    },
  };
}
