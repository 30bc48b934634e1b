import { z } from 'zod';
import { daySchema } from '../domain';
import { ruleIdSchema } from './rule-entry';

/** How many accounts each rule addresses now; a rule that makes no sense yet is left out. */
export const ruleCountsSchema = z.object({
  /** The company's day as of which they are counted; null: the first load is under way, and nobody is judged. */
  asOf: daySchema.nullable(),
  counts: z
    .array(
      z.object({
        id: ruleIdSchema,
        matching: z.number().int(),
        /** Those of which it is not known. */
        unknown: z.number().int(),
      }),
    )
    .max(500),
});
export type RuleCounts = z.infer<typeof ruleCountsSchema>;
