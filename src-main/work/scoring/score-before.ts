import type { CompiledConfig, CompiledProfile } from '../../engines/health/compile-config';
import { scoreParts } from '../../engines/health/explain-score';
import { judgedHealth } from '../../engines/health/judged';
import { micropointsPerPoint } from '../../engines/health/points';
import { unpackRaws } from '../../engines/health/stored-raws';
import { type KeptScore, readScoreIn } from '../../store/scores/past-scores';
import type { Tx } from '../../store/types';

/** A score made up to a week before the day 28 days ago still serves as the one to compare with. */
export const comparisonSlack = 7;

/** Micropoints 28 days before; null where no score was made then, or too little was known for one. */
export function scoreBefore(
  tx: Tx,
  organizationId: number,
  asOf: number,
  config: CompiledConfig,
  profile: CompiledProfile,
): number | null {
  const row = readScoreIn(tx, organizationId, asOf - 28 - comparisonSlack + 1, asOf - 28);
  return row === undefined ? null : scoreByRules(row, config, profile);
}

/**
 * A score of the past by rules that hold now, in micropoints: other weights, breakpoints or another profile are no news of
 * an account, and make neither a fall nor a rise. Null where it says too little.
 */
export function scoreByRules(
  row: KeptScore,
  config: CompiledConfig,
  profile: CompiledProfile,
): number | null {
  if (row.configVersion === config.version && row.profile === profile.id)
    return row.band === null || row.band === 'unknown' ? null : Math.round(row.score * micropointsPerPoint);
  const parts = scoreParts(profile, unpackRaws(row.payload));
  if (parts === null) return null;
  return judgedHealth(config, parts.score, parts.confidence).score === null ? null : parts.score;
}
