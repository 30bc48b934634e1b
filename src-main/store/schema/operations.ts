/** What people decided on this desktop and what the company's database answered, and what screens read of notes. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import {
  operationOrigins,
  operationReasons,
  operationStates,
} from '../../../src-preload/contract/operations';
import { subjectColumns } from './subject';

/** The outbox. An operation leaves it 90 days after its effect was seen in the copy. */
export const operations = sqliteTable(
  'operations',
  {
    /** The order in which they were made on this desktop: no clock tells it. */
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    opId: text('op_id').notNull().unique(),
    kind: text('kind').notNull(),
    /** Null where the company doesn't say which it is, or had not been asked yet. */
    companyId: text('company_id'),
    /** The account, by its number when this was made and the company's own id of it; null: about no account. */
    organizationId: integer('organization_id'),
    externalId: text('organization_external_id'),
    /** What the account was called when this was made: it may have left the copy by the time this comes back. */
    accountName: text('organization_name'),
    /** Which entry it makes (then its own id) or changes. */
    entry: text('entry').notNull(),
    /** The version of the entry that was seen; null for what makes one, and for what holds for any version. */
    baseVersion: integer('base_version'),
    /** The entry that it takes the place of, where that is another one (score settings); null: none, or not known. */
    madeOf: text('made_of'),
    /** JSON, of the shape that its kind has (contract/operations). */
    patch: text('patch').notNull(),
    author: text('author').notNull(),
    earlierAuthor: text('earlier_author'),
    madeAt: integer('made_at').notNull(),
    /** Decides what goes up first, and whose allowance at the company it uses. */
    origin: text('origin', { enum: operationOrigins }).notNull().default('person'),
    state: text('state', { enum: operationStates }).notNull(),
    /** The history of the company's database in which it took effect, and its transaction there. */
    epoch: text('epoch'),
    xid: text('xid'),
    reason: text('reason', { enum: operationReasons }),
    /** JSON of what the company said beside. */
    answer: text('answer'),
    answeredAt: integer('answered_at'),
    attempts: integer('attempts').notNull().default(0),
    /** Not before: milliseconds by this desktop's clock. */
    retryAt: integer('retry_at'),
    /** When nobody had to deal with it any more: taken as it was, or a person has dealt with what was refused or lost. */
    settledAt: integer('settled_at'),
  },
  (table) => [
    index('operations_by_state').on(table.state),
    index('operations_by_entry').on(table.entry),
    index('operations_by_organization').on(table.organizationId),
    // What waits, or waits for a person, is little beside what is kept for 90 days.
    index('operations_unsettled').on(table.state).where(sql`settled_at is null`),
    // Asked for with every look at Today, however much else waits.
    index('operations_pending_on_today')
      .on(table.externalId)
      .where(sql`state = 'pending' and kind in ('today.dispose', 'today.restore')`),
    index('operations_open_of_plans')
      .on(table.kind)
      .where(sql`state in ('pending', 'acknowledged') and kind in ('plan.assign', 'progress.set')`),
  ],
);

/** Entries whose copied row or operations have changed: they are folded again in the same transaction. */
export const entryMarks = sqliteTable(
  'entry_marks',
  { tableName: text('table_name').notNull(), entry: text('entry').notNull() },
  (table) => [primaryKey({ columns: [table.tableName, table.entry] })],
);

/** What somebody of the team wrote down about an account or one of its contacts. */
export const notes = sqliteTable(
  'notes',
  {
    /** By which the index of its words knows it. */
    seq: integer('seq').primaryKey(),
    noteId: text('note_id').notNull().unique(),
    ...subjectColumns,
    /** The contact it is about, as the company's own id of it; null: the account. */
    contact: text('contact'),
    author: text('author').notNull(),
    text: text('text').notNull(),
    createdAt: integer('created_at').notNull(),
    version: integer('version').notNull(),
    /** JSON of an ActivityPatch (contract/activities); null: it is a note alone. */
    activity: text('activity'),
    /** When it took place; of a note when it was written. Null: as an earlier Steward wrote it. */
    happenedAt: integer('happened_at'),
    /** JSON of StoredMentions (contract/mentions), one for each mark of the text; null: it has none. */
    mentions: text('mentions'),
  },
  (table) => [
    index('notes_by_organization').on(table.organizationId, table.createdAt),
    index('notes_with_mentions').on(table.organizationId).where(sql`mentions is not null`),
  ],
);
