import { z } from 'zod';
import { daySchema, instantSchema } from '../domain';
import { measuredEffectSchema } from './effects';
import { noForecastSchema } from './forecast';
import { trainingSchema } from './training';

const curvePointSchema = z.object({
  predicted: z.number(),
  observed: z.number(),
  accounts: z.number().int(),
});

/** An area under the ROC curve with its 95 % interval, by account. */
const areaSchema = z.object({ area: z.number(), low: z.number(), high: z.number() });

/** How well chances within so many days ranked and held, on months that the model had not seen. */
const horizonJudgementSchema = z.object({
  horizon: z.union([z.literal(30), z.literal(90), z.literal(180)]),
  accountMonths: z.number().int(),
  /** Different accounts that left in them. */
  accountsLeft: z.number().int(),
  area: areaSchema.nullable(),
  brier: z.number(),
  baseBrier: z.number(),
  /**
   * Like chance: the interval of the area holds 0.5, or the Brier score is no better than the base rate's. Off: it ranks
   * better, but the interval of expected over observed lies beyond 1.25 or its inverse.
   */
  verdict: z.enum(['better', 'chance', 'off', 'too_few']),
  /** The verdict in words. */
  text: z.string(),
  /** Expected against observed: shares that leave, their ratio, and its interval; null where none left or there is no end. */
  parts: z
    .array(
      z.object({
        part: z.enum(['all', 'top_tenth', 'monthly', 'yearly', 'other_terms']),
        accountMonths: z.number().int(),
        accountsLeft: z.number().int(),
        expected: z.number(),
        observed: z.number(),
        ratio: z.number().nullable(),
        low: z.number(),
        high: z.number().nullable(),
        area: areaSchema.nullable(),
      }),
    )
    .max(5),
});
export type HorizonJudgement = z.infer<typeof horizonJudgementSchema>;

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
  /** By horizon; cards of earlier versions have none. */
  judgements: z.array(horizonJudgementSchema).max(3).default([]),
  calibration: z.array(
    z.object({
      horizon: z.union([z.literal(30), z.literal(90), z.literal(180)]),
      points: z.array(curvePointSchema).max(20),
      /** How far chances are drawn apart (above 1) or together, as unseen months taught; cards of earlier versions have none. */
      slope: z.number().default(1),
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
  /** Whose model it is, in words; null without one. */
  whose: z.string().nullable(),
  /** False where the company's model is in force and another desktop computes for the company. */
  trainsHere: z.boolean(),
  noForecast: noForecastSchema.nullable(),
  /** What was done for accounts and what it went along with, the clearest help first. */
  effects: z.array(measuredEffectSchema).max(20),
  training: trainingSchema.nullable(),
});
