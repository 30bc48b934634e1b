/** Messages to contacts and what protects these, as the company has them; nothing of it is made here. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const interventions = sqliteTable(
  'interventions',
  {
    rowId: integer('row_id').primaryKey(),
    runId: text('run_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id').notNull(),
    channel: text('channel').notNull(),
    occurrence: text('occurrence').notNull(),
    /** Null: launched by hand. */
    ruleId: text('rule_id'),
    ruleVersion: integer('rule_version'),
    launchedBy: text('launched_by').notNull(),
    templateId: text('template_id'),
    templateVersion: integer('template_version'),
    /** JSON of subject and text, where they were written for one. */
    content: text('content'),
    category: text('category').notNull(),
    despite: text('despite'),
    onCap: text('on_cap').notNull(),
    dueAt: integer('due_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    createdAt: integer('created_at').notNull(),
    stage: text('stage').notNull(),
    reason: text('reason').notNull(),
    changedAt: integer('changed_at').notNull(),
    nextDue: integer('next_due').notNull(),
    attempt: integer('attempt').notNull(),
    /** Who holds or held it, and on which machine. */
    login: text('login'),
    machine: text('machine'),
    /** Counts in the contact's caps from then on. */
    countedAt: integer('counted_at'),
    messageId: text('message_id'),
    dotAt: integer('dot_at'),
    sentAt: integer('sent_at'),
    /** What the mail server said last. */
    reply: text('reply'),
    needsApproval: integer('needs_approval').notNull(),
    approvedBy: text('approved_by'),
    approvedAt: integer('approved_at'),
    decisionReason: text('decision_reason'),
    /** Of whose step it is; null: of none. */
    sequenceId: text('sequence_id'),
    enrolmentId: integer('enrolment_id'),
    stepId: text('step_id'),
  },
  (table) => [
    index('interventions_by_run').on(table.runId),
    index('interventions_by_organization').on(table.organizationId, table.createdAt),
    index('interventions_by_stage').on(table.stage, table.nextDue),
    index('interventions_by_user').on(table.userId),
  ],
);

export const interventionSteps = sqliteTable(
  'intervention_steps',
  {
    stepId: integer('step_id').primaryKey(),
    runId: text('run_id').notNull(),
    organizationId: integer('organization_id').notNull(),
    at: integer('at').notNull(),
    stage: text('stage').notNull(),
    reason: text('reason').notNull(),
    until: integer('until'),
    attempt: integer('attempt').notNull(),
    login: text('login').notNull(),
    machine: text('machine'),
    reply: text('reply'),
  },
  (table) => [
    index('intervention_steps_by_run').on(table.runId),
    index('intervention_steps_by_organization').on(table.organizationId),
  ],
);

/** What an address agreed to, told of the contact of whom it was written down. */
export const communicationPreferences = sqliteTable(
  'communication_preferences',
  {
    rowId: integer('row_id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id'),
    category: text('category').notNull(),
    state: text('state').notNull(),
    basis: text('basis'),
    saidBy: text('said_by').notNull(),
    author: text('author').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    channel: text('channel').notNull().default('email'),
    /** Where they agreed, as whoever wrote it down says. */
    source: text('source'),
  },
  (table) => [
    index('communication_preferences_by_organization').on(table.organizationId),
    index('communication_preferences_by_user').on(table.userId),
  ],
);

export const sendingStops = sqliteTable('sending_stops', {
  stopId: integer('stop_id').primaryKey(),
  /** Null: everything. */
  ruleId: text('rule_id'),
  kind: text('kind').notNull(),
  reason: text('reason').notNull(),
  stoppedBy: text('stopped_by').notNull(),
  stoppedAt: integer('stopped_at').notNull(),
  leaving: integer('leaving').notNull(),
  releasedBy: text('released_by'),
  releasedAt: integer('released_at'),
});

export const sendingSettings = sqliteTable('sending_settings', {
  rowId: integer('row_id').primaryKey(),
  quietFrom: integer('quiet_from').notNull(),
  quietUntil: integer('quiet_until').notNull(),
  /** JSON of counts and days. */
  caps: text('caps').notNull(),
  perDomainPerMinute: integer('per_domain_per_minute'),
  unsubscribeUrl: text('unsubscribe_url'),
  unsubscribeProvedAt: integer('unsubscribe_proved_at'),
  /** JSON of days of the week, Monday 1; null at a company of before. */
  workedDays: text('worked_days'),
  /** 1: people see figures of their own; null at a company of before. */
  personalFigures: integer('personal_figures'),
});
