import type { Band, RiskIndicator, RiskLevel } from '../../../src-preload/contract/domain';
import { micropointsPerPoint } from './points';

/** A fall of so many micropoints in 28 days lifts the risk by one level. */
export const steepFall = -10 * micropointsPerPoint;
const levelOfBand = { healthy: 0, middle: 1, poor: 2 } as const satisfies Record<Band, number>;

const levels = ['low', 'medium', 'high', 'critical'] as const satisfies readonly RiskLevel[];

export interface RiskInputs {
  /** Null when there is nothing to score, or too little is known. */
  readonly band: Band | null;
  /** Whether there is something to score, and too little of it: as far from good as from poor. */
  readonly isTooLittleKnown: boolean;
  /** Micropoints; null where there was no score 28 days ago. */
  readonly change28: number | null;
  readonly indicators: readonly Pick<RiskIndicator, 'id' | 'severity'>[];
}

/**
 * The risk level by rules (the table stands in docs/method.md): the band sets it, a fall (steep, or before a renewal)
 * and other serious indicators lift it. Not a probability. @returns null when nothing is known: neither a score nor an indicator
 */
export function riskLevelOf({ band, isTooLittleKnown, change28, indicators }: RiskInputs): RiskLevel | null {
  if (band === null && indicators.length === 0) return null;
  const fallBeforeRenewal = indicators.some(({ id }) => id === 'renewal_soon_and_falling');
  const serious = indicators.filter(
    ({ id, severity }) => severity === 'serious' && id !== 'renewal_soon_and_falling',
  ).length;
  let level = band === null ? 0 : levelOfBand[band];
  if (isTooLittleKnown && serious >= 1) level = levelOfBand.middle;
  // One fall is one fact, however it shows.
  if (fallBeforeRenewal || (change28 !== null && change28 <= steepFall)) level += 1;
  if (serious >= 1) level += 1;
  if (serious >= 3) level += 1;
  if (level === 0 && indicators.length >= 2) level = 1;
  return levels[Math.min(level, levels.length - 1)] as RiskLevel;
}
