/** Sequences and who is inside: as the company has them, as screens read them, and what this desktop made out for the company. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const copiedSequences = sqliteTable(
  'copied_sequences',
  {
    rowId: integer('row_id').primaryKey(),
    sequenceId: text('sequence_id').notNull(),
    name: text('name').notNull(),
    /** JSON of a SequenceDefinition (contract/sequences). */
    definition: text('definition').notNull(),
    state: text('state').notNull(),
    author: text('author').notNull(),
    madeAt: integer('made_at').notNull(),
    version: integer('version').notNull(),
    changed: text('changed').notNull(),
    removedAt: integer('removed_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('copied_sequences_by_entry').on(table.sequenceId)],
);

export const copiedSequenceVersions = sqliteTable(
  'sequence_versions',
  {
    rowId: integer('row_id').primaryKey(),
    sequenceId: text('sequence_id').notNull(),
    version: integer('version').notNull(),
    definition: text('definition').notNull(),
    author: text('author').notNull(),
    madeAt: integer('made_at').notNull(),
  },
  (table) => [index('sequence_versions_by_sequence').on(table.sequenceId, table.version)],
);

export const sequences = sqliteTable('sequences', {
  sequenceId: text('sequence_id').primaryKey(),
  name: text('name').notNull(),
  definition: text('definition').notNull(),
  state: text('state').notNull(),
  version: integer('version').notNull(),
  author: text('author').notNull(),
  createdAt: integer('created_at').notNull(),
});

/** Who is or was inside. */
export const enrolments = sqliteTable(
  'enrolments',
  {
    enrolmentId: integer('enrolment_id').primaryKey(),
    sequenceId: text('sequence_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id').notNull(),
    entryKey: text('entry_key').notNull(),
    /** Of the definition that holds for it. */
    version: integer('version').notNull(),
    generation: integer('generation').notNull(),
    stepId: text('step_id').notNull(),
    isDone: integer('is_done').notNull(),
    sinceAt: integer('since_at').notNull(),
    /** Null: when its message came to an end. */
    wakesAt: integer('wakes_at'),
    waitsFor: text('waits_for').notNull(),
    message: text('message'),
    enteredAt: integer('entered_at').notNull(),
    enteredBy: text('entered_by').notNull(),
    enteredHow: text('entered_how').notNull(),
    ruleId: text('rule_id'),
    endedAt: integer('ended_at'),
    endedWhy: text('ended_why'),
  },
  (table) => [
    index('enrolments_by_sequence').on(table.sequenceId, table.endedAt),
    index('enrolments_by_organization').on(table.organizationId),
    index('enrolments_by_user').on(table.userId),
    index('enrolments_by_wake').on(table.endedAt, table.wakesAt),
  ],
);

/** The next step of somebody inside, made out here for the company and not yet brought there: JSON of a Move (store/sequences). */
export const outgoingMoves = sqliteTable('outgoing_moves', {
  enrolmentId: integer('enrolment_id').primaryKey(),
  move: text('move').notNull(),
});
