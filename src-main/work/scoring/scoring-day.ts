import { companyDay } from '../../store/copy/company-calendar';
import { readSyncState } from '../../store/copy/sync-state';
import type { ReadDb, Tx } from '../../store/types';

/**
 * The day to score: the one to which the copy reaches by the company's own clock, so that an offline desktop doesn't
 * take missing news for silence; this desktop's day where nothing was ever synced.
 * @returns null while the first load is under way: half a copy must not be scored
 */
export function scoringDay(db: ReadDb | Tx, now: number): number | null {
  const { asOf, snapshot, load } = readSyncState(db);
  if (snapshot === null && load !== null) return null;
  return companyDay(db, asOf ?? now);
}
