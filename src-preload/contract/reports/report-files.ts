import { z } from 'zod';
import { bookThenAccountsInputSchema, bookThenInputSchema } from './book-then';
import { changeAccountsInputSchema, changeInputSchema, healthAccountsInputSchema } from './change';
import { cohortInputSchema } from './cohorts';
import { featureAccountsInputSchema, featureInputSchema } from './features';
import { fileChoiceSchema } from './files';
import { healthInputSchema } from './health';
import { renewalInputSchema } from './renewals';
import { revenueAccountsInputSchema, revenueInputSchema } from './revenue';

/** A report that leaves as a file, with what the screen asked for it. */
export const reportToFileSchema = z.discriminatedUnion('report', [
  z.object({ report: z.literal('revenue'), input: revenueInputSchema }),
  z.object({ report: z.literal('figure'), input: revenueAccountsInputSchema }),
  z.object({ report: z.literal('cohorts'), input: cohortInputSchema }),
  z.object({ report: z.literal('renewals'), input: renewalInputSchema }),
  z.object({ report: z.literal('health'), input: healthInputSchema }),
  z.object({ report: z.literal('features'), input: featureInputSchema }),
  z.object({ report: z.literal('feature-figure'), input: featureAccountsInputSchema }),
  z.object({ report: z.literal('books') }),
  z.object({ report: z.literal('books-then'), input: bookThenInputSchema }),
  z.object({ report: z.literal('book-figure'), input: bookThenAccountsInputSchema }),
  z.object({ report: z.literal('change'), input: changeInputSchema }),
  z.object({ report: z.literal('change-figure'), input: changeAccountsInputSchema }),
  z.object({ report: z.literal('health-figure'), input: healthAccountsInputSchema }),
]);
export type ReportToFile = z.infer<typeof reportToFileSchema>;

export const exportReportInputSchema = fileChoiceSchema.extend({
  of: reportToFileSchema,
  /** The name under which it is saved. */
  saved: z.string().max(60).optional(),
});
