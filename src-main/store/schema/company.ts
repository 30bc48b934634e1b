/**
 * The copy of the company's rows that this manager may see. Every table here can be rebuilt from the company's database.
 * Instants are milliseconds since 1970 UTC; days are whole days since 1970-01-01 UTC; ids are the company's own.
 */
import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { attributeSubjects, attributeTypes } from '../../../src-preload/contract/attributes';
import {
  interventionChannels,
  interventionKinds,
  interventionOutcomes,
} from '../../../src-preload/contract/domain';

export const managers = sqliteTable('managers', {
  managerId: integer('manager_id').primaryKey(),
  email: text('email').notNull(),
  name: text('name').notNull(),
});

/** Fields of the company's own. */
export const attributeDefinitions = sqliteTable('attribute_definitions', {
  attributeId: integer('attribute_id').primaryKey(),
  subject: text('subject', { enum: attributeSubjects }).notNull(),
  name: text('name').notNull(),
  label: text('label').notNull(),
  type: text('type', { enum: attributeTypes }).notNull(),
  /** JSON of the words of a choice; null of any other type. */
  choices: text('choices'),
});

export const organizations = sqliteTable(
  'organizations',
  {
    organizationId: integer('organization_id').primaryKey(),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    segment: text('segment'),
    lifecycleStage: text('lifecycle_stage', {
      enum: ['onboarding', 'adoption', 'growth', 'renewal', 'churned'],
    }).notNull(),
    industry: text('industry'),
    country: text('country'),
    timezone: text('timezone'),
    ownerId: integer('owner_id'),
    createdAt: integer('created_at').notNull(),
    churnedAt: integer('churned_at'),
    /** The day on which notice was given. */
    noticeOn: integer('notice_on'),
    /** The account it belongs to, which may be in nobody's copy. */
    parentId: integer('parent_id'),
    /** JSON of the company's own fields by name; null where none is known. */
    attributes: text('attributes'),
  },
  (table) => [
    index('organizations_by_name').on(table.name),
    index('organizations_by_parent').on(table.parentId).where(sql`parent_id is not null`),
  ],
);

/** Accounts that are another's now: what people wrote about them is about that one. */
export const mergedAccounts = sqliteTable('merged_accounts', {
  /** The number it had. */
  mergedId: integer('merged_id').primaryKey(),
  externalId: text('external_id').notNull(),
  organizationId: integer('organization_id').notNull(),
});

/** Whose accounts were, each from a moment on; of before an account's first line nothing is known. */
export const ownerChanges = sqliteTable(
  'owner_changes',
  {
    changeId: integer('change_id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    changedAt: integer('changed_at').notNull(),
    /** Null: nobody's, or, of the first line, not known. */
    fromOwner: integer('from_owner'),
    /** Null: nobody's. */
    toOwner: integer('to_owner'),
    isFirst: integer('is_first', { mode: 'boolean' }).notNull(),
    changedBy: text('changed_by').notNull(),
  },
  (table) => [index('owner_changes_by_organization').on(table.organizationId)],
);

export const users = sqliteTable(
  'users',
  {
    userId: integer('user_id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    externalId: text('external_id').notNull(),
    name: text('name').notNull(),
    email: text('email'),
    /** As the company's list writes it. */
    phone: text('phone'),
    title: text('title'),
    role: text('role', { enum: ['champion', 'admin', 'member'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    deactivatedAt: integer('deactivated_at'),
    /** 1: the company's own staff or a test, 0: the customer's; null where the company doesn't say. */
    isInternal: integer('is_internal'),
    /** The day since which the contact objects to being profiled, as the company's list says it. */
    objectedOn: integer('objected_on'),
    /** As of organizations. */
    attributes: text('attributes'),
  },
  (table) => [
    index('users_by_organization').on(table.organizationId, table.name),
    index('users_internal').on(table.organizationId).where(sql`is_internal = 1`),
    index('users_objecting').on(table.userId).where(sql`objected_on is not null`),
  ],
);

export const features = sqliteTable('features', {
  featureId: integer('feature_id').primaryKey(),
  externalId: text('external_id').notNull(),
  name: text('name').notNull(),
  category: text('category'),
  kind: text('kind', { enum: ['core', 'outcome', 'other'] }).notNull(),
  /** 1: used by machines, 0: by people; null where the company doesn't say. */
  isMachine: integer('is_machine'),
});

export const subscriptions = sqliteTable(
  'subscriptions',
  {
    subscriptionId: integer('subscription_id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    externalId: text('external_id').notNull(),
    product: text('product').notNull(),
    /** First day in force. */
    startedOn: integer('started_on').notNull(),
    /** First day no longer in force; null while open-ended. */
    endedOn: integer('ended_on'),
    /** A month's amount as the company wrote it; below zero for credits. */
    mrr: real('mrr').notNull(),
    /** ISO 4217; null: the company's own. */
    currency: text('currency'),
    quantity: real('quantity'),
    /** What `quantity` counts; `users` are licensed seats. */
    unit: text('unit'),
    billingMonths: integer('billing_months').notNull(),
    discount: real('discount').notNull(),
    renewsOn: integer('renews_on'),
    paymentFailedAt: integer('payment_failed_at'),
    /** Null where the company doesn't say: then the price and the end tell (store/accounts/trials.ts). */
    isTrial: integer('is_trial', { mode: 'boolean' }),
  },
  (table) => [index('subscriptions_by_organization').on(table.organizationId, table.startedOn)],
);

export const supportTickets = sqliteTable(
  'support_tickets',
  {
    ticketId: integer('ticket_id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id'),
    externalId: text('external_id').notNull(),
    subject: text('subject').notNull(),
    severity: text('severity', { enum: ['low', 'normal', 'high', 'urgent'] }).notNull(),
    openedAt: integer('opened_at').notNull(),
    resolvedAt: integer('resolved_at'),
    /** 1-5, asked when resolved. */
    satisfaction: integer('satisfaction'),
  },
  (table) => [index('support_tickets_by_organization').on(table.organizationId, table.openedAt)],
);

export const surveyResponses = sqliteTable(
  'survey_responses',
  {
    responseId: integer('response_id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id'),
    externalId: text('external_id').notNull(),
    kind: text('kind', { enum: ['nps', 'csat', 'ces'] }).notNull(),
    score: integer('score').notNull(),
    comment: text('comment'),
    respondedAt: integer('responded_at').notNull(),
    /** Who answered, where it is nobody of the list of users: a number and no name. */
    unlistedUserId: integer('unlisted_user_id'),
  },
  (table) => [index('survey_responses_by_organization').on(table.organizationId, table.respondedAt)],
);

/** How the use of the whole book moved up to a day; made by the company's database, which sees every account. */
export const bookMovements = sqliteTable('book_movements', {
  movementId: integer('movement_id').primaryKey(),
  endedOn: integer('ended_on').notNull(),
  /** Null: all accounts. */
  segment: text('segment'),
  accounts: integer('accounts').notNull(),
  weekRatio: real('week_ratio').notNull(),
  monthRatio: real('month_ratio').notNull(),
  quarterRatio: real('quarter_ratio').notNull(),
  depthRatio: real('depth_ratio').notNull(),
  peopleDaysRatio: real('people_days_ratio').notNull(),
  computedAt: integer('computed_at').notNull(),
});

export const interventionHistory = sqliteTable(
  'intervention_history',
  {
    interventionId: integer('intervention_id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    /** The contact addressed. */
    userId: integer('user_id'),
    externalId: text('external_id').notNull(),
    kind: text('kind', { enum: interventionKinds }).notNull(),
    channel: text('channel', { enum: interventionChannels }),
    startedAt: integer('started_at').notNull(),
    /** Null while it is still under way. */
    endedAt: integer('ended_at'),
    outcome: text('outcome', { enum: interventionOutcomes }),
    /** Done by a rule rather than by a person. */
    isAutomatic: integer('is_automatic', { mode: 'boolean' }).notNull(),
    /** Planned by a rule and deliberately not done: the control group. */
    isHeldOut: integer('is_held_out', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('intervention_history_by_organization').on(table.organizationId, table.startedAt)],
);

/** What one of another currency is worth in the company's from a day on. */
export const exchangeRates = sqliteTable(
  'exchange_rates',
  {
    rateId: integer('rate_id').primaryKey(),
    currency: text('currency').notNull(),
    validOn: integer('valid_on').notNull(),
    rate: real('rate').notNull(),
  },
  (table) => [index('exchange_rates_by_currency').on(table.currency, table.validOn)],
);
