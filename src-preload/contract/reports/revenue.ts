import { z } from 'zod';
import { currencySchema, otherMoneySchema } from '../money';

/** What moves the monthly recurring revenue of a company, in the order it is told. */
export const movementKinds = [
  'new',
  'expansion',
  'reactivation',
  'contraction',
  'churn',
  'credits',
  'rates',
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** `2026-11` */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, as 2026-11');
const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Rates of each period's opening, or those of today for all of it: then no rate moves anything. */
export const ratesModes = ['opening', 'constant'] as const;
export type RatesMode = (typeof ratesModes)[number];

/** Which accounts a report is about. */
export const reportScopeSchema = z.object({
  ownerId: z.number().int().optional(),
  segment: z.string().max(200).optional(),
});
export type ReportScope = z.infer<typeof reportScopeSchema>;

export const mostReportMonths = 36;
export const revenueInputSchema = reportScopeSchema.extend({
  /** The last month; without it the present one. */
  through: monthSchema.optional(),
  months: z.number().int().min(1).max(mostReportMonths),
  rates: z.enum(ratesModes),
});
export type RevenueInput = z.infer<typeof revenueInputSchema>;

const movementSchema = z.object({ amount: z.number(), accounts: z.number().int() });
/** Amounts are in the company's currency, exact to its minor unit. */
export const revenuePeriodSchema = z.object({
  openDay: daySchema,
  closeDay: daySchema,
  /** Whether the period is over. */
  isOver: z.boolean(),
  opening: z.number(),
  closing: z.number(),
  payingAccounts: z.number().int(),
  movements: z.record(z.enum(movementKinds), movementSchema),
  /** Of the accounts that paid at the opening. */
  baseAccounts: z.number().int(),
  base: z.number(),
  kept: z.number(),
  end: z.number(),
  stayed: z.number().int(),
  /** 0 to 1; NRR may be more; null without a base. */
  grr: z.number().nullable(),
  nrr: z.number().nullable(),
  logos: z.number().nullable(),
  /** Accounts whose revenue counts on through a gap at the close, and what it is. */
  carriedAccounts: z.number().int(),
  carried: z.number(),
  /** Of the accounts lost those of which it isn't settled yet, and what they paid. */
  waitingAccounts: z.number().int(),
  waiting: z.number(),
});
export type RevenuePeriod = z.infer<typeof revenuePeriodSchema>;
export const revenueMonthSchema = revenuePeriodSchema.extend({ month: monthSchema });
export type RevenueMonth = z.infer<typeof revenueMonthSchema>;

/** The last month's counterpart in an earlier time: as many days of it as are known of the month itself. */
const counterpartSchema = z.object({
  month: monthSchema,
  /** Null where it ends before anything is known of. */
  period: revenuePeriodSchema.nullable(),
  /** Whether all of it lies in the time of which something is known. */
  isKnown: z.boolean(),
});
export type Counterpart = z.infer<typeof counterpartSchema>;

export const revenueReportSchema = z.object({
  /** The day to which the copy reaches; null before the first load. */
  asOf: daySchema.nullable(),
  currency: currencySchema.nullable(),
  /** Oldest first. */
  months: z.array(revenueMonthSchema).max(mostReportMonths),
  /** The twelve months that end with the last one, and the twelve before. */
  year: revenuePeriodSchema.nullable(),
  yearBefore: revenuePeriodSchema.nullable(),
  /** The last month's counterparts: of the month before it, and of the same month a year ago. */
  before: counterpartSchema.nullable(),
  yearAgo: counterpartSchema.nullable(),
  /** The day on which the first account became a customer; null without one. */
  knownSince: daySchema.nullable(),
  /** A month's amounts at the last close that no rate turns into the company's currency. */
  otherMrr: z.array(otherMoneySchema),
  /** Accounts marked as churned without a day: they are left out until it is given. */
  undated: z.number().int(),
  accounts: z.number().int(),
  /** Whether any subscription with a price is known. */
  hasMoney: z.boolean(),
});
export type RevenueReport = z.infer<typeof revenueReportSchema>;

/** What of a period is opened: a movement, what there was at one of its ends, or the base of retention. */
export const revenueParts = [...movementKinds, 'opening', 'closing', 'base'] as const;
export type RevenuePart = (typeof revenueParts)[number];

export const revenueAccountsInputSchema = reportScopeSchema.extend({
  month: monthSchema,
  span: z.enum(['month', 'year']),
  rates: z.enum(ratesModes),
  part: z.enum(revenueParts),
});
export type RevenueAccountsInput = z.infer<typeof revenueAccountsInputSchema>;

export const mostRevenueAccounts = 500;
const revenueAccountSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  opening: z.number(),
  closing: z.number(),
  /** What of it is told: the movement, or the amount at that end. */
  amount: z.number(),
  /** Of the base: what is kept of it for GRR, and what is paid in the end for NRR. */
  kept: z.number(),
  end: z.number(),
  stays: z.boolean(),
});
export const revenueAccountsSchema = z.object({
  /** The largest first, at most so many. */
  rows: z.array(revenueAccountSchema).max(mostRevenueAccounts),
  total: z.number().int(),
  /** Of all of them, listed or not. */
  amount: z.number(),
});
export type RevenueAccounts = z.infer<typeof revenueAccountsSchema>;
