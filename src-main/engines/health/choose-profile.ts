import type { LifecycleStage } from '../../../src-preload/contract/domain';
import type { CompiledConfig, CompiledProfile } from './compile-config';

/** The first profile that fits serves; the last one is the default and fits every account. */
export function chooseProfile(
  config: CompiledConfig,
  stage: LifecycleStage,
  segment: string | null,
): CompiledProfile {
  const profiles = config.organizationProfiles;
  const fitting = profiles.find(({ profile: { lifecycleStages, segments } }) => {
    const fitsStage = lifecycleStages.length === 0 || lifecycleStages.includes(stage);
    const fitsSegment = segments.length === 0 || (segment !== null && segments.includes(segment));
    return fitsStage && fitsSegment;
  });
  return fitting ?? (profiles.at(-1) as CompiledProfile);
}

/** What says in which stage an account is scored. */
export interface ScoredLife {
  /** The company's word of today; who came back may still be marked as churned. */
  readonly told: LifecycleStage;
  readonly createdDay: number;
  /** 0: no renewal. */
  readonly renewsDay: number;
}

/** @param isPresent whether the day is today: the company's word says nothing of the past */
export function scoredStage(
  { told, createdDay, renewsDay }: ScoredLife,
  asOf: number,
  isPresent: boolean,
): LifecycleStage {
  return isPresent && told !== 'churned' ? told : stageInPast(createdDay, renewsDay, asOf);
}

/** Days after signing during which an account counts as being onboarded, where its stage of that time isn't known. */
const onboardingDays = 90;
const renewalDays = 90;

/**
 * The stage of an account on a day of its past. Companies keep only the present stage, which must not colour the past,
 * so it follows from what was known then: the account's age and its next renewal.
 */
export function stageInPast(createdDay: number, renewsDay: number, asOf: number): LifecycleStage {
  if (asOf - createdDay < onboardingDays) return 'onboarding';
  return renewsDay > 0 && renewsDay - asOf <= renewalDays ? 'renewal' : 'adoption';
}
