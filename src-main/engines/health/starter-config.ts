import type {
  HealthConfig,
  MeasureConfig,
  MeasureId,
  Profile,
} from '../../../src-preload/contract/health-config';

type Points = [raw: number, points: number][];

/** Ratios against the own past: level is good, a third less is poor. */
const againstOwnPast: Points = [
  [-1, 0],
  [-0.3, 30],
  [0, 70],
  [0.3, 100],
];
const shareOfFeatures: Points = [
  [0, 0],
  [0.25, 40],
  [0.5, 65],
  [0.75, 85],
  [1, 100],
];
const daysSilent: Points = [
  [0, 100],
  [3, 90],
  [7, 70],
  [14, 40],
  [30, 10],
  [45, 0],
];
const daysOf28: Points = [
  [0, 0],
  [4, 30],
  [8, 50],
  [16, 80],
  [20, 100],
];
const usageLately: Points = [
  [-1, 0],
  [-0.5, 20],
  [-0.2, 50],
  [0, 75],
  [0.2, 90],
  [0.5, 100],
];
const usageOf30Days: Points = [
  [-1, 0],
  [-0.2, 30],
  [-0.05, 70],
  [0.1, 90],
  [0.3, 100],
];
const monthsAhead: Points = [
  [0, 20],
  [1, 40],
  [3, 65],
  [6, 85],
  [12, 100],
];
const outcomesUsed: Points = [
  [0, 0],
  [0.34, 50],
  [0.67, 80],
  [1, 100],
];
const adoptionForAge: Points = [
  [0, 0],
  [0.5, 30],
  [1, 75],
  [1.25, 100],
];

/** The configuration a new installation starts with. Sources and reasons of the breakpoints stand in docs/method.md. */
export const starterConfig: HealthConfig = {
  bands: { middle: 50, healthy: 75 },
  organizationProfiles: [onboardingProfile(), defaultProfile()],
  userProfile: contactProfile(),
};

function defaultProfile(): Profile {
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
          measure('feature_breadth', 3, shareOfFeatures),
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
          measure('usage_trend', 3, usageOf30Days),
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
          measure('months_to_renewal', 2, monthsAhead),
        ],
      },
      value: {
        weight: 20,
        measures: [
          measure('key_outcomes', 2, againstOwnPast),
          measure('outcome_breadth', 3, outcomesUsed),
          measure('usage_per_mrr', 1, againstOwnPast),
        ],
      },
    },
  };
}

/** A new account has no past to be compared with: what counts is that people come and that features get used. */
function onboardingProfile(): Profile {
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
          measure('feature_breadth', 2, [
            [0, 0],
            [0.2, 50],
            [0.4, 75],
            [0.7, 100],
          ]),
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
        ],
      },
    },
  };
}

function satisfaction(weight: number): Profile['dimensions']['satisfaction'] {
  return {
    weight,
    measures: [
      measure('nps', 2, [
        [-100, 0],
        [0, 40],
        [30, 65],
        [50, 80],
        [80, 100],
      ]),
      measure('csat', 1, [
        [1, 0],
        [3, 40],
        [4, 70],
        [5, 100],
      ]),
      measure('tickets_per_seat', 1, [
        [0, 100],
        [0.1, 80],
        [0.3, 50],
        [0.6, 20],
        [1, 0],
      ]),
      measure('severe_tickets', 1, [
        [0, 100],
        [1, 75],
        [2, 50],
        [4, 20],
        [6, 0],
      ]),
      measure('pulse', 2, [
        [0, 0],
        [100, 100],
      ]),
    ],
  };
}

function contactProfile(): Profile {
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
      retention: { weight: 15, measures: [measure('usage_trend', 1, usageOf30Days)] },
      value: { weight: 15, measures: [measure('outcome_breadth', 1, outcomesUsed)] },
    },
  };
}

/** Unknown values are skipped everywhere: the starter doesn't punish a company for a source it doesn't have. */
function measure(id: MeasureId, weight: number, breakpoints: Points): MeasureConfig {
  return { id, weight, breakpoints, missing: 'skip' };
}
