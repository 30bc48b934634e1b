import type { Tx } from '../types';

/**
 * Of the scores before a day, keeps the first of each week, for accounts `from` to `to`. @returns scores removed
 */
export function thinScores(tx: Tx, from: number, to: number, before: number): number {
  return tx
    .prepared<[number, number, number]>(
      `delete from organization_health_scores as late
       where organization_id between ? and ? and as_of < ? and exists (
         select 1 from organization_health_scores as early
         where early.organization_id = late.organization_id
           and early.as_of < late.as_of and early.as_of >= late.as_of - (late.as_of + 3) % 7)`,
    )
    .run(from, to, before).changes;
}

/** Forgets contact scores of weeks before a Monday, for accounts `from` to `to`. @returns pages removed */
export function removeContactScoresBefore(tx: Tx, from: number, to: number, week: number): number {
  return tx
    .prepared<[number, number, number]>(
      'delete from user_health_scores where organization_id between ? and ? and week < ?',
    )
    .run(from, to, week).changes;
}
