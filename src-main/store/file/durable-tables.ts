/**
 * Rows that only this desktop has: people wrote them. They are what backups hold and what survives a damaged file;
 * every other table is rebuilt by sync and scoring. A table that is in none of the lists fails a test.
 */
export const durableTables = [
  'score_configs',
  'score_overrides',
  'pulses',
  'saved_views',
  'today_dispositions',
  'settings',
] as const;
