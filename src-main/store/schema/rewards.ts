/** Rewards as the company has them: nothing of it is made here, for the company alone says what becomes of a decision. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

const decided = { author: text('author').notNull(), madeAt: integer('made_at').notNull() };

export const rewardPrograms = sqliteTable('reward_programs', {
  rowId: integer('row_id').primaryKey(),
  programId: text('program_id').notNull(),
  /** JSON of how rewards are given, as a whole. */
  program: text('program').notNull(),
  ...decided,
});

export const rewardsCatalog = sqliteTable(
  'rewards_catalog',
  {
    rowId: integer('row_id').primaryKey(),
    itemId: text('item_id').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    cost: integer('cost').notNull(),
    valueMinor: integer('value_minor').notNull(),
    stock: integer('stock'),
    taken: integer('taken').notNull(),
    tier: text('tier'),
    /** JSON lists of texts. */
    stages: text('stages').notNull(),
    segments: text('segments').notNull(),
    perAccount: integer('per_account'),
    perContact: integer('per_contact'),
    fromDay: integer('from_day'),
    lastDay: integer('last_day'),
    forContact: integer('for_contact').notNull(),
    needsApproval: integer('needs_approval').notNull(),
    archived: integer('archived').notNull(),
    ...decided,
    version: integer('version').notNull(),
  },
  (table) => [index('rewards_catalog_by_item').on(table.itemId)],
);

export const rewardAccounts = sqliteTable('reward_accounts', {
  organizationId: integer('organization_id').primaryKey(),
  tier: text('tier'),
  tierDay: integer('tier_day'),
  tierLastDay: integer('tier_last_day'),
  consentDay: integer('consent_day'),
  consentNote: text('consent_note'),
  consentBy: text('consent_by'),
  leftOut: integer('left_out').notNull(),
});

export const userRewards = sqliteTable(
  'user_rewards',
  {
    rowId: integer('row_id').primaryKey(),
    rewardId: text('reward_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    itemId: text('item_id').notNull(),
    userId: integer('user_id'),
    cost: integer('cost').notNull(),
    valueMinor: integer('value_minor').notNull(),
    askedDay: integer('asked_day').notNull(),
    stage: text('stage').notNull(),
    note: text('note'),
    ...decided,
    decidedBy: text('decided_by'),
    decidedAt: integer('decided_at'),
    decisionReason: text('decision_reason'),
  },
  (table) => [
    index('user_rewards_by_reward').on(table.rewardId),
    index('user_rewards_by_organization').on(table.organizationId),
    index('user_rewards_by_stage').on(table.stage),
  ],
);

/** Its row_id is the order in which the company wrote it. */
export const rewardTransactions = sqliteTable(
  'reward_transactions',
  {
    rowId: integer('row_id').primaryKey(),
    transactionId: text('transaction_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    kind: text('kind').notNull(),
    points: integer('points').notNull(),
    owed: integer('owed').notNull(),
    /** The row that brought the points in; null: it brings them in itself, or touches none. */
    lot: integer('lot'),
    lastDay: integer('last_day'),
    reversalOf: integer('reversal_of'),
    rewardId: text('reward_id'),
    basePoints: integer('base_points'),
    multiplier: integer('multiplier'),
    origin: text('origin'),
    reason: text('reason'),
    author: text('author').notNull(),
    day: integer('day').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [
    index('reward_transactions_by_organization').on(table.organizationId),
    index('reward_transactions_by_id').on(table.transactionId),
  ],
);

export const rewardTierHistory = sqliteTable(
  'reward_tier_history',
  {
    rowId: integer('row_id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    day: integer('day').notNull(),
    tier: text('tier'),
    cause: text('cause').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('reward_tier_history_by_organization').on(table.organizationId)],
);
