import type { HealthState } from '../../../src-preload/contract/domain';
import { bandWords } from '../band-mark';

/** What an account's health is called where a list is narrowed to it. */
export const healthStateWords: Record<HealthState, string> = {
  ...bandWords,
  too_little_known: 'Too little known',
};
