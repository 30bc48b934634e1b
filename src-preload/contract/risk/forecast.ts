import { z } from 'zod';
import { daySchema } from '../domain';

/** One reason in a probability, against the average account, exact for the model that serves. */
export const churnReasonSchema = z.object({
  feature: z.string(),
  /** What was seen, in words with the figure: `3 severe tickets in 90 days`. */
  text: z.string(),
  /** Its share of the 90-day probability, in points of probability; all of them add up to p90 - base. */
  points: z.number(),
  /** The same in percent points as every screen shows it: tenths that add up to the difference of the two as shown. */
  shownPoints: z.number(),
  /** Whether it is worse than with three quarters of comparable accounts: else it is part of the sum, and no reason to act. */
  setsApart: z.boolean(),
  /** Whether more or less of what was seen raises the chance; null where nothing is known, and for what isn't one input. */
  raisedBy: z.enum(['more', 'less']).nullable(),
});
export type ChurnReason = z.infer<typeof churnReasonSchema>;

export const churnForecastSchema = z.object({
  modelVersion: z.number().int(),
  method: z.enum(['hazard', 'boosted', 'blend']),
  asOf: daySchema,
  /** P(churn within 30, 90, 180 days), set right; that within 180 is null where it is not told. */
  p30: z.number(),
  p90: z.number(),
  p180: z.number().nullable(),
  /** Why: so far ahead the model ranks like chance, or surely foretells too many departures or too few. */
  p180Untold: z.enum(['chance', 'off']).nullable(),
  /** P90 of an average account of this company. */
  base90: z.number(),
  /** Share surviving at the end of each month ahead; the first is month 0 with 1. */
  survival: z.array(z.object({ month: z.number().int(), share: z.number() })).max(37),
  /** Months until half, a quarter and three quarters of such accounts would have churned; null: not reached in the horizon. */
  window: z.object({
    median: z.number().nullable(),
    early: z.number().nullable(),
    late: z.number().nullable(),
    horizonMonths: z.number().int(),
  }),
  reasons: z.array(churnReasonSchema).max(40),
  /** Whether `reasons` add up exactly or are an approximation. */
  reasonsExact: z.boolean(),
});
export type ChurnForecast = z.infer<typeof churnForecastSchema>;

/** Why there is no probability: never an invented one. */
export const noForecastSchema = z.object({
  churns: z.number().int(),
  needed: z.number().int(),
  text: z.string(),
});
