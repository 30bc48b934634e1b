import type { Band, RiskIndicator, RiskLevel } from '../../../src-preload/contract/domain';
import { micropointsPerPoint, wholeWeight } from './points';

/** A fall of so many micropoints in 28 days lifts the risk by one level. */
export const steepFall = -10 * micropointsPerPoint;
/** With less of the weight known (in millionths), a poor score says too little to call the risk high by itself. */
export const enoughConfidence = 0.3 * wholeWeight;
const levelOfBand = { healthy: 0, middle: 1, poor: 2 } as const satisfies Record<Band, number>;

const levels = ['low', 'medium', 'high', 'critical'] as const satisfies readonly RiskLevel[];

export interface RiskInputs {
  /** Null when there is nothing to score. */
  readonly band: Band | null;
  /** Millionths. */
  readonly confidence: number;
  /** Micropoints; null where there was no score 28 days ago. */
  readonly change28: number | null;
  readonly indicators: readonly Pick<RiskIndicator, 'id' | 'severity'>[];
}

/**
 * The risk level by rules (the table stands in docs/method.md): the band sets it, a fall (steep, or before a renewal)
 * and other serious indicators lift it. Not a probability. @returns null when nothing is known: neither a score nor an indicator
 */
export function riskLevelOf({ band, confidence, change28, indicators }: RiskInputs): RiskLevel | null {
  if (band === null && indicators.length === 0) return null;
  const fallBeforeRenewal = indicators.some(({ id }) => id === 'renewal_soon_and_falling');
  const serious = indicators.filter(
    ({ id, severity }) => severity === 'serious' && id !== 'renewal_soon_and_falling',
  ).length;
  let level = band === null ? 0 : levelOfBand[band];
  if (band === 'poor' && confidence < enoughConfidence) level = 1;
  // One fall is one fact, however it shows.
  if (fallBeforeRenewal || (change28 !== null && change28 <= steepFall)) level += 1;
  if (serious >= 1) level += 1;
  if (serious >= 3) level += 1;
  if (level === 0 && indicators.length >= 2) level = 1;
  return levels[Math.min(level, levels.length - 1)] as RiskLevel;
}
