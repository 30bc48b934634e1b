import type Database from 'better-sqlite3';

/**
 * Rows that only this desktop has: people wrote them, or it remembers by them. They are what backups hold and what survives a damaged file;
 * every other table is rebuilt by sync and scoring. A table that is in none of the lists fails a test.
 */
export const durableTables = [
  'score_configs',
  'score_overrides',
  'pulses',
  'saved_views',
  'today_dispositions',
  'settings',
  'notes',
  'operations',
  'audit_heads',
  'email_templates',
  'brand_settings',
  'scheduled_tasks',
  'task_needs',
] as const;

/** A store of an earlier version does not have them yet. */
const laterTables: ReadonlySet<string> = new Set([
  'notes',
  'operations',
  'audit_heads',
  'email_templates',
  'brand_settings',
  'scheduled_tasks',
  'task_needs',
]);

/** The durable tables that a file of its version has. */
export function durableTablesOf(client: Database.Database): string[] {
  const there = client.prepare<[string]>("select 1 from sqlite_master where type = 'table' and name = ?");
  return durableTables.filter((table) => !laterTables.has(table) || there.get(table) !== undefined);
}
