import type { HealthConfig, MeasureId, Profile } from '../../../../src-preload/contract/health-config';
import { starterConfig } from '../starter-config';

/** A measure's weight in an earlier starter; null where it had none of it. */
type Weights = Partial<Record<MeasureId, number | null>>;

/** Before plans were read. */
const beforePlans: Weights = { milestones_on_pace: null };
/** Before measures of regular use joined: by profile, where the starter was another. */
const beforeRegularUse: Readonly<Record<string, Weights>> = {
  onboarding: { regular_features: null, regular_outcomes: null, feature_breadth: 2 },
  default: {
    regular_features: null,
    regular_outcomes: null,
    feature_breadth: 3,
    usage_trend: 3,
    months_to_renewal: 2,
    key_outcomes: 2,
    outcome_breadth: 3,
  },
};
const beforeEffort: Weights = { ces: null };

/** What new installations started with before: who still has one of these has edited nothing. */
export function earlierStarters(): HealthConfig[] {
  const third = changed(starterConfig, () => beforePlans);
  const second = changed(third, ({ id }) => beforeRegularUse[id] ?? {});
  return [third, second, changed(second, () => beforeEffort)];
}

function changed(config: HealthConfig, weightsOf: (profile: Profile) => Weights): HealthConfig {
  const profiles = config.organizationProfiles.map((profile) => withWeights(profile, weightsOf(profile)));
  return { ...config, organizationProfiles: profiles };
}

function withWeights(profile: Profile, weights: Weights): Profile {
  const dimensions = Object.entries(profile.dimensions).map(([id, dimension]) => [
    id,
    {
      ...dimension,
      measures: dimension.measures.flatMap((measure) => {
        const weight = weights[measure.id];
        if (weight === null) return [];
        return [weight === undefined ? measure : { ...measure, weight }];
      }),
    },
  ]);
  return { ...profile, dimensions: Object.fromEntries(dimensions) as Profile['dimensions'] };
}
