/** What notes of calls, meetings and the like begin with: as the company has it, and as screens read it. */
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Those that the team made, and of Steward's own what the team said of them. */
export const copiedActivityTemplates = sqliteTable(
  'copied_activity_templates',
  {
    rowId: integer('row_id').primaryKey(),
    templateId: text('template_id').notNull(),
    /** Null with the next two: one of Steward's own. */
    name: text('name'),
    kind: text('kind'),
    text: text('text'),
    place: real('place').notNull(),
    hidden: integer('hidden').notNull(),
    author: text('author').notNull(),
    madeAt: integer('made_at').notNull(),
    version: integer('version').notNull(),
    changed: text('changed').notNull(),
    removedAt: integer('removed_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('copied_activity_templates_by_entry').on(table.templateId)],
);

export const activityTemplates = sqliteTable('activity_templates', {
  templateId: text('template_id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  text: text('text').notNull(),
  place: real('place').notNull(),
  hidden: integer('hidden').notNull(),
  version: integer('version').notNull(),
  author: text('author').notNull(),
});
