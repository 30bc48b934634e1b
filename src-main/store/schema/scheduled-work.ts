/** What is to be done later or again and again. Each time it is due, a job of the queue does it. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const scheduledTasks = sqliteTable(
  'scheduled_tasks',
  {
    taskId: text('task_id').primaryKey(),
    title: text('title').notNull(),
    /** The kind of job that does it, and its payload in JSON. */
    kind: text('kind').notNull(),
    payload: text('payload').notNull(),
    priority: integer('priority').notNull(),
    /** JSON (contract/schedule). */
    schedule: text('schedule').notNull(),
    /** JSON (contract/schedule): what becomes of occurrences that nobody was awake for. */
    catchUp: text('catch_up').notNull(),
    createdAt: integer('created_at').notNull(),
    /** The first occurrence that no job was made for; null: there is none to come. */
    nextDue: integer('next_due'),
    pausedAt: integer('paused_at'),
    /** How its last job ended, and when; null: none has yet. */
    lastState: text('last_state', { enum: ['succeeded', 'failed', 'cancelled'] }),
    lastMessage: text('last_message'),
    lastAt: integer('last_at'),
  },
  (table) => [index('scheduled_tasks_by_due').on(table.nextDue)],
);

/** A task that is done only after another has been. */
export const taskNeeds = sqliteTable(
  'task_needs',
  {
    taskId: text('task_id').notNull(),
    needsId: text('needs_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.needsId] })],
);

/** A job that waits for a task to have been done. Taken away in the transaction in which that is. */
export const jobWaits = sqliteTable(
  'job_waits',
  {
    jobId: integer('job_id').notNull(),
    needsId: text('needs_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.needsId] }),
    index('job_waits_by_task').on(table.needsId),
  ],
);
