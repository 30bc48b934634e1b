import type { Breakdown, HealthSummary, StandingScore } from '../../../src-preload/contract/health';
import { micropointsPerPoint } from '../../engines/health/points';
import { bandOf } from '../../engines/health/score';
import type { ReadDb } from '../../store/types';
import { currentConfig } from './current-config';

/** The score that counts for an account now: the one set by hand as long as it holds, else the computed one. */
export function standingScore(db: ReadDb, health: HealthSummary, breakdown: Breakdown | null): StandingScore {
  const computed = breakdown?.score ?? health.score;
  const confidence = breakdown?.confidence ?? health.confidence;
  const { override } = health;
  if (override === null) {
    const band = breakdown?.band ?? health.band;
    return { score: computed, band, confidence, byHand: false, computedBeside: null };
  }
  const micropoints = Math.round(override.score * micropointsPerPoint);
  const band = bandOf(currentConfig(db), micropoints);
  return { score: override.score, band, confidence, byHand: true, computedBeside: computed };
}
