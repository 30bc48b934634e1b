/** Rules that act: how they stand and what they did, as the company has it, and what this desktop judged for it. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const copiedStandings = sqliteTable('rule_standings', {
  rowId: integer('row_id').primaryKey(),
  ruleId: text('rule_id').notNull(),
  /** Switched on then, by this login. */
  activeAt: integer('active_at').notNull(),
  switchedBy: text('switched_by').notNull(),
  judgedOn: integer('judged_on'),
  /** The day of the look before it. */
  judgedFromDay: integer('judged_from_day'),
  judgedAt: integer('judged_at'),
  evaluated: integer('evaluated'),
  matched: integer('matched'),
  notKnown: integer('not_known'),
  /** JSON: of those that match, how many wait for what. */
  waiting: text('waiting').notNull(),
  milliseconds: integer('milliseconds'),
  problem: text('problem'),
  problemAt: integer('problem_at'),
});

export const copiedFirings = sqliteTable(
  'rule_firings',
  {
    firingId: integer('firing_id').primaryKey(),
    ruleId: text('rule_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    /** Of a rule about contacts; null: of accounts. */
    userId: integer('user_id'),
    version: integer('version').notNull(),
    generation: integer('generation').notNull(),
    firedOn: integer('fired_on').notNull(),
    firedAt: integer('fired_at').notNull(),
    /** JSON: sentences. */
    why: text('why').notNull(),
    /** Null: it fired. */
    heldBy: text('held_by'),
    heldOut: integer('held_out').notNull(),
    /** JSON: what came of each action. */
    outcomes: text('outcomes').notNull(),
  },
  (table) => [
    index('rule_firings_by_rule').on(table.ruleId, table.firedAt),
    index('rule_firings_by_organization').on(table.organizationId),
  ],
);

/** Whether an account is held out of a rule's messages, as it was drawn once. */
export const copiedHoldouts = sqliteTable(
  'rule_holdouts',
  {
    holdoutId: integer('holdout_id').primaryKey(),
    ruleId: text('rule_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    heldOut: integer('held_out').notNull(),
    assignedOn: integer('assigned_on').notNull(),
    /** The share that the rule was to hold out then; null: nobody knows. */
    percent: integer('percent'),
    contaminatedAt: integer('contaminated_at'),
    /** What reached it all the same, first: `launch`, `another_rule`, `critical` or `share`. */
    contaminatedBy: text('contaminated_by'),
  },
  (table) => [index('rule_holdouts_by_organization').on(table.organizationId)],
);

/** What a rule came to, judged here for the company and not yet brought there: JSON of a Judging (store/triggers). */
export const outgoingJudgings = sqliteTable('outgoing_judgings', {
  ruleId: text('rule_id').primaryKey(),
  judging: text('judging').notNull(),
});

/** Of which account what, of the same. */
export const outgoingVerdicts = sqliteTable(
  'outgoing_verdicts',
  {
    ruleId: text('rule_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    /** 0 where accounts are judged. */
    contactId: integer('contact_id').notNull().default(0),
    /** JSON of a JudgedAccount (store/triggers). */
    verdict: text('verdict').notNull(),
  },
  (table) => [primaryKey({ columns: [table.ruleId, table.organizationId, table.contactId] })],
);
