/** What a runner remembers of sending, for the day on which the company's database is restored from a dump. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Messages that were handed over, what contacts chose, and addresses that get nothing: of 90 days, sealed by the company, which alone can
 * read them. They hold no address and no name.
 */
export const sendingJournal = sqliteTable(
  'sending_journal',
  {
    /** `run/…`, `preference/…` or `suppression/…` */
    key: text('key').primaryKey(),
    at: integer('at').notNull(),
    /** JSON, as the company gave it out. */
    memory: text('memory').notNull(),
    seal: text('seal').notNull(),
    /** The mail server took it, by what this runner heard. */
    wasSent: integer('was_sent', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [index('sending_journal_by_time').on(table.at)],
);
