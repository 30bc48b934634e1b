import { unpackDay } from '../../lib/account-days/one-day';
import { firstDayOfMonth, monthOf } from '../../lib/day';
import { type PastScore, scoreOfDay } from '../scores/past-scores';
import type { ReadDb } from '../types';

/** What explains scores is kept of each day lately, and of one day a week before. */
export const explainedWithin = 7;

/** A score with the values it was made of. */
export interface ScoreThen extends PastScore {
  readonly raws: Float64Array;
}

/** Of some accounts the last score of a day, or of the six days before it, of which is kept what explains it. */
export function readScoresThen(
  db: ReadDb,
  organizationIds: readonly number[],
  day: number,
): Map<number, ScoreThen> {
  const first = day - explainedWithin + 1;
  const rows = db
    .prepared<[string, number, number], [id: number, month: number, payload: Uint8Array]>(
      `select organization_id, month, payload from account_days
       where organization_id in (select value from json_each(?)) and month between ? and ?
       order by organization_id, month desc`,
    )
    .raw()
    .all(JSON.stringify(organizationIds), monthOf(first), monthOf(day));
  const found = new Map<number, ScoreThen>();
  for (const [id, month, payload] of rows) {
    if (found.has(id)) continue;
    const score = lastExplained(payload, month, first, day);
    if (score !== null) found.set(id, score);
  }
  return found;
}

function lastExplained(payload: Uint8Array, month: number, first: number, last: number): ScoreThen | null {
  const begin = firstDayOfMonth(month);
  const end = Math.min(last, firstDayOfMonth(month + 1) - 1);
  for (let day = end; day >= Math.max(first, begin); day--) {
    const score = scoreOfDay(unpackDay(payload, day - begin), day);
    if (score === undefined || score.raws === null) continue;
    return { ...score, raws: score.raws };
  }
  return null;
}
