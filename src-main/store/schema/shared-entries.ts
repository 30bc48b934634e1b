/**
 * What the team has decided, as the company's database has it and this login sees it: exact copies, which no screen
 * reads. What screens read is folded from them and from the operations on their way (store/operations).
 */
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Who decided, and when by the desktop's clock; where it was kept on a desktop alone before, who wrote it there. */
const decided = {
  author: text('author').notNull(),
  earlierAuthor: text('earlier_author'),
  madeAt: integer('made_at').notNull(),
};

/** 1 at birth and one more with each change; JSON of the version in which each field changed last. */
const versioned = {
  version: integer('version').notNull(),
  changed: text('changed').notNull(),
  createdAt: integer('created_at').notNull(),
};

export const copiedNotes = sqliteTable(
  'copied_notes',
  {
    rowId: integer('row_id').primaryKey(),
    noteId: text('note_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id'),
    ...decided,
    text: text('text').notNull(),
    ...versioned,
    /** JSON of what took place, its contacts by number; null: it is a note alone. */
    activity: text('activity'),
    /** JSON of whom it mentions, by number; null: nobody. */
    mentions: text('mentions'),
    removedAt: integer('removed_at'),
  },
  (table) => [
    index('copied_notes_by_entry').on(table.noteId),
    index('copied_notes_by_organization').on(table.organizationId),
  ],
);

export const copiedPulses = sqliteTable(
  'copied_pulses',
  {
    rowId: integer('row_id').primaryKey(),
    pulseId: text('pulse_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    points: real('points').notNull(),
    reason: text('reason').notNull(),
    ...decided,
    withdrawnAt: integer('withdrawn_at'),
    ...versioned,
  },
  (table) => [
    index('copied_pulses_by_entry').on(table.pulseId),
    index('copied_pulses_by_organization').on(table.organizationId),
  ],
);

export const copiedOverrides = sqliteTable(
  'copied_score_overrides',
  {
    rowId: integer('row_id').primaryKey(),
    overrideId: text('override_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    score: real('score').notNull(),
    reason: text('reason').notNull(),
    untilDay: integer('until_day').notNull(),
    ...decided,
    withdrawnAt: integer('withdrawn_at'),
    ...versioned,
  },
  (table) => [
    index('copied_score_overrides_by_entry').on(table.overrideId),
    index('copied_score_overrides_by_organization').on(table.organizationId),
  ],
);

export const copiedObjections = sqliteTable(
  'copied_profiling_objections',
  {
    rowId: integer('row_id').primaryKey(),
    objectionId: text('objection_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id').notNull(),
    sinceDay: integer('since_day').notNull(),
    ...decided,
    withdrawnAt: integer('withdrawn_at'),
    ...versioned,
  },
  (table) => [
    index('copied_profiling_objections_by_entry').on(table.objectionId),
    index('copied_profiling_objections_by_organization').on(table.organizationId),
  ],
);

export const copiedDispositions = sqliteTable(
  'copied_today_dispositions',
  {
    rowId: integer('row_id').primaryKey(),
    dispositionId: text('disposition_id').notNull(),
    login: text('login').notNull(),
    organizationId: integer('organization_id').notNull(),
    kind: text('kind').notNull(),
    day: integer('day').notNull(),
    state: text('state').notNull(),
    untilDay: integer('until_day'),
    reason: text('reason'),
    madeAt: integer('made_at').notNull(),
    removedAt: integer('removed_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('copied_today_dispositions_by_entry').on(table.dispositionId),
    index('copied_today_dispositions_by_organization').on(table.organizationId),
  ],
);

export const copiedViews = sqliteTable(
  'copied_saved_views',
  {
    rowId: integer('row_id').primaryKey(),
    viewId: text('view_id').notNull(),
    login: text('login').notNull(),
    name: text('name').notNull(),
    view: text('view').notNull(),
    /** 1: everybody of the team sees it. */
    shared: integer('shared').notNull(),
    ...versioned,
    removedAt: integer('removed_at'),
  },
  (table) => [index('copied_saved_views_by_entry').on(table.viewId)],
);

/** The company's versions of the scoring configuration; the highest is in force for all. */
export const copiedConfigurations = sqliteTable('copied_score_configurations', {
  version: integer('version').primaryKey(),
  config: text('config').notNull(),
  note: text('note').notNull(),
  author: text('author').notNull(),
  earlierAuthor: text('earlier_author'),
  publishedAt: integer('published_at').notNull(),
  opId: text('op_id').notNull(),
});
