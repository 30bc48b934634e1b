import type { Tx } from '../types';

/** Where screens read entries, by the column that says which entry a row is. */
const keys = {
  notes: 'note_id',
  pulses: 'pulse_id',
  score_overrides: 'override_id',
  profiling_objections: 'objection_id',
  today_dispositions: 'disposition_id',
  saved_views: 'view_id',
  email_templates: 'template_id',
  brand_settings: 'brand_id',
  rules: 'rule_id',
  segments: 'segment_id',
  sequences: 'sequence_id',
  ctas: 'cta_id',
  cta_tasks: 'task_id',
  holidays: 'holiday_id',
  milestone_definitions: 'milestone_id',
  success_plans: 'plan_id',
  activity_templates: 'template_id',
} as const;
type EntryPlace = keyof typeof keys;

/**
 * Writes what screens read of an entry; a row that says so already is left alone, with its place in the index of words.
 * A load folds all entries at once: built anew each time, the statement would cost more than it does.
 * @param columns as the table has them
 */
export function putEntry(
  tx: Tx,
  place: EntryPlace,
  entry: string,
  columns: Readonly<Record<string, string | number | null>>,
): void {
  const names = Object.keys(columns);
  const values = names.map(() => '?').join(', ');
  const changes = names.map((name) => `${name} = excluded.${name}`).join(', ');
  const sent = names.map((name) => `excluded.${name}`).join(', ');
  const stored = names.map((name) => `${place}.${name}`).join(', ');
  tx.prepared<(string | number | null)[]>(
    `insert into ${place} (${keys[place]}, ${names.join(', ')}) values (?, ${values})
     on conflict (${keys[place]}) do update set ${changes} where (${stored}) is not (${sent})`,
  ).run(entry, ...Object.values(columns));
}

export function dropEntry(tx: Tx, place: EntryPlace, entry: string): void {
  tx.prepared<[string]>(`delete from ${place} where ${keys[place]} = ?`).run(entry);
}
