/** What this desktop remembers of its own work: sync, jobs, views, settings. */
import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { subjectColumns } from './subject';

/** One row: where the copy stands against the company's database. */
export const syncState = sqliteTable('sync_state', {
  id: integer('id').primaryKey(),
  /** pg_snapshot text of the last applied pull; null until the initial load is complete. */
  snapshot: text('snapshot'),
  epoch: text('epoch'),
  schemaVersion: integer('schema_version'),
  login: text('login'),
  /** Server time of the last pull that was applied. */
  asOf: integer('as_of'),
  /** Server time of the last checksum of the whole copy. */
  checkedAt: integer('checked_at'),
  /** JSON of the initial load's progress while one is under way. */
  load: text('load'),
  /** JSON of a pull held for a person's word. */
  held: text('held'),
  /** Raw events of this many days are kept. */
  rawEventDays: integer('raw_event_days').notNull(),
  /** The first day of which the copy holds raw events; moves on with the days. */
  eventsFromDay: integer('events_from_day'),
  /** IANA name of the zone that the company's days are days of; null: UTC. */
  zone: text('zone'),
  /** ISO 4217: the company's own currency; null where nobody named one. */
  currency: text('currency'),
});

/** Rows of each copied table (entries, where a table is kept by page), so that nobody has to count them. */
export const syncTables = sqliteTable('sync_tables', {
  tableName: text('table_name').primaryKey(),
  rows: integer('rows').notNull(),
  /** JSON of the later columns that its rows were read with; null: none of them. */
  columns: text('columns'),
});

/** Rows that could not be applied, with the reason; the rest flowed on. */
export const setAsideRows = sqliteTable(
  'set_aside_rows',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    tableName: text('table_name').notNull(),
    key: text('key').notNull(),
    reason: text('reason').notNull(),
    /** JSON of the row as it came. */
    row: text('row').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('set_aside_rows_by_key').on(table.tableName, table.key)],
);

export const metricsAggregationJobs = sqliteTable(
  'metrics_aggregation_jobs',
  {
    jobId: integer('job_id').primaryKey({ autoIncrement: true }),
    kind: text('kind').notNull(),
    state: text('state', { enum: ['queued', 'running', 'succeeded', 'failed', 'cancelled'] }).notNull(),
    /** Larger runs first. */
    priority: integer('priority').notNull(),
    attempt: integer('attempt').notNull(),
    maxAttempts: integer('max_attempts').notNull(),
    runAfter: integer('run_after').notNull(),
    createdAt: integer('created_at').notNull(),
    startedAt: integer('started_at'),
    heartbeatAt: integer('heartbeat_at'),
    finishedAt: integer('finished_at'),
    done: real('done').notNull(),
    total: real('total'),
    message: text('message'),
    /** JSON: what to do. */
    payload: text('payload').notNull(),
    /** JSON: how far it got, so that a crash costs only the last chunk. */
    checkpoint: text('checkpoint'),
    cancelRequested: integer('cancel_requested', { mode: 'boolean' }).notNull(),
    /** The scheduled task it does, and which occurrence of it: none is done twice. */
    taskId: text('task_id'),
    occurrence: text('occurrence'),
  },
  (table) => [
    index('metrics_aggregation_jobs_by_state').on(table.state, table.runAfter),
    // The order in which they are done (job-rows).
    index('metrics_aggregation_jobs_by_rank').on(
      table.state,
      sql`run_after - 900000 * priority`,
      table.jobId,
    ),
    uniqueIndex('metrics_aggregation_jobs_by_occurrence').on(table.taskId, table.occurrence),
  ],
);

export const savedViews = sqliteTable('saved_views', {
  viewId: text('view_id').primaryKey(),
  name: text('name').notNull(),
  /** JSON of filter, sort and columns (contract/accounts). */
  view: text('view').notNull(),
  createdAt: integer('created_at').notNull(),
  version: integer('version').notNull().default(1),
  /** Whether everybody of the team sees it. */
  shared: integer('shared', { mode: 'boolean' }).notNull().default(false),
  /** The login that keeps it; null: this desktop's own. */
  owner: text('owner'),
});

/** What the manager did with an item of Today. */
export const todayDispositions = sqliteTable(
  'today_dispositions',
  {
    dispositionId: text('disposition_id').primaryKey(),
    ...subjectColumns,
    /** Why the account was there: kind of the item (contract/today). */
    kind: text('kind').notNull(),
    /** Day it was done or snoozed: the same item may come again later. */
    day: integer('day').notNull(),
    state: text('state', { enum: ['done', 'snoozed'] }).notNull(),
    untilDay: integer('until_day'),
    reason: text('reason'),
    at: integer('at').notNull(),
    /** Its place in the company's order, or behind all of that while it is on its way there; null: of an earlier Steward. */
    companyRow: integer('company_row'),
  },
  (table) => [index('today_dispositions_by_reason').on(table.organizationId, table.kind, table.day)],
);

export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});
