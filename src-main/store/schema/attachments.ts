/** Files of notes: what the company says of them, and the bytes that are here. */
import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** As the company has them, without the bytes. */
export const noteAttachments = sqliteTable(
  'note_attachments',
  {
    rowId: integer('row_id').primaryKey(),
    attachmentId: text('attachment_id').notNull(),
    noteId: text('note_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    size: integer('size').notNull(),
    /** Null where the file was erased. */
    sha256: text('sha256'),
    author: text('author').notNull(),
    madeAt: integer('made_at').notNull(),
    removedAt: integer('removed_at'),
  },
  (table) => [
    index('note_attachments_by_id').on(table.attachmentId),
    index('note_attachments_by_note').on(table.noteId),
    index('note_attachments_by_organization').on(table.organizationId),
    index('note_attachments_by_content').on(table.sha256),
  ],
);

const file = {
  /** Of the bytes, in hexadecimal digits. */
  sha256: text('sha256').primaryKey(),
  content: blob('content', { mode: 'buffer' }).notNull(),
  at: integer('at').notNull(),
};

/** Chosen here, and not yet known to be at the company: nobody else has them. */
export const waitingFiles = sqliteTable('waiting_files', { ...file, type: text('type').notNull() });

/** Of the company, so that they open without it; what is missing is fetched again. */
export const keptFiles = sqliteTable('kept_files', file);
