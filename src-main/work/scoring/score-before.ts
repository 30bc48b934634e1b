import { areSameRules } from '../../engines/health/comparable';
import type { CompiledConfig, CompiledProfile } from '../../engines/health/compile-config';
import { scoreParts } from '../../engines/health/explain-score';
import { judgedHealth } from '../../engines/health/judged';
import { micropointsPerPoint } from '../../engines/health/points';
import { type PastScore, readScoreOn } from '../../store/scores/past-scores';
import type { ReadDb, Tx } from '../../store/types';

/** A change is told over so many days, and over no others. */
export const comparedDays = 28;

/**
 * Micropoints 28 days before, by the rules of now; null where no score is known of that very day, or too little was known
 * for one: then no change is told, rather than that of another day.
 */
export function scoreBefore(
  db: ReadDb | Tx,
  organizationId: number,
  asOf: number,
  config: CompiledConfig,
  profile: CompiledProfile,
): number | null {
  const row = readScoreOn(db, organizationId, asOf - comparedDays);
  return row === undefined ? null : scoreByRules(row, config, profile);
}

/** What of a score its comparison with another needs. */
type Comparable = Pick<PastScore, 'score' | 'band' | 'configVersion' | 'profile'> & {
  readonly raws: Float64Array | null;
};

/**
 * A score of the past by rules that hold now, in micropoints: other weights, breakpoints or another profile are no news of
 * an account, and make neither a fall nor a rise. Null where it says too little.
 */
export function scoreByRules(
  row: Comparable,
  config: CompiledConfig,
  profile: CompiledProfile,
): number | null {
  if (areSameRules(row, { configVersion: config.version, profile: profile.id }))
    return row.band === null ? null : Math.round(row.score * micropointsPerPoint);
  const parts = row.raws === null ? null : scoreParts(profile, row.raws);
  if (parts === null) return null;
  return judgedHealth(config, parts.score, parts.confidence).score === null ? null : parts.score;
}
