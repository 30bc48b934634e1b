import type { ScoreChange } from '../../../src-preload/contract/health';
import { explainChange as explain } from '../../engines/health/explain-change';
import { readScoreAfter, readScoreOnOrBefore } from '../../store/scores/past-scores';
import type { Store } from '../../store/types';
import { storedDay } from './stored-day';

const usualSpan = 28;

/**
 * Why an account's score changed between two days, exactly. The days used are those of the nearest scores on or
 * before; without `to` the latest score, without `from` 28 days before it, or as far back as scores go.
 * @returns null when there are no two scores to compare
 */
export function explainChange(
  store: Pick<Store, 'read'>,
  organizationId: number,
  from?: number,
  to?: number,
): ScoreChange | null {
  const db = store.read;
  const after = readScoreOnOrBefore(db, organizationId, to);
  if (after === undefined) return null;
  const before =
    readScoreOnOrBefore(db, organizationId, from ?? after.asOf - usualSpan) ??
    (from === undefined ? readScoreAfter(db, organizationId, 0) : undefined);
  if (before === undefined || before.asOf >= after.asOf) return null;
  return explain(storedDay(db, before), storedDay(db, after));
}
