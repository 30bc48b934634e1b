import type { Breakdown } from '../../../src-preload/contract/health';
import { explainScore } from '../../engines/health/explain-score';
import { readScoreOnOrBefore } from '../../store/scores/past-scores';
import type { Store } from '../../store/types';
import { storedDay } from './stored-day';

/**
 * An account's latest computed score with its whole explanation. @param asOf the latest on or before this day
 * @returns null when there is none
 */
export function breakdownOf(
  store: Pick<Store, 'read'>,
  organizationId: number,
  asOf?: number,
): Breakdown | null {
  const row = readScoreOnOrBefore(store.read, organizationId, asOf);
  if (row === undefined) return null;
  const { config, profile, raws, movement } = storedDay(store.read, row);
  return explainScore(config, profile, raws, row.asOf, movement);
}
