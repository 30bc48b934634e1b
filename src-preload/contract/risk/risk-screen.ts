import { z } from 'zod';
import { bandSchema, daySchema, instantSchema, organizationIdSchema, riskLevelSchema } from '../domain';
import { tooLittleSchema } from '../knowledge';
import { otherMoneySchema } from '../money';
import { noForecastSchema } from './forecast';
import { trainingSchema } from './training';

export const riskPointSchema = z.object({
  id: organizationIdSchema,
  name: z.string(),
  owner: z.string().nullable(),
  arr: z.number(),
  /** The same in other currencies, for which there is no rate: the expected loss is without them. */
  otherArr: z.array(otherMoneySchema).optional(),
  score: z.number().nullable(),
  band: bandSchema.nullable(),
  tooLittle: tooLittleSchema.nullable(),
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
  /** Those without an owner; with `ownerIds`, those too. */
  noOwner: z.boolean().optional(),
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
  /** ARR in other currencies without a rate: it is in no sum, nor in the expected loss. */
  otherArr: z.array(otherMoneySchema).optional(),
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
  /** Whose weeks they are: of the accounts in sight, or, where these are too many to count at once, of the whole book. */
  distributionOf: z.enum(['sight', 'book']),
  /** How many accounts changed their level, came into risk and went out of it, in `changes` and beyond. */
  moves: z.object({ all: z.number().int(), into: z.number().int(), out: z.number().int() }),
  /**
   * Accounts whose level another configuration or profile (`rules`) or another churn model alone moved in the last seven
   * days: no news of theirs, and in neither `changes` nor `moves`. By which, the latest day first.
   */
  switched: z
    .array(z.object({ by: z.enum(['rules', 'model']), accounts: z.number().int(), day: daySchema }))
    .max(2),
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
  /** The model that speaks, and the one before it while accounts stand by its chances. */
  model: z
    .object({ version: z.number().int(), trainedAt: instantSchema, former: z.number().int().nullable() })
    .nullable(),
  noForecast: noForecastSchema.nullable(),
  /** The training that runs or waits. */
  training: trainingSchema.nullable(),
});
export type RiskScreen = z.infer<typeof riskScreenSchema>;
