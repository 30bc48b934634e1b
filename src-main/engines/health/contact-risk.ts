import type { Band, RiskLevel } from '../../../src-preload/contract/domain';
import { counted, percentOf } from '../../../src-preload/contract/words';

/** What is known of one person at a customer's. */
export interface ContactFacts {
  /** Of the contact's own score; null where too little is known for one. */
  readonly band: Band | null;
  /** Days since the contact last did anything; null for who never did. */
  readonly silentDays: number | null;
  /** Use of 28 days against the 28 before, -1 to more; null where there is nothing to compare. */
  readonly useChange: number | null;
  /** The contact's own latest NPS answer that counts, 0-10. */
  readonly nps: number | null;
  /** Own tickets of severity high or urgent that are open. */
  readonly openSevere: number;
}

export interface ContactRisk {
  readonly level: RiskLevel;
  /** What makes it so, in words with figures: `silent for 40 days`. */
  readonly signs: string[];
}

const silentAfterDays = 28;
const halved = -0.5;
const detractorUpTo = 6;
const placeOfBand = { healthy: 0, middle: 1, poor: 2 } as const satisfies Record<Band, number>;
const levels = ['low', 'medium', 'high', 'critical'] as const satisfies readonly RiskLevel[];

/**
 * How much a contact is at risk of being lost to the product: the band of their own score, one step up for each sign. Null
 * when nothing is known: neither a score nor a sign. The table stands in docs/method.md.
 */
export function contactRisk(facts: ContactFacts): ContactRisk | null {
  const signs = signsOf(facts);
  if (facts.band === null && signs.length === 0) return null;
  const place = (facts.band === null ? 0 : placeOfBand[facts.band]) + signs.length;
  return { level: levels[Math.min(place, levels.length - 1)] as RiskLevel, signs };
}

function signsOf({ silentDays, useChange, nps, openSevere }: ContactFacts): string[] {
  const isSilent = silentDays !== null && silentDays >= silentAfterDays;
  return [
    ...(isSilent ? [`silent for ${counted(silentDays, 'day')}`] : []),
    // Who is silent uses nothing: that is one sign, not two.
    ...(!isSilent && useChange !== null && useChange <= halved
      ? [`use of 28 days fell ${percentOf(-useChange)}`]
      : []),
    ...(nps !== null && nps <= detractorUpTo
      ? [`answered ${counted(nps, 'point')} of 10 to the NPS question`]
      : []),
    ...(openSevere > 0 ? [`has ${counted(openSevere, 'severe ticket')} open`] : []),
  ];
}

export function isContactAtRisk(risk: ContactRisk | null): boolean {
  return risk?.level === 'high' || risk?.level === 'critical';
}
