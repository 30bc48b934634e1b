import type { MeasureConfig } from '../../../../src-preload/contract/health-config';
import { measure, sinceContact } from './measures';

/**
 * Measures of accounts that a new installation doesn't have, and how they begin once somebody takes them: who notes no
 * calls would be told that nobody ever speaks with anybody.
 */
export const offeredMeasures: readonly MeasureConfig[] = [measure('days_since_contact', 2, sinceContact)];
