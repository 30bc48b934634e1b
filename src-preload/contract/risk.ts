import { z } from 'zod';
import {
  bandSchema,
  daySchema,
  instantSchema,
  interventionKindSchema,
  organizationIdSchema,
  riskIndicatorSchema,
  riskLevelSchema,
} from './domain';

/** One reason in a probability: log-odds against the average account, exact for the model that serves. */
export const churnReasonSchema = z.object({
  feature: z.string(),
  /** What was seen, in words with the figure: `Usage fell 38% against its own 90-day level`. */
  text: z.string(),
  /** Raises (positive) or lowers the log-odds of churn in the next period. */
  logOdds: z.number(),
  /** Its share of the 90-day probability, in points of probability; the shown ones add up to p90 - base. */
  points: z.number(),
  /** False where most accounts share it: it is part of the sum, and no reason to treat this account differently. */
  setsApart: z.boolean(),
  /** Whether more or less of what was seen raises the chance; null where nothing is known, and for what isn't one input. */
  raisedBy: z.enum(['more', 'less']).nullable(),
});
export type ChurnReason = z.infer<typeof churnReasonSchema>;

export const churnForecastSchema = z.object({
  modelVersion: z.number().int(),
  method: z.enum(['hazard', 'boosted', 'blend']),
  asOf: daySchema,
  /** P(churn within 30, 90, 180 days), calibrated. */
  p30: z.number(),
  p90: z.number(),
  p180: z.number(),
  /** P90 of an average account of this company. */
  base90: z.number(),
  /** Share surviving at the end of each month ahead; the first is month 0 with 1. */
  survival: z.array(z.object({ month: z.number().int(), share: z.number() })).max(37),
  /** Months until half, a quarter and three quarters of such accounts would have churned; null: not reached in the horizon. */
  window: z.object({
    median: z.number().nullable(),
    early: z.number().nullable(),
    late: z.number().nullable(),
    horizonMonths: z.number().int(),
  }),
  reasons: z.array(churnReasonSchema).max(40),
  /** Whether `reasons` add up exactly or are an approximation. */
  reasonsExact: z.boolean(),
});
export type ChurnForecast = z.infer<typeof churnForecastSchema>;

/** Why there is no probability: never an invented one. */
export const noForecastSchema = z.object({
  churns: z.number().int(),
  needed: z.number().int(),
  text: z.string(),
});

export const recommendationSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Which indicator, dimension or reason it answers, in words. */
  because: z.string(),
  /** What can be launched from here with one click. */
  launch: z.enum([
    'open_tickets',
    'open_contacts',
    'open_subscription',
    'open_usage',
    'set_pulse',
    'write_email',
  ]),
  /** The kind of intervention it comes to; null where it is none. */
  kind: interventionKindSchema.nullable(),
  /** What was measured of that kind: shares that left less or more, as an interval. Null where nothing was. */
  effect: z
    .object({ text: z.string(), accounts: z.number().int(), low: z.number(), high: z.number() })
    .nullable(),
});
export type Recommendation = z.infer<typeof recommendationSchema>;

const differenceSchema = z.object({
  with: z.number(),
  without: z.number(),
  difference: z.number(),
  /** Interval of the difference, 95 % for all kinds told of together. */
  low: z.number(),
  high: z.number(),
});

/** What a kind of intervention went along with. */
export const measuredEffectSchema = z.object({
  kind: interventionKindSchema,
  /** Against accounts held out at random, or against comparable account-months. */
  basis: z.enum(['experiment', 'observed']),
  /** From departures alone: an interval that holds 0, or fewer than 20 accounts in either arm, is too small to tell. */
  verdict: z.enum(['fewer_left', 'more_left', 'too_small']),
  /** Accounts that had it, and those they are compared with. */
  accounts: z.number().int(),
  comparedWith: z.number().int(),
  /** Shares that left within 90 days; null where nothing comparable is 90 days old. */
  left: differenceSchema.nullable(),
  /** Points of health gained within 28 and 90 days; null where too few have both scores. */
  score28: differenceSchema.nullable(),
  score90: differenceSchema.nullable(),
  text: z.string(),
});
export type MeasuredEffect = z.infer<typeof measuredEffectSchema>;

export const riskDimensionSchema = z.object({
  dimension: z.enum(['engagement', 'adoption', 'satisfaction', 'retention', 'value']),
  /** 0-100, higher is healthier; null when nothing is known. */
  score: z.number().nullable(),
  level: riskLevelSchema.nullable(),
});

export const accountRiskSchema = z.object({
  level: riskLevelSchema.nullable(),
  levelSince: daySchema.nullable(),
  /** Why the level, in one sentence naming the rule that set it. */
  levelReason: z.string().nullable(),
  dimensions: z.array(riskDimensionSchema),
  indicators: z.array(riskIndicatorSchema),
  forecast: churnForecastSchema.nullable(),
  noForecast: noForecastSchema.nullable(),
  recommendations: z.array(recommendationSchema).max(12),
  history: z.array(z.object({ day: daySchema, level: riskLevelSchema, p90: z.number().nullable() })).max(400),
});
export type AccountRisk = z.infer<typeof accountRiskSchema>;

export const riskPointSchema = z.object({
  id: organizationIdSchema,
  name: z.string(),
  owner: z.string().nullable(),
  arr: z.number(),
  score: z.number().nullable(),
  band: bandSchema.nullable(),
  level: riskLevelSchema,
  levelSince: daySchema.nullable(),
  p90: z.number().nullable(),
  /** ARR x P(churn in 90 days). */
  expectedLoss90: z.number().nullable(),
  topReason: z.string().nullable(),
  renewsOn: daySchema.nullable(),
});
export type RiskPoint = z.infer<typeof riskPointSchema>;

export const riskInputSchema = z.object({
  levels: z.array(riskLevelSchema).max(4).optional(),
  ownerIds: z.array(z.number().int()).max(200).optional(),
  segments: z.array(z.string().max(60)).max(50).optional(),
  minProbability: z.number().min(0).max(1).optional(),
});
export const riskScreenSchema = z.object({
  asOf: daySchema.nullable(),
  /** Highest expected loss first; at most 2,000 points for the map. */
  points: z.array(riskPointSchema).max(2_000),
  total: z.number().int(),
  atRiskArr: z.number(),
  atRiskAccounts: z.number().int(),
  expectedLoss90: z.number().nullable(),
  /** Weekly number of accounts in each level, oldest first. */
  distribution: z
    .array(
      z.object({
        week: daySchema,
        low: z.number().int(),
        medium: z.number().int(),
        high: z.number().int(),
        critical: z.number().int(),
      }),
    )
    .max(110),
  /**
   * Accounts at another level than seven days ago, where one of the two is high or critical; newest first. `from` is
   * null for an account that had none then.
   */
  changes: z
    .array(
      z.object({
        id: organizationIdSchema,
        name: z.string(),
        arr: z.number(),
        day: daySchema,
        from: riskLevelSchema.nullable(),
        to: riskLevelSchema,
      }),
    )
    .max(200),
  model: z.object({ version: z.number().int(), trainedAt: instantSchema }).nullable(),
  noForecast: noForecastSchema.nullable(),
});
export type RiskScreen = z.infer<typeof riskScreenSchema>;

const curvePointSchema = z.object({
  predicted: z.number(),
  observed: z.number(),
  accounts: z.number().int(),
});

/** What the model is, how good it was on data it had not seen, and what it can't know. */
export const modelCardSchema = z.object({
  version: z.number().int(),
  method: z.enum(['hazard', 'boosted', 'blend']),
  trainedAt: instantSchema,
  seed: z.number().int(),
  trainingRows: z.number().int(),
  accounts: z.number().int(),
  churns: z.number().int(),
  from: daySchema,
  to: daySchema,
  /** Walk-forward: each month is predicted by a model that saw only earlier months. */
  walkForward: z.object({
    months: z
      .array(
        z.object({
          month: daySchema,
          rows: z.number().int(),
          churns: z.number().int(),
          auc: z.number().nullable(),
          brier: z.number(),
          baseBrier: z.number(),
        }),
      )
      .max(120),
    auc: z.number().nullable(),
    concordance: z.number().nullable(),
    brier: z.number(),
    /** Brier of always saying the base rate. */
    baseBrier: z.number(),
    ece: z.number(),
    meanPredicted: z.number(),
    meanObserved: z.number(),
  }),
  calibration: z.array(
    z.object({
      horizon: z.union([z.literal(30), z.literal(90), z.literal(180)]),
      points: z.array(curvePointSchema).max(20),
      method: z.enum(['none', 'platt', 'isotonic']),
    }),
  ),
  /** Among the `accounts` with the highest probability a month: share of churns, and of their ARR, caught. */
  lift: z
    .array(
      z.object({
        accounts: z.number().int(),
        lift: z.number(),
        churnsCaught: z.number(),
        arrCaught: z.number(),
      }),
    )
    .max(20),
  features: z
    .array(
      z.object({
        name: z.string(),
        label: z.string(),
        coefficient: z.number().nullable(),
        standardError: z.number().nullable(),
        importance: z.number(),
      }),
    )
    .max(80),
  candidates: z
    .array(
      z.object({ method: z.string(), auc: z.number().nullable(), brier: z.number(), chosen: z.boolean() }),
    )
    .max(6),
  limits: z.array(z.string()).max(12),
});
export type ModelCard = z.infer<typeof modelCardSchema>;
export const modelCardAnswerSchema = z.object({
  card: modelCardSchema.nullable(),
  noForecast: noForecastSchema.nullable(),
  /** What was done for accounts and what it went along with, the clearest help first. */
  effects: z.array(measuredEffectSchema).max(20),
  training: z.object({ jobId: z.number().int(), done: z.number(), total: z.number().nullable() }).nullable(),
});
