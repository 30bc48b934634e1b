import { z } from 'zod';

/** What is to be said beside a part of a rule or a segment. */
export const ruleFindingSchema = z.object({
  /** The part of the definition: `conditions`, `rearm`, `actions`, … */
  field: z.string(),
  /** Places from the top of it: of conditions the second rule of the first group is `[0, 1]`, of actions the third `[2]`. */
  path: z.array(z.number().int()),
  /** What of that place: of a condition `field`, `params`, `operator`, `value`, `forDays` or `group`, of an action its field. */
  part: z.string(),
  message: z.string(),
  /** `error`: it can be kept, not switched on; `remark`: worth knowing. */
  severity: z.enum(['error', 'remark']),
});
export type RuleFinding = z.infer<typeof ruleFindingSchema>;
