import type { Profile } from '../../../../src-preload/contract/health-config';
import {
  againstOwnPast,
  daysOf28,
  daysSilent,
  measure,
  outcomesUsed,
  shareOfFeatures,
  usageLately,
  usageOf28Days,
} from './measures';

export function contactProfile(): Profile {
  return {
    id: 'contact',
    name: 'Contacts',
    lifecycleStages: [],
    segments: [],
    dimensions: {
      engagement: {
        weight: 35,
        measures: [
          measure('days_since_activity', 2, daysSilent),
          measure('active_days', 2, daysOf28),
          measure('usage_against_baseline', 1, usageLately),
        ],
      },
      adoption: {
        weight: 25,
        measures: [
          measure('feature_breadth', 2, shareOfFeatures),
          measure('feature_depth', 1, againstOwnPast),
        ],
      },
      // A contact's own answer, 0 to 10.
      satisfaction: {
        weight: 10,
        measures: [
          measure('nps', 1, [
            [0, 0],
            [6, 30],
            [8, 70],
            [9, 90],
            [10, 100],
          ]),
        ],
      },
      retention: { weight: 15, measures: [measure('usage_trend', 1, usageOf28Days)] },
      value: { weight: 15, measures: [measure('outcome_breadth', 1, outcomesUsed)] },
    },
  };
}
