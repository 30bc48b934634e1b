/** Rules and segments: as the company has them, and as screens read them. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const copiedDecision = { author: text('author').notNull(), madeAt: integer('made_at').notNull() };
const copiedEntry = {
  ...copiedDecision,
  version: integer('version').notNull(),
  changed: text('changed').notNull(),
  removedAt: integer('removed_at'),
  createdAt: integer('created_at').notNull(),
};

export const copiedRules = sqliteTable(
  'copied_rules',
  {
    rowId: integer('row_id').primaryKey(),
    ruleId: text('rule_id').notNull(),
    name: text('name').notNull(),
    /** JSON of a RuleDefinition (contract/rules). */
    definition: text('definition').notNull(),
    state: text('state').notNull(),
    ...copiedEntry,
  },
  (table) => [index('copied_rules_by_entry').on(table.ruleId)],
);

export const copiedRuleVersions = sqliteTable(
  'rule_versions',
  {
    rowId: integer('row_id').primaryKey(),
    ruleId: text('rule_id').notNull(),
    version: integer('version').notNull(),
    definition: text('definition').notNull(),
    ...copiedDecision,
  },
  (table) => [index('rule_versions_by_rule').on(table.ruleId, table.version)],
);

export const copiedSegments = sqliteTable(
  'copied_segments',
  {
    rowId: integer('row_id').primaryKey(),
    segmentId: text('segment_id').notNull(),
    name: text('name').notNull(),
    /** JSON of a SegmentDefinition (contract/rules). */
    definition: text('definition').notNull(),
    ...copiedEntry,
  },
  (table) => [index('copied_segments_by_entry').on(table.segmentId)],
);

export const copiedSegmentVersions = sqliteTable(
  'segment_versions',
  {
    rowId: integer('row_id').primaryKey(),
    segmentId: text('segment_id').notNull(),
    version: integer('version').notNull(),
    definition: text('definition').notNull(),
    ...copiedDecision,
  },
  (table) => [index('segment_versions_by_segment').on(table.segmentId, table.version)],
);

export const rules = sqliteTable('rules', {
  ruleId: text('rule_id').primaryKey(),
  name: text('name').notNull(),
  definition: text('definition').notNull(),
  state: text('state').notNull(),
  version: integer('version').notNull(),
  author: text('author').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const segments = sqliteTable('segments', {
  segmentId: text('segment_id').primaryKey(),
  name: text('name').notNull(),
  definition: text('definition').notNull(),
  version: integer('version').notNull(),
  author: text('author').notNull(),
  createdAt: integer('created_at').notNull(),
});
