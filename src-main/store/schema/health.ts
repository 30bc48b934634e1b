import { blob, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { standings } from '../../../src-preload/contract/domain';
import { subjectColumns } from './subject';

/** Scoring configurations as immutable versions. Owned by the team: never rebuilt. */
export const scoreConfigs = sqliteTable('score_configs', {
  version: integer('version').primaryKey(),
  config: text('config').notNull(),
  author: text('author').notNull(),
  note: text('note').notNull(),
  createdAt: integer('created_at').notNull(),
  /** The operation by which the company has it: a restored company gives a number again. Null: the desktop's own. */
  entry: text('entry'),
});

/**
 * What is known of an account's days, one packed page per account and month: score, level, chances, use, contract and
 * voice of each day, and the raw values behind its score. The layout of `payload` is in lib/account-days.
 */
export const accountDays = sqliteTable(
  'account_days',
  {
    organizationId: integer('organization_id').notNull(),
    /** 12 x year + month, January being 0. */
    month: integer('month').notNull(),
    /** A bit for each day of which all facts are kept; days of an earlier Steward have their score alone until they are filled. */
    whole: integer('whole').notNull(),
    payload: blob('payload', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.month] })],
);

/**
 * Scores of an organization's contacts, one page per week, always the latest of that week. The layout of `payload`
 * (packed columns: user, score, confidence, raw values) is in engines/health/user-page.ts.
 */
export const userHealthScores = sqliteTable(
  'user_health_scores',
  {
    organizationId: integer('organization_id').notNull(),
    /** The Monday of the week. */
    week: integer('week').notNull(),
    asOf: integer('as_of').notNull(),
    configVersion: integer('config_version').notNull(),
    /** Contacts in the page. */
    rows: integer('rows').notNull(),
    payload: blob('payload', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.week] })],
);

/** What lists need of each account now: one row each, rewritten by scoring, so that a list reads one narrow table. */
export const accountSummaries = sqliteTable(
  'account_summaries',
  {
    organizationId: integer('organization_id').primaryKey(),
    asOf: integer('as_of').notNull(),
    /** Computed score; null when there was nothing to score, or too little was known. */
    score: real('score'),
    band: text('band', { enum: ['poor', 'middle', 'healthy'] }),
    confidence: real('confidence'),
    trend: text('trend', { enum: ['falling', 'steady', 'rising'] }),
    change28: real('change_28'),
    riskLevel: text('risk_level', { enum: ['low', 'medium', 'high', 'critical'] }),
    /** First day of the present risk level. */
    riskSince: integer('risk_since'),
    /** JSON of RiskIndicator[] (contract/domain). */
    indicators: text('indicators').notNull(),
    indicatorCount: integer('indicator_count').notNull(),
    /** In the company's currency, to its minor unit. */
    mrr: real('mrr').notNull(),
    seats: real('seats'),
    users: integer('users').notNull(),
    activeUsers: integer('active_users'),
    events: integer('events').notNull(),
    lastActivityDay: integer('last_activity_day'),
    renewsOn: integer('renews_on'),
    /** JSON of up to 13 weekly scores, oldest first, null where none. */
    sparkline: text('sparkline').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** Where the account stands; null for summaries of an earlier Steward, until they are made again. */
    standing: text('standing', { enum: standings }),
    /** The day it leaves or the last one as a customer, as the standing says. */
    lifeDay: integer('life_day'),
    /** JSON of OtherMoney[] (contract/money): a month's amounts that no rate turns into the company's currency; null: none. */
    otherMoney: text('other_money'),
    /** Where too little is known for a score: JSON of MeasureId[], what would weigh most first, and the first day of it. */
    missing: text('missing'),
    tooLittleSince: integer('too_little_since'),
  },
  (table) => [index('account_summaries_by_score').on(table.score)],
);

/** An account's spells as a customer, rewritten by scoring, so that departures are counted in one place. */
export const accountSpells = sqliteTable(
  'account_spells',
  {
    organizationId: integer('organization_id').notNull(),
    beganDay: integer('began_day').notNull(),
    /** The last day as a customer; null while the spell goes on. */
    lastDay: integer('last_day'),
    endedBy: text('ended_by', { enum: ['word', 'terms'] }),
    /** The first day on which it is certain that the spell has ended. */
    settledDay: integer('settled_day'),
    /** Whether it outlasted its first month, before which nothing is known to learn from. */
    afterFirstMonth: integer('after_first_month', { mode: 'boolean' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.beganDay] })],
);

/** A person's own score beside the computed one. Like all a person's own entries it is known by a UUIDv7, on every desktop. */
export const scoreOverrides = sqliteTable(
  'score_overrides',
  {
    overrideId: text('override_id').primaryKey(),
    ...subjectColumns,
    score: real('score').notNull(),
    reason: text('reason').notNull(),
    author: text('author').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Last day it stands. */
    untilDay: integer('until_day').notNull(),
    /** When it ceased to stand: it was taken back, or gave way to a later one. */
    withdrawnAt: integer('withdrawn_at'),
    /** When somebody took it back; null where nobody did. */
    takenBackAt: integer('taken_back_at'),
    /** Its place in the company's order, or behind all of that while it is on its way there; null: of an earlier Steward. */
    companyRow: integer('company_row'),
  },
  (table) => [index('score_overrides_by_organization').on(table.organizationId)],
);

/** That contacts object to being profiled, as the team wrote it down; what the company's list says is a column of it. */
export const profilingObjections = sqliteTable(
  'profiling_objections',
  {
    objectionId: text('objection_id').primaryKey(),
    organizationId: integer('organization_id').notNull(),
    userId: integer('user_id').notNull(),
    sinceDay: integer('since_day').notNull(),
    author: text('author').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Taken back: the contact objects no more, unless another says so. */
    withdrawnAt: integer('withdrawn_at'),
  },
  (table) => [index('profiling_objections_by_organization').on(table.organizationId, table.userId)],
);

/** The manager's own judgement, dated. */
export const pulses = sqliteTable(
  'pulses',
  {
    pulseId: text('pulse_id').primaryKey(),
    ...subjectColumns,
    points: real('points').notNull(),
    reason: text('reason').notNull(),
    author: text('author').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Taken back: it counts no more, and stays in the account's history. */
    withdrawnAt: integer('withdrawn_at'),
    /** Its place in the company's order, or behind all of that while it is on its way there; null: of an earlier Steward. */
    companyRow: integer('company_row'),
  },
  (table) => [index('pulses_by_organization').on(table.organizationId, table.createdAt)],
);
