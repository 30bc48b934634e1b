import type { HealthConfig, Profile } from '../../../src-preload/contract/health-config';
import { type BadNewsLimits, badNewsLimits } from './bad-news';
import { dimensionIds, measureAt } from './measures';
import { type Breakpoints, compileBreakpoints, micropointsPerPoint, wholeWeight } from './points';

/** Shares of the whole score for one pattern of known measures, in millionths, by the profile's measures. */
export interface Weights {
  /** Adds up to a million; all 0 when nothing counts. */
  readonly shares: readonly number[];
  /** Share of the configured weight whose value is known, in millionths. */
  readonly confidence: number;
}

/** A profile as columns over its measures, in the order of dimensions and then as configured. */
export interface CompiledProfile {
  readonly id: string;
  readonly profile: Profile;
  /** Places in the catalogue. */
  readonly measures: readonly number[];
  /** Which of the five dimensions each measure belongs to. */
  readonly dimension: readonly number[];
  readonly weight: readonly number[];
  readonly breakpoints: readonly Breakpoints[];
  /** What a missing value counts in micropoints; NaN where it is skipped. */
  readonly pointsWhenMissing: readonly number[];
  readonly dimensionWeight: readonly number[];
  readonly badNews: BadNewsLimits;
  /** Weights for each pattern of known measures that was met. */
  readonly weightsByKnown: Map<number, Weights>;
}

export interface CompiledConfig {
  readonly version: number;
  readonly config: HealthConfig;
  /** Lower edges, inclusive, in micropoints. */
  readonly middleFrom: number;
  readonly healthyFrom: number;
  /** Millionths of its weight that a score must rest on to be said. */
  readonly enoughKnown: number;
  readonly organizationProfiles: readonly CompiledProfile[];
  readonly userProfile: CompiledProfile;
}

export function compileConfig(version: number, config: HealthConfig): CompiledConfig {
  return {
    version,
    config,
    middleFrom: Math.round(config.bands.middle * micropointsPerPoint),
    healthyFrom: Math.round(config.bands.healthy * micropointsPerPoint),
    enoughKnown: Math.round((config.enoughKnown / 100) * wholeWeight),
    organizationProfiles: config.organizationProfiles.map((profile) => compileProfile(profile)),
    userProfile: compileProfile(config.userProfile, 'contact'),
  };
}

const missingPoints = { skip: Number.NaN, neutral: 50 * micropointsPerPoint, poor: 0 } as const;

export function compileProfile(
  profile: Profile,
  subject: 'account' | 'contact' = 'account',
): CompiledProfile {
  const measures = dimensionIds.flatMap((dimension, at) =>
    profile.dimensions[dimension].measures.map((measure) => ({ ...measure, dimension: at })),
  );
  const places = measures.map(({ id }) => measureAt[id]);
  return {
    id: profile.id,
    profile,
    measures: places,
    dimension: measures.map(({ dimension }) => dimension),
    weight: measures.map(({ weight }) => weight),
    breakpoints: measures.map(({ breakpoints }) => compileBreakpoints(breakpoints)),
    pointsWhenMissing: measures.map(({ missing }) => missingPoints[missing]),
    dimensionWeight: dimensionIds.map((dimension) => profile.dimensions[dimension].weight),
    badNews: badNewsLimits(places, subject),
    weightsByKnown: new Map(),
  };
}
