import { z } from 'zod';
import { daySchema } from '../domain';
import { reportScopeSchema } from './revenue';

/** What was used from the end of one day to the end of another, beside as many days before. */
export const featureInputSchema = reportScopeSchema.extend({
  from: daySchema,
  /** A day that isn't known yet stands for the last one that is. */
  to: daySchema,
});
export type FeatureInput = z.infer<typeof featureInputSchema>;

const periodUseSchema = z.object({
  /** Accounts that used it. */
  accounts: z.number().int(),
  events: z.number().int(),
  /** Different people, of the accounts of which is known who. */
  people: z.number().int(),
  /** Accounts that used it of which more than a few of the uses are of nobody in particular: their people are in no figure. */
  nameless: z.number().int(),
});
export type PeriodUse = z.infer<typeof periodUseSchema>;

const useSchema = z.object({
  now: periodUseSchema,
  before: periodUseSchema,
  /** Accounts that used it in this period and not in the one before, and the other way round. */
  adopted: z.number().int(),
  stopped: z.number().int(),
});
export type Use = z.infer<typeof useSchema>;

const featureUseSchema = useSchema.extend({
  id: z.number().int(),
  /** Features of one name are told apart by what the company calls them. */
  name: z.string(),
  category: z.string().nullable(),
});
export type FeatureUse = z.infer<typeof featureUseSchema>;

export const mostFeatures = 500;
export const featureReportSchema = z.object({
  asOf: daySchema.nullable(),
  /** The first and the last days of the period and of the one before it. */
  days: z.object({ from: daySchema, to: daySchema, beforeFrom: daySchema, beforeTo: daySchema }).nullable(),
  /** Customers of the last day whose use is known of all the days: those that the figures are of. */
  accounts: z.number().int(),
  /** Customers that are left out: without any use that is known, and with none known of the first days. */
  unmeasured: z.number().int(),
  tooShort: z.number().int(),
  /** The most used first, at most so many. */
  features: z.array(featureUseSchema).max(mostFeatures),
  total: z.number().int(),
  /** Use of anything at all. */
  any: useSchema,
});
export type FeatureReport = z.infer<typeof featureReportSchema>;

/** What of a feature is opened to its accounts, and who is left out. */
export const useParts = ['used', 'before', 'adopted', 'stopped'] as const;
export const leftOutParts = ['unmeasured', 'tooShort'] as const;
export const featureParts = [...useParts, ...leftOutParts] as const;
export type FeaturePart = (typeof featureParts)[number];

export const featureAccountsInputSchema = featureInputSchema.extend({
  /** 0: of anything at all. */
  feature: z.number().int().min(0),
  part: z.enum(featureParts),
});
export type FeatureAccountsInput = z.infer<typeof featureAccountsInputSchema>;

const accountUseSchema = z.object({
  events: z.number().int(),
  /** Null where more than a few of the uses are of nobody in particular. */
  people: z.number().int().nullable(),
});

export const mostFeatureAccounts = 500;
export const featureAccountsSchema = z.object({
  rows: z
    .array(
      z.object({ id: z.number().int(), name: z.string(), now: accountUseSchema, before: accountUseSchema }),
    )
    .max(mostFeatureAccounts),
  total: z.number().int(),
  /** Events of all of them, listed or not. */
  events: z.number().int(),
  eventsBefore: z.number().int(),
});
export type FeatureAccounts = z.infer<typeof featureAccountsSchema>;
