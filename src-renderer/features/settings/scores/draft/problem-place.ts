import {
  dimensionSchema,
  type HealthConfig,
  measureCatalogue,
} from '../../../../../src-preload/contract/health-config';
import { dimensionWords } from '../../../../ui/words/health-words';
import { type ProfileTarget, profileOf } from './config-draft';

/** Where a problem stands, in the words of the screen: `Onboarding, adoption, Core features used`. */
export function problemPlace(config: HealthConfig, place: string): string {
  const parts = place.split('.');
  const [first] = parts;
  if (first === 'bands') return 'Bands';
  const target: ProfileTarget = first === 'userProfile' ? 'user' : Number(parts[1]);
  const profile = profileOf(config, target);
  if (!profile) return 'Profiles';
  const inProfile = parts.slice(first === 'userProfile' ? 1 : 2);
  const dimension = dimensionSchema.safeParse(inProfile[1]).data;
  if (inProfile[0] !== 'dimensions' || !dimension) return profile.name || 'Profile without a name';
  const words = [profile.name, dimensionWords[dimension].toLowerCase()];
  const measure = inProfile[2] === 'measures' && profile.dimensions[dimension].measures[Number(inProfile[3])];
  return [...words, ...(measure ? [measureCatalogue[measure.id].label] : [])].join(', ');
}
