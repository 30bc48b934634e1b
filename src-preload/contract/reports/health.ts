import { z } from 'zod';
import { reportScopeSchema } from './revenue';

export const healthMonths = 12;
export const healthInputSchema = reportScopeSchema;

/** Customers of a day by the band of their score. */
const mixSchema = z.object({
  day: z.string(),
  accounts: z.number().int(),
  healthy: z.number().int(),
  middle: z.number().int(),
  poor: z.number().int(),
  tooLittleKnown: z.number().int(),
  unscored: z.number().int(),
});
export type HealthPoint = z.infer<typeof mixSchema>;

export const healthReportSchema = z.object({
  asOf: z.string().nullable(),
  /** The ends of the months before, the oldest first, and the present as the last. */
  points: z.array(mixSchema).max(healthMonths + 1),
});
export type HealthReport = z.infer<typeof healthReportSchema>;
