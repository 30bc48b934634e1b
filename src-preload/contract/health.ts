import { z } from 'zod';
import {
  bandSchema,
  daySchema,
  instantSchema,
  riskIndicatorSchema,
  riskLevelSchema,
  trendSchema,
} from './domain';
import { dimensionSchema, measureIdSchema } from './health-config';
import { tooLittleSchema } from './knowledge';

/** One measure inside a score. All points add up: the exact score is the sum of `contribution`. */
export const measureScoreSchema = z.object({
  id: measureIdSchema,
  dimension: dimensionSchema,
  /** Raw value in the measure's unit; null when missing or stale. */
  raw: z.number().nullable(),
  /** Of a value that was taken against the book: the account's own, the book's change, and of how many accounts that is told. */
  book: z.object({ own: z.number(), change: z.number(), accounts: z.number().int() }).nullable(),
  /** 0-100 by the breakpoints, or by the missing rule; null when skipped. */
  points: z.number().nullable(),
  /** Bad news that would have lifted the score: it counts for no more than not knowing it. */
  heldBack: z.boolean(),
  /** Share of the whole score, 0-1, after reweighing; 0 when skipped. */
  weight: z.number(),
  /** Points of the score that come from this measure. */
  contribution: z.number(),
  /** `contribution` rounded to tenths so that the shown numbers add up to the shown score. */
  shownContribution: z.number(),
});
export type MeasureScore = z.infer<typeof measureScoreSchema>;

export const dimensionScoreSchema = z.object({
  id: dimensionSchema,
  /** 0-100, rounded to its tenth; null when nothing is known. */
  score: z.number().nullable(),
  band: bandSchema.nullable(),
  weight: z.number(),
  contribution: z.number(),
  shownContribution: z.number(),
});
export type DimensionScore = z.infer<typeof dimensionScoreSchema>;

/** A score with its whole explanation. */
export const breakdownSchema = z.object({
  asOf: daySchema,
  /** Rounded to its tenth: the one that is judged and shown. */
  score: z.number(),
  /** To the micropoint: what the contributions add up to. It explains, and nothing is judged by it. */
  exactScore: z.number(),
  /** Null where too little is known: then the score is a number for who asks for it. */
  band: bandSchema.nullable(),
  /** Fresh weight present / total weight, 0-1. */
  confidence: z.number(),
  configVersion: z.number().int(),
  profile: z.string(),
  dimensions: z.array(dimensionScoreSchema),
  measures: z.array(measureScoreSchema),
});
export type Breakdown = z.infer<typeof breakdownSchema>;

/**
 * Why a score changed between two days: from `fromScore` to `toScore`, tenths as they were shown, by `shownTotal`, which is
 * the sum of the effects' own and of the rules'; `exactFrom`, `exactTo` and `total` are the same to the micropoint.
 */
export const scoreChangeSchema = z.object({
  from: daySchema,
  to: daySchema,
  /** The rules that made the two scores, where they are not the same, and what of the change that alone makes. */
  rules: z
    .object({
      fromVersion: z.number().int(),
      toVersion: z.number().int(),
      fromProfile: z.string(),
      toProfile: z.string(),
      total: z.number(),
      shownTotal: z.number(),
    })
    .nullable(),
  fromScore: z.number(),
  toScore: z.number(),
  shownTotal: z.number(),
  exactFrom: z.number(),
  exactTo: z.number(),
  total: z.number(),
  effects: z.array(
    z.object({
      measure: measureIdSchema,
      dimension: dimensionSchema,
      fromRaw: z.number().nullable(),
      toRaw: z.number().nullable(),
      /** The raw value moved. */
      value: z.number(),
      /** The value came to be known, or no longer is: share x (its points - the mean of the rest), or less that. */
      missing: z.number(),
      /** What the measure itself did: `value` and `missing`. */
      total: z.number(),
      shownTotal: z.number(),
    }),
  ),
});
export type ScoreChange = z.infer<typeof scoreChangeSchema>;

export const overrideSchema = z.object({
  score: z.number().min(0).max(100),
  reason: z.string().trim().min(3, 'say why, in a few words').max(500),
  until: daySchema,
});
export type Override = z.infer<typeof overrideSchema>;

/** As it is read: a colleague may have been told other rules of what a reason is. */
export const standingOverrideSchema = overrideSchema.extend({
  reason: z.string(),
  author: z.string(),
  createdAt: instantSchema,
});

/** Health as a list row needs it. */
export const healthSummarySchema = z.object({
  /** Null where there is nothing to score, or too little is known. */
  score: z.number().nullable(),
  band: bandSchema.nullable(),
  confidence: z.number().nullable(),
  tooLittle: tooLittleSchema.nullable(),
  trend: trendSchema.nullable(),
  /** Points gained or lost in the last 28 days: the difference of the two tenths that were shown. */
  change28: z.number().nullable(),
  riskLevel: riskLevelSchema.nullable(),
  indicators: z.array(riskIndicatorSchema),
  override: standingOverrideSchema.nullable(),
});
export type HealthSummary = z.infer<typeof healthSummarySchema>;

/** The score that counts for an account now. */
export const standingScoreSchema = z.object({
  score: z.number().nullable(),
  band: bandSchema.nullable(),
  confidence: z.number().nullable(),
  /** Whether a manager set it; then what was computed stands beside it. */
  byHand: z.boolean(),
  computedBeside: z.number().nullable(),
});
export type StandingScore = z.infer<typeof standingScoreSchema>;
