import { z } from 'zod';
import { currencySchema } from '../money';
import { monthSchema, reportScopeSchema } from './revenue';

export const mostCohorts = 36;
export const cohortInputSchema = reportScopeSchema.extend({
  /** So many months of start, the present one being the last. */
  months: z.number().int().min(1).max(mostCohorts),
});
export type CohortInput = z.infer<typeof cohortInputSchema>;

const cellSchema = z.object({
  /** Customers at the end of the month. */
  accounts: z.number().int(),
  /** A month's revenue then, and what the same accounts paid first. */
  revenue: z.number(),
  firstRevenue: z.number(),
});
export type CohortCell = z.infer<typeof cellSchema>;

const cohortSchema = z.object({
  month: monthSchema,
  accounts: z.number().int(),
  /** By age in months, the month of the start first; only months that are over. */
  cells: z.array(cellSchema).max(mostCohorts),
});
export type Cohort = z.infer<typeof cohortSchema>;

export const cohortReportSchema = z.object({
  asOf: z.string().nullable(),
  currency: currencySchema.nullable(),
  /** Oldest first. */
  cohorts: z.array(cohortSchema).max(mostCohorts),
  /** All of them at each age, of those that have reached it. */
  together: z.array(cellSchema.extend({ of: z.number().int() })).max(mostCohorts),
});
export type CohortReport = z.infer<typeof cohortReportSchema>;

export const cohortAccountsInputSchema = reportScopeSchema.extend({
  month: monthSchema,
  age: z
    .number()
    .int()
    .min(0)
    .max(mostCohorts - 1),
});
export type CohortAccountsInput = z.infer<typeof cohortAccountsInputSchema>;

export const mostCohortAccounts = 500;
export const cohortAccountsSchema = z.object({
  rows: z
    .array(
      z.object({
        id: z.number().int(),
        name: z.string(),
        isCustomer: z.boolean(),
        revenue: z.number(),
        /** Null while nothing is told that it paid for. */
        firstRevenue: z.number().nullable(),
      }),
    )
    .max(mostCohortAccounts),
  total: z.number().int(),
});
export type CohortAccounts = z.infer<typeof cohortAccountsSchema>;
