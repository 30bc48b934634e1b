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
  /** What raises the chance most, in words; null when nothing does. */
  topReason: text('top_reason'),
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
