import type { Starter } from './letter';
import { executiveReview, milestoneThanks } from './occasions';
import { championLeft, lowUsage, onboardingStuck, winBack } from './relationship';
import { renewal30, renewal60, renewal90 } from './renewal';

/** What a team begins with, to be sent as it is or to be changed. In English. */
export const starters: readonly Starter[] = [
  lowUsage,
  championLeft,
  renewal90,
  renewal60,
  renewal30,
  onboardingStuck,
  milestoneThanks,
  winBack,
  executiveReview,
];
