import type { Breakdown, HealthSummary, StandingScore } from '../../../src-preload/contract/health';
import { micropointsPerPoint } from '../../engines/health/points';
import { bandOf } from '../../engines/health/score';
import type { ReadDb } from '../../store/types';
import { currentConfig } from './current-config';

/** The score that counts for an account now: the one set by hand as long as it holds, else the computed one. */
export function standingScore(db: ReadDb, health: HealthSummary, breakdown: Breakdown | null): StandingScore {
  const confidence = breakdown?.confidence ?? health.confidence;
  const computed = breakdown === null ? health.score : scoreSaid(breakdown);
  const { override } = health;
  if (override === null) {
    return {
      score: computed,
      band: breakdown === null ? health.band : breakdown.band,
      confidence,
      byHand: false,
      computedBeside: null,
    };
  }
  const micropoints = Math.round(override.score * micropointsPerPoint);
  const band = bandOf(currentConfig(db), micropoints);
  return { score: override.score, band, confidence, byHand: true, computedBeside: computed };
}

/** Of an account of which too little is known no score is said. */
function scoreSaid({ score, band }: Breakdown): number | null {
  return band === null ? null : score;
}
