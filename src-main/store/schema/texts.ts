/** All that was written of accounts and contacts, as it is found by its words: kept by triggers beside the rows it is of. */
import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';

export const texts = sqliteTable(
  'texts',
  {
    /** By which the index of words knows it: later ones have greater numbers. */
    seq: integer('seq').primaryKey(),
    /** The table of its row, and which row of it. */
    source: text('source').notNull(),
    entry: text('entry').notNull(),
    organizationId: integer('organization_id').notNull(),
    at: integer('at').notNull(),
    /** The account as a word. */
    place: text('place').notNull(),
    title: text('title').notNull(),
    words: text('words').notNull(),
  },
  (table) => [
    unique('texts_by_entry').on(table.source, table.entry),
    index('texts_by_organization').on(table.organizationId),
  ],
);

/** Tables whose rows came without their texts being read: by a load, or before there was an index. */
export const textsBehind = sqliteTable('texts_behind', {
  source: text('source').primaryKey(),
  /** The last key that was read; null: none. */
  through: text('through'),
});
