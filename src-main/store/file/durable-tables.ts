import type Database from 'better-sqlite3';

const firstTables = [
  'score_configs',
  'score_overrides',
  'pulses',
  'saved_views',
  'today_dispositions',
  'settings',
] as const;

/** A store of an earlier version does not have them yet. */
const laterTables = [
  'notes',
  'operations',
  'audit_heads',
  'email_templates',
  'brand_settings',
  'scheduled_tasks',
  'task_needs',
  'rules',
  'segments',
  'sequences',
  'sending_journal',
  'milestone_definitions',
  'success_plans',
  'waiting_files',
  'activity_templates',
] as const;

/**
 * Rows that only this desktop has: people wrote them, or it remembers by them. They are what backups hold and what survives a damaged file;
 * every other table is rebuilt by sync and scoring. A table that is in none of the lists fails a test.
 */
export const durableTables = [...firstTables, ...laterTables] as const;

/** The durable tables that a file of its version has. */
export function durableTablesOf(client: Database.Database): string[] {
  const there = client.prepare<[string]>("select 1 from sqlite_master where type = 'table' and name = ?");
  return [...firstTables, ...laterTables.filter((table) => there.get(table) !== undefined)];
}
