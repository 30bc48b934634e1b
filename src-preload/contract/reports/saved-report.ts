import { z } from 'zod';
import { daySchema, instantSchema } from '../domain';
import { monthSchema } from './revenue';

export const reportTabs = [
  'revenue',
  'retention',
  'change',
  'cohorts',
  'renewals',
  'health',
  'features',
  'books',
] as const;
export type ReportTab = (typeof reportTabs)[number];

/** Periods that move on with the days. */
export const relativePeriods = [
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'twelve_months',
] as const;
export type RelativePeriod = (typeof relativePeriods)[number];

export const relativeWords: Readonly<Record<RelativePeriod, string>> = {
  this_month: 'This month so far',
  last_month: 'Last month',
  this_quarter: 'This quarter so far',
  last_quarter: 'Last quarter',
  this_year: 'This year so far',
  last_year: 'Last year',
  twelve_months: 'Twelve months to the present day',
};

/** Fixed days and months of the address of the screen; without them the present. */
const fixedPeriodSchema = z.object({
  through: monthSchema.optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
});
const reportPeriodSchema = z.union([z.object({ relative: z.enum(relativePeriods) }), fixedPeriodSchema]);

/** What a saved report keeps: which one, whose accounts, at which rates, and of when. */
export const savedReportStateSchema = z.object({
  show: z.enum(reportTabs),
  /** Of all owners where it is absent. */
  ownerId: z.number().int().optional(),
  rates: z.literal('constant').optional(),
  period: reportPeriodSchema,
});
export type SavedReportState = z.infer<typeof savedReportStateSchema>;
/** As it lies among the views of accounts. */
export const keptReportSchema = z.object({ report: savedReportStateSchema });

/** What of the address of the screen opens it now. */
const reportAddressSchema = fixedPeriodSchema.extend({
  show: z.enum(reportTabs),
  rates: z.literal('constant').optional(),
});
export type ReportAddress = z.infer<typeof reportAddressSchema>;

const viewIdSchema = z.uuidv7();
const savedReportSchema = z.object({
  id: viewIdSchema,
  name: z.string(),
  state: savedReportStateSchema,
  opens: reportAddressSchema,
  createdAt: instantSchema,
  /** Whether everybody of the team sees it. */
  shared: z.boolean(),
  /** The colleague who shares it; null: it is one's own. */
  sharedBy: z.string().nullable(),
  isPending: z.boolean(),
});
export type SavedReport = z.infer<typeof savedReportSchema>;
export const savedReportsSchema = z.object({ reports: z.array(savedReportSchema).max(200) });
export const saveReportInputSchema = z.object({
  name: z.string().trim().min(1, 'give the report a name').max(60),
  state: savedReportStateSchema,
  shared: z.boolean(),
});
export const savedReportKeySchema = z.object({ id: viewIdSchema });
