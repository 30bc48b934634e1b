/** Calls to action, their tasks, and days on which nobody works: as the company has them, and as screens read them. */
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { subjectColumns } from './subject';

const decided = { author: text('author').notNull(), madeAt: integer('made_at').notNull() };
const versioned = {
  version: integer('version').notNull(),
  /** JSON of the version in which each field changed last. */
  changed: text('changed').notNull(),
};

/** What one says, wherever it is kept. */
const said = {
  type: text('type').notNull(),
  title: text('title').notNull(),
  reason: text('reason'),
  priority: text('priority').notNull(),
  dueDay: integer('due_day').notNull(),
};
const rests = {
  /** It rests until that day begins. */
  snoozedUntil: integer('until_day'),
  snoozeReason: text('snooze_reason'),
  snoozedAt: integer('snoozed_at'),
};
const ended = {
  outcome: text('outcome'),
  closedAt: integer('closed_at'),
  closedBy: text('closed_by'),
};
/** Of a task beside what it says: whose it is, how much it presses, how it stands, until when it rests, how it comes again. */
const steps = {
  givenTo: integer('given_to'),
  priority: text('priority'),
  state: text('state'),
  restsUntil: integer('until_day'),
  every: text('every'),
  fromDay: integer('from_day'),
};
const fired = {
  /** Null: a person's. */
  ruleId: text('rule_id'),
  ruleVersion: integer('rule_version'),
  firings: integer('firings').notNull(),
  lastFiredAt: integer('last_fired_at'),
};

export const copiedCtas = sqliteTable(
  'copied_ctas',
  {
    rowId: integer('row_id').primaryKey(),
    ctaId: text('cta_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    ...said,
    /** The manager to whom it was given; null: it is whoever's the account is. */
    givenTo: integer('given_to'),
    ...rests,
    ...ended,
    ...fired,
    ...decided,
    ...versioned,
  },
  (table) => [
    index('copied_ctas_by_entry').on(table.ctaId),
    index('copied_ctas_by_organization').on(table.organizationId),
  ],
);

/** The note of which a task is a next step; null: of none. */
const ofNote = { noteId: text('note_id') };

export const copiedCtaTasks = sqliteTable(
  'copied_cta_tasks',
  {
    rowId: integer('row_id').primaryKey(),
    taskId: text('task_id').notNull(),
    /** Null: it is by itself. */
    ctaId: text('cta_id'),
    organizationId: integer('organization_id').notNull(),
    title: text('title').notNull(),
    dueDay: integer('due_day'),
    ...steps,
    ...ofNote,
    doneAt: integer('done_at'),
    doneBy: text('done_by'),
    ...decided,
    ...versioned,
    removedAt: integer('removed_at'),
  },
  (table) => [
    index('copied_cta_tasks_by_entry').on(table.taskId),
    index('copied_cta_tasks_by_organization').on(table.organizationId),
  ],
);

export const copiedHolidays = sqliteTable(
  'copied_holidays',
  {
    rowId: integer('row_id').primaryKey(),
    holidayId: text('holiday_id').notNull(),
    day: integer('day').notNull(),
    name: text('name').notNull(),
    country: text('country'),
    ...decided,
    removedAt: integer('removed_at'),
  },
  (table) => [index('copied_holidays_by_entry').on(table.holidayId)],
);

export const ctas = sqliteTable(
  'ctas',
  {
    ctaId: text('cta_id').primaryKey(),
    ...subjectColumns,
    ...said,
    /** The manager's number in the copy. */
    givenTo: integer('given_to'),
    ...rests,
    ...ended,
    ...fired,
    author: text('author').notNull(),
    createdAt: integer('created_at').notNull(),
    version: integer('version').notNull(),
  },
  (table) => [
    index('ctas_by_organization').on(table.organizationId, table.outcome),
    index('ctas_open').on(table.organizationId).where(sql`outcome is null`),
  ],
);

export const ctaTasks = sqliteTable(
  'cta_tasks',
  {
    taskId: text('task_id').primaryKey(),
    ctaId: text('cta_id'),
    ...subjectColumns,
    title: text('title').notNull(),
    dueDay: integer('due_day'),
    ...steps,
    ...ofNote,
    doneAt: integer('done_at'),
    doneBy: text('done_by'),
    author: text('author').notNull(),
    version: integer('version').notNull(),
    companyRow: integer('company_row').notNull(),
  },
  (table) => [
    index('cta_tasks_by_cta').on(table.ctaId),
    index('cta_tasks_open').on(table.organizationId).where(sql`done_at is null`),
    index('cta_tasks_by_note').on(table.noteId).where(sql`note_id is not null`),
    index('cta_tasks_done').on(table.doneAt).where(sql`done_at is not null`),
  ],
);

export const holidays = sqliteTable('holidays', {
  holidayId: text('holiday_id').primaryKey(),
  day: integer('day').notNull(),
  name: text('name').notNull(),
  country: text('country'),
  companyRow: integer('company_row').notNull(),
});
