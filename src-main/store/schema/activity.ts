/**
 * Activity by page: one row holds a whole organization's day as packed columns, so that millions of rollups load,
 * sync and scan at the speed of memory. The layout of `payload` is in lib/activity-page.ts.
 */
import { blob, integer, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';

/** The company's activity_daily: counts per user and feature. `period_days` is 1, or 7 where usage comes by week. */
export const activityDaily = sqliteTable(
  'activity_daily',
  {
    organizationId: integer('organization_id').notNull(),
    day: integer('day').notNull(),
    periodDays: integer('period_days').notNull(),
    /** Entries in the page. */
    rows: integer('rows').notNull(),
    /** Events in the page, for totals without unpacking. */
    events: integer('events').notNull(),
    payload: blob('payload', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day, table.periodDays] })],
);

/** Raw events of the recent window, one page per organization and day. */
export const activityEvents = sqliteTable(
  'activity_events',
  {
    organizationId: integer('organization_id').notNull(),
    day: integer('day').notNull(),
    rows: integer('rows').notNull(),
    payload: blob('payload', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day] })],
);

/** Use by the days of its own zone, of an account that has one; kept while a milestone asks for days in a row. */
export const activityZoneDays = sqliteTable(
  'activity_zone_days',
  {
    organizationId: integer('organization_id').notNull(),
    day: integer('day').notNull(),
    rows: integer('rows').notNull(),
    payload: blob('payload', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day] })],
);

/**
 * Counts that came late: by how much an account's day, over and known to an earlier pull, changed when, so that a look
 * back can tell what was known at the time. Noted by pulls from the first on; no sync brings it back.
 */
export const lateCounts = sqliteTable(
  'late_counts',
  {
    organizationId: integer('organization_id').notNull(),
    /** First day of the period. */
    day: integer('day').notNull(),
    periodDays: integer('period_days').notNull(),
    /** The company's day on which the change was pulled. */
    arrivedDay: integer('arrived_day').notNull(),
    /** Events more, or fewer, than before that day. */
    difference: integer('difference').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.day, table.periodDays, table.arrivedDay] })],
);

/** What the activity engine remembers of an organization: counts by day folded through `through_day`. */
export const activityState = sqliteTable('activity_state', {
  organizationId: integer('organization_id').primaryKey(),
  /** The last whole day folded in. */
  throughDay: integer('through_day').notNull(),
  /** Layout version of the payload; another version is rebuilt from the pages. */
  layout: integer('layout').notNull(),
  payload: blob('payload', { mode: 'buffer' }).notNull(),
});

/** Which organizations' pages changed and from which day on; emptied by the fold that follows. */
export const activityDirty = sqliteTable('activity_dirty', {
  organizationId: integer('organization_id').primaryKey(),
  fromDay: integer('from_day').notNull(),
});
