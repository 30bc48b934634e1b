import { z } from 'zod';
import { daySchema } from '../domain';
import { measureIds } from '../health-config';
import { currencySchema, otherMoneySchema } from '../money';
import { ratesModes, reportScopeSchema, revenueParts, revenuePeriodSchema } from './revenue';

/** Two moments, each the end of a day: why did figures change from the one to the other? */
export const changeInputSchema = reportScopeSchema.extend({
  from: daySchema,
  /** A day that isn't known yet stands for the last one that is. */
  to: daySchema,
  rates: z.enum(ratesModes),
});
export type ChangeInput = z.infer<typeof changeInputSchema>;

/** What moves the share that is kept of revenue; growth moves NRR alone. */
export const retentionParts = ['contraction', 'churn', 'expansion'] as const;
export type RetentionPart = (typeof retentionParts)[number];

const retentionChangeSchema = z.object({
  /** Shares of 0 to 1 of the twelve months that end at each of the two moments; NRR may be more. */
  before: z.number(),
  after: z.number(),
  /** In points of percent, to their tenth: what the shares as they are shown differ by. */
  change: z.number(),
  /** Add up to the change. */
  parts: z.array(z.object({ part: z.enum(retentionParts), points: z.number() })).max(retentionParts.length),
});
export type RetentionChange = z.infer<typeof retentionChangeSchema>;

export const revenueChangeSchema = z.object({
  asOf: daySchema.nullable(),
  currency: currencySchema.nullable(),
  /** Null before the first load. */
  period: revenuePeriodSchema.nullable(),
  /** Null where nobody paid at the opening of one of the two years. */
  grr: retentionChangeSchema.nullable(),
  nrr: retentionChangeSchema.nullable(),
  otherMrr: z.array(otherMoneySchema),
  undated: z.number().int(),
  hasMoney: z.boolean(),
});
export type RevenueChange = z.infer<typeof revenueChangeSchema>;

/**
 * What moves the mean score of a book besides the measures of those who stay: who came and left, whose score came to be known
 * or no longer is, other rules, and what a kept score holds that its explanation doesn't.
 */
export const bookParts = ['left', 'unknown', 'known', 'came', 'rules', 'other'] as const;
export const healthParts = [...bookParts, ...measureIds] as const;
export type HealthPart = (typeof healthParts)[number];

const bookMomentSchema = z.object({
  day: daySchema,
  customers: z.number().int(),
  /** Of them those with a score of which enough is known. */
  scored: z.number().int(),
  /** The mean of their scores, to its tenth; null where nobody has one. */
  mean: z.number().nullable(),
});
export type BookMoment = z.infer<typeof bookMomentSchema>;

export const healthChangeInputSchema = changeInputSchema.omit({ rates: true });
export type HealthChangeInput = z.infer<typeof healthChangeInputSchema>;

export const healthChangeSchema = z.object({
  asOf: daySchema.nullable(),
  before: bookMomentSchema.nullable(),
  after: bookMomentSchema.nullable(),
  /** Customers with a score at both moments. */
  stayed: z.number().int(),
  rose: z.number().int(),
  fell: z.number().int(),
  /** In points, to their tenth; they add up to what the means as they are shown differ by. None where nobody stayed. */
  parts: z
    .array(z.object({ part: z.enum(healthParts), points: z.number(), accounts: z.number().int() }))
    .max(healthParts.length),
});
export type HealthChange = z.infer<typeof healthChangeSchema>;

export const changeAccountsInputSchema = changeInputSchema.extend({ part: z.enum(revenueParts) });
export type ChangeAccountsInput = z.infer<typeof changeAccountsInputSchema>;

export const healthAccountsInputSchema = healthChangeInputSchema.extend({ part: z.enum(healthParts) });
export type HealthAccountsInput = z.infer<typeof healthAccountsInputSchema>;

export const mostHealthAccounts = 500;
export const healthAccountsSchema = z.object({
  /** The largest first, at most so many. */
  rows: z
    .array(
      z.object({
        id: z.number().int(),
        name: z.string(),
        /** Scores at the two moments; null where there was none. */
        before: z.number().nullable(),
        after: z.number().nullable(),
        /** Points of the account that are of this part: of a stayer its measure's, of others how far it lies from the mean. */
        amount: z.number(),
      }),
    )
    .max(mostHealthAccounts),
  total: z.number().int(),
  /** Of all of them, listed or not; divided by who stayed it is the part. */
  amount: z.number(),
  stayed: z.number().int(),
});
export type HealthAccounts = z.infer<typeof healthAccountsSchema>;
