import type { ReadDb } from '../types';
import type { EntityTableName } from './copied-tables';
import { type Place, tableIn } from './place';

/** Nothing that was put away from Today hides anything so many days after its day. */
const putAwayFor = 60;

/**
 * Entries that show no more, because somebody removed them or took them back: the company lets them go after a time, however
 * many there are.
 */
const endedWhere: Readonly<Partial<Record<EntityTableName, string>>> = {
  notes: 'removed_at is not null',
  note_attachments: `removed_at is not null or note_id in (select note_id from copied_notes where removed_at is not null)`,
  pulses: 'withdrawn_at is not null',
  score_overrides: 'withdrawn_at is not null',
  profiling_objections: 'withdrawn_at is not null',
  today_dispositions: `removed_at is not null or max(day, coalesce(until_day, day)) < ? - ${putAwayFor}`,
  saved_views: 'removed_at is not null',
  // Closed ones go as the company says, with their tasks.
  ctas: 'closed_at is not null',
  cta_tasks: `removed_at is not null or (cta_id is null and done_at is not null)
    or cta_id not in (select cta_id from copied_ctas where closed_at is null)`,
  holidays: 'removed_at is not null',
  activity_templates: 'removed_at is not null',
};

/** @param today whole days since 1970 @returns how many entries of a table have ended; 0 where it has none that could */
export function countEnded(db: ReadDb, place: Place, table: EntityTableName, today: number): number {
  const where = endedWhere[table];
  if (where === undefined) return 0;
  return (
    db
      .prepared<number[], number>(`select count(*) from "${tableIn(place, table)}" where ${where}`)
      .pluck()
      .get(...(where.includes('?') ? [today] : [])) ?? 0
  );
}
