import type { HealthConfig } from '../../../src-preload/contract/health-config';
import { contactProfile } from './starter/contact-profile';
import { defaultProfile } from './starter/default-profile';
import { onboardingProfile } from './starter/onboarding-profile';

/** The configuration a new installation starts with. Sources and reasons of the breakpoints stand in docs/method.md. */
export const starterConfig: HealthConfig = {
  bands: { middle: 50, healthy: 75 },
  enoughKnown: 40,
  organizationProfiles: [onboardingProfile(), defaultProfile()],
  userProfile: contactProfile(),
};
