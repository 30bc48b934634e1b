import {
  type Dimension,
  dimensions,
  type HealthConfig,
  type MeasureConfig,
  type MeasureId,
  measureCatalogue,
  measureIds,
  type Profile,
} from '../../../../../src-preload/contract/health-config';
import type { UsualMeasures } from '../../../../../src-preload/contract/settings';

/** Which profile is being edited: the contacts' one, or the account profile at this place. */
export type ProfileTarget = 'user' | number;

export function profileOf(config: HealthConfig, target: ProfileTarget): Profile | null {
  return target === 'user' ? config.userProfile : (config.organizationProfiles[target] ?? null);
}

/** The picked profile, or the default one when the pick is gone (a new profile that was discarded). */
export function targetIn(config: HealthConfig, picked: ProfileTarget): ProfileTarget {
  return picked === 'user' ? picked : Math.min(picked, config.organizationProfiles.length - 1);
}

export function withProfile(
  config: HealthConfig,
  target: ProfileTarget,
  change: (profile: Profile) => Profile,
): HealthConfig {
  if (target === 'user') return { ...config, userProfile: change(config.userProfile) };
  return {
    ...config,
    organizationProfiles: config.organizationProfiles.map((profile, index) =>
      index === target ? change(profile) : profile,
    ),
  };
}

export function withDimensionWeight(profile: Profile, dimension: Dimension, weight: number): Profile {
  return {
    ...profile,
    dimensions: { ...profile.dimensions, [dimension]: { ...profile.dimensions[dimension], weight } },
  };
}

function withMeasures(
  profile: Profile,
  dimension: Dimension,
  change: (measures: MeasureConfig[]) => MeasureConfig[],
): Profile {
  const before = profile.dimensions[dimension];
  return {
    ...profile,
    dimensions: { ...profile.dimensions, [dimension]: { ...before, measures: change(before.measures) } },
  };
}

export function withMeasure(
  profile: Profile,
  dimension: Dimension,
  id: MeasureId,
  change: Partial<Omit<MeasureConfig, 'id'>>,
): Profile {
  return withMeasures(profile, dimension, (measures) =>
    measures.map((measure) => (measure.id === id ? { ...measure, ...change } : measure)),
  );
}

export function withoutMeasure(profile: Profile, dimension: Dimension, id: MeasureId): Profile {
  return withMeasures(profile, dimension, (measures) => measures.filter((measure) => measure.id !== id));
}

/**
 * Adds a measure as it is judged elsewhere in the configuration for the same subject: a contact's NPS is no account's. One
 * that stands nowhere begins as a new installation judges it.
 * @param usual of either subject
 */
export function withAddedMeasure(
  config: HealthConfig,
  target: ProfileTarget,
  dimension: Dimension,
  id: MeasureId,
  usual: UsualMeasures,
): HealthConfig {
  const profiles = target === 'user' ? [config.userProfile] : config.organizationProfiles;
  const elsewhere = profiles.flatMap((other) =>
    dimensions.flatMap((each) => other.dimensions[each].measures),
  );
  const added = [...elsewhere, ...usual[target === 'user' ? 'user' : 'organization']].find(
    (measure) => measure.id === id,
  );
  if (added === undefined) return config;
  return withProfile(config, target, (profile) =>
    withMeasures(profile, dimension, (measures) => [...measures, added]),
  );
}

/** Measures that this profile could still take: of its subject, and not in it yet. */
export function addableMeasures(profile: Profile, target: ProfileTarget): MeasureId[] {
  const subject = target === 'user' ? 'user' : 'organization';
  const taken = new Set(
    dimensions.flatMap((dimension) => profile.dimensions[dimension].measures.map(({ id }) => id)),
  );
  return measureIds.filter((id) => {
    const fits = measureCatalogue[id].subject === subject || measureCatalogue[id].subject === 'both';
    return fits && !taken.has(id);
  });
}

/** A profile id from its name, free among `taken`: lower case, digits and hyphens, at most 40 characters. */
export function profileId(name: string, taken: readonly string[]): string {
  const base =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 34) || 'profile';
  let id = base;
  for (let n = 2; taken.includes(id); n++) id = `${base}-${n}`;
  return id;
}

/** A new profile, copied from the default one, takes the first place: it serves before all others. */
export function withNewProfile(config: HealthConfig, name: string): HealthConfig {
  const fallback = config.organizationProfiles.at(-1);
  if (!fallback) return config;
  const ids = config.organizationProfiles.map(({ id }) => id);
  return {
    ...config,
    organizationProfiles: [
      { ...fallback, id: profileId(name, ids), name, lifecycleStages: [], segments: [] },
      ...config.organizationProfiles,
    ],
  };
}

export function withoutProfile(config: HealthConfig, index: number): HealthConfig {
  return { ...config, organizationProfiles: config.organizationProfiles.filter((_, at) => at !== index) };
}

/** Moves a profile one place up or down; the default keeps the last place. */
export function withMovedProfile(config: HealthConfig, index: number, by: -1 | 1): HealthConfig {
  const profiles = [...config.organizationProfiles];
  const [moved] = profiles.splice(index, 1);
  const to = index + by;
  if (!moved || to < 0 || to >= profiles.length || index === profiles.length) return config;
  profiles.splice(to, 0, moved);
  return { ...config, organizationProfiles: profiles };
}

export function isDefaultProfile(config: HealthConfig, target: ProfileTarget): boolean {
  return target === config.organizationProfiles.length - 1;
}

/** Drafts are plain data in a steady key order: equal text means equal configuration. */
export function sameConfig(a: HealthConfig, b: HealthConfig): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
