import { eq } from 'drizzle-orm';
import { createDaysPage } from '../../lib/account-days/days-page';
import { thinRaws } from '../../lib/account-days/merge-days';
import { unpackDays } from '../../lib/account-days/pack-days';
import { monthOf } from '../../lib/day';
import { settings } from '../schema/work';
import type { ReadDb, Tx } from '../types';
import { putMonth } from './account-days';

/**
 * Of the days before one, keeps what explains the score of the first of each week alone, for accounts `from` to `to`. The
 * scores and facts of all days stay. @param days `since` the day before which an earlier run has done so @returns days thinned
 */
export function thinDays(
  tx: Tx,
  from: number,
  to: number,
  { since, before }: { readonly since: number; readonly before: number },
): number {
  const rows = tx
    .prepared<[number, number, number, number], { id: number; month: number; payload: Uint8Array }>(
      `select organization_id as id, month, payload from account_days
       where organization_id between ? and ? and month between ? and ?`,
    )
    .all(from, to, monthOf(since), monthOf(before));
  const page = createDaysPage();
  let thinned = 0;
  for (const { id, month, payload } of rows) {
    unpackDays(payload, month, page);
    const dropped = thinRaws(page, before);
    if (dropped > 0) putMonth(tx, id, page);
    thinned += dropped;
  }
  return thinned;
}

const key = 'days.thinned_before';

/** The day before which days were thinned; that of the first days of all where none ever were. */
export function readThinnedBefore(db: ReadDb): number {
  const row = db.select().from(settings).where(eq(settings.key, key)).get();
  return row === undefined ? 0 : Number(row.value);
}

export function putThinnedBefore(tx: Tx, day: number): void {
  const value = String(day);
  tx.insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
    .run();
}

/** Forgets contact scores of weeks before a Monday, for accounts `from` to `to`. @returns pages removed */
export function removeContactScoresBefore(tx: Tx, from: number, to: number, week: number): number {
  return tx
    .prepared<[number, number, number]>(
      'delete from user_health_scores where organization_id between ? and ? and week < ?',
    )
    .run(from, to, week).changes;
}
