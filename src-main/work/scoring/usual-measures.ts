import { dimensions, type MeasureConfig, type Profile } from '../../../src-preload/contract/health-config';
import { offeredMeasures } from '../../engines/health/starter/offered-measures';
import { starterConfig } from '../../engines/health/starter-config';

/** How a new installation judges each measure, by whose it is: where one begins that a configuration doesn't have. */
export function usualMeasures(): { organization: MeasureConfig[]; user: MeasureConfig[] } {
  // The default profile stands last; what others have beside it comes first where they differ.
  const accounts = [...starterConfig.organizationProfiles].reverse().flatMap(measuresOf);
  return {
    organization: firstOfEach([...accounts, ...offeredMeasures]),
    user: firstOfEach(measuresOf(starterConfig.userProfile)),
  };
}

function measuresOf(profile: Profile): MeasureConfig[] {
  return dimensions.flatMap((dimension) => profile.dimensions[dimension].measures);
}

function firstOfEach(measures: readonly MeasureConfig[]): MeasureConfig[] {
  return measures.filter(({ id }, at) => measures.findIndex((other) => other.id === id) === at);
}
