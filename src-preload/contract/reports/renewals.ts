import { z } from 'zod';
import { currencySchema, otherMoneySchema } from '../money';
import { noForecastSchema } from '../risk/forecast';
import { monthSchema, reportScopeSchema } from './revenue';

/** Renewals are told of so far ahead, in months after the present one. */
export const renewalMonths = 12;
export const renewalInputSchema = reportScopeSchema;

/** What of a renewal is foretold: by the model within its horizon, by notice given, or not at all. */
export const renewalGrounds = ['model', 'notice', 'beyond', 'none'] as const;
export type RenewalGround = (typeof renewalGrounds)[number];

const renewalSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  renewsOn: z.string(),
  isOverdue: z.boolean(),
  arr: z.number(),
  otherArr: z.array(otherMoneySchema).optional(),
  ground: z.enum(renewalGrounds),
  /** Probability to leave by then, 0 to 1; null where nothing foretells it. */
  chance: z.number().nullable(),
  /** ARR × (1 − chance); null where nothing foretells it. */
  expected: z.number().nullable(),
});
export type Renewal = z.infer<typeof renewalSchema>;

const renewalMonthSchema = z.object({
  /** Null: those that are overdue. */
  month: monthSchema.nullable(),
  accounts: z.number().int(),
  arr: z.number(),
  /** Of those that are foretold: their ARR, and what of it is expected to stay. */
  foretoldArr: z.number(),
  expected: z.number(),
});
export type RenewalMonth = z.infer<typeof renewalMonthSchema>;

export const mostRenewals = 1000;
export const renewalReportSchema = z.object({
  asOf: z.string().nullable(),
  currency: currencySchema.nullable(),
  /** What is overdue, then the present month and those ahead. */
  months: z.array(renewalMonthSchema).max(renewalMonths + 2),
  /** The earliest first. */
  rows: z.array(renewalSchema).max(mostRenewals),
  total: z.number().int(),
  otherArr: z.array(otherMoneySchema),
  /** Why there are no probabilities; null where there are. */
  noForecast: noForecastSchema.nullable(),
});
export type RenewalReport = z.infer<typeof renewalReportSchema>;
