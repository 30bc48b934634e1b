import { z } from 'zod';

/** A training of the churn model that runs or waits, and how far it is. */
export const trainingSchema = z.object({
  jobId: z.number().int(),
  done: z.number(),
  total: z.number().nullable(),
});
export type Training = z.infer<typeof trainingSchema>;
