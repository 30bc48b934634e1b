/** Celebrations and badges as the company has them: nothing of it is made here, for the company alone says what comes of a decision. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const rowId = integer('row_id').primaryKey();
const written = { author: text('author').notNull(), madeAt: integer('made_at').notNull() };

export const celebrationSettings = sqliteTable('celebration_settings', {
  rowId,
  settingsId: text('settings_id').notNull(),
  /** JSON of how achievements are celebrated, as a whole. */
  settings: text('settings').notNull(),
  ...written,
});

export const celebrations = sqliteTable(
  'celebrations',
  {
    rowId,
    celebrationId: text('celebration_id').notNull(),
    achievementId: text('achievement_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    /** Null: the account's own. */
    userId: integer('user_id'),
    milestoneId: text('milestone_id').notNull(),
    madeAt: integer('made_at').notNull(),
    mail: text('mail').notNull(),
    words: text('words'),
    wordsBy: text('words_by'),
    skippedAt: integer('skipped_at'),
    skippedWhy: text('skipped_why'),
    skippedBy: text('skipped_by'),
    skipReason: text('skip_reason'),
  },
  (table) => [
    index('celebrations_by_id').on(table.celebrationId),
    index('celebrations_by_organization').on(table.organizationId),
    index('celebrations_by_made').on(table.madeAt),
  ],
);

export const celebrationMessages = sqliteTable(
  'celebration_messages',
  {
    rowId,
    celebrationId: text('celebration_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    runId: text('run_id').notNull(),
  },
  (table) => [
    index('celebration_messages_by_celebration').on(table.celebrationId),
    index('celebration_messages_by_run').on(table.runId),
    index('celebration_messages_by_organization').on(table.organizationId),
  ],
);

export const badges = sqliteTable(
  'badges',
  {
    rowId,
    badgeId: text('badge_id').notNull(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    picture: text('picture').notNull(),
    ...written,
    removedAt: integer('removed_at'),
  },
  (table) => [index('badges_by_id').on(table.badgeId)],
);
