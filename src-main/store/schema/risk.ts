/** What the churn model is, what it says of each account, and what was said before. */
import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { interventionKinds } from '../../../src-preload/contract/domain';

/** Models as they were trained; the latest one that serves speaks. */
export const churnModels = sqliteTable('churn_models', {
  version: integer('version').primaryKey({ autoIncrement: true }),
  trainedAt: integer('trained_at').notNull(),
  /** The last day of which it was known who left. */
  throughDay: integer('through_day').notNull(),
  /** False where the model before it foretold the last quarter better and went on. */
  serves: integer('serves', { mode: 'boolean' }).notNull(),
  /** Whether it ranked and foretold months it had not seen better than chance; null: an earlier version, never judged. */
  proves: integer('proves', { mode: 'boolean' }),
  /** JSON of ChurnModel (engines/risk/churn). */
  model: text('model').notNull(),
  /** JSON of ModelCard (contract/risk). */
  card: text('card').notNull(),
});

/** Each customer's chances to leave within 30, 90 and 180 days, rewritten with every assessment. */
export const churnForecasts = sqliteTable('churn_forecasts', {
  organizationId: integer('organization_id').primaryKey(),
  asOf: integer('as_of').notNull(),
  modelVersion: integer('model_version').notNull(),
  p30: real('p30').notNull(),
  p90: real('p90').notNull(),
  p180: real('p180').notNull(),
  /** What raises the chance against comparable accounts most, in words; null when nothing does. */
  topReason: text('top_reason'),
  /** The column of the model it is about: what is to be done follows from it. */
  reasonColumn: text('reason_column'),
});

/** What the chances of the whole book are held against, as of the last time all accounts were foretold; a row for each
 * model of which chances stand, under its version: the one that speaks, and while it foretells the one before. */
export const churnBook = sqliteTable('churn_book', {
  id: integer('id').primaryKey(),
  asOf: integer('as_of').notNull(),
  modelVersion: integer('model_version').notNull(),
  /** JSON of ChurnBook (engines/risk/headline). */
  book: text('book').notNull(),
});

/**
 * The one risk that is said of an account: the level by rules, lifted by the model that serves and by a manager's pulse.
 * While a score set by hand holds, it stands in place of all that was computed. Rewritten by scoring and by foretelling.
 */
export const accountHeadlines = sqliteTable('account_headlines', {
  organizationId: integer('organization_id').primaryKey(),
  level: text('level', { enum: ['low', 'medium', 'high', 'critical'] }),
  /** First day of that level. */
  since: integer('since'),
  /** Last day on which the score set by hand holds; null where there is none. */
  overrideUntil: integer('override_until'),
  overrideScore: real('override_score'),
  overrideBand: text('override_band', { enum: ['poor', 'middle', 'healthy'] }),
  /** The level while it holds, and since when that has been. */
  overrideLevel: text('override_level', { enum: ['low', 'medium', 'high', 'critical'] }),
  overrideSince: integer('override_since'),
  /** By what the level was made: another configuration, profile or model makes no news. Null: an earlier Steward made it. */
  configVersion: integer('config_version'),
  profile: text('profile'),
  /** 0 where no model spoke. */
  modelVersion: integer('model_version'),
  /** The last day on which the level became another one through such a switch alone, and what was switched. */
  switchedOn: integer('switched_on'),
  switched: text('switched', { enum: ['rules', 'model'] }),
});

/** The latest chances of each week: what was foretold, to hold against what happened. */
export const churnForecastHistory = sqliteTable(
  'churn_forecast_history',
  {
    organizationId: integer('organization_id').notNull(),
    /** Its Monday. */
    week: integer('week').notNull(),
    modelVersion: integer('model_version').notNull(),
    p30: real('p30').notNull(),
    p90: real('p90').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.week] })],
);

/** Risk levels: one row a week and one for every change. */
export const riskAssessmentHistory = sqliteTable(
  'risk_assessment_history',
  {
    organizationId: integer('organization_id').notNull(),
    asOf: integer('as_of').notNull(),
    level: text('level', { enum: ['low', 'medium', 'high', 'critical'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.asOf] })],
);

/** How many accounts stood at each risk level at the end of each week, counted anew every day. */
export const riskLevelWeeks = sqliteTable('risk_level_weeks', {
  /** Its Monday. */
  week: integer('week').primaryKey(),
  low: integer('low').notNull(),
  medium: integer('medium').notNull(),
  high: integer('high').notNull(),
  critical: integer('critical').notNull(),
});
export type LevelWeek = typeof riskLevelWeeks.$inferSelect;

/** What each kind of intervention went along with, measured anew every day. */
export const interventionEffects = sqliteTable('intervention_effects', {
  kind: text('kind', { enum: interventionKinds }).primaryKey(),
  /** The last day of which it was known who left. */
  throughDay: integer('through_day').notNull(),
  /** JSON of MeasuredEffect (contract/risk). */
  effect: text('effect').notNull(),
});
