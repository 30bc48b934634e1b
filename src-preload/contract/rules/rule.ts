import { z } from 'zod';
import { conditionsSchema } from './condition';

/** A rule about accounts as far as it can be tried on the past: when it fires, and what a firing costs. */
export const triedRuleSchema = z.strictObject({
  name: z.string().trim().min(1, 'give the rule a name').max(120),
  conditions: conditionsSchema,
  /** `edge`: fires when the conditions come to hold; `level`: as long as they hold, each time the cool-down is over. */
  trigger: z.enum(['edge', 'level']).default('edge'),
  /** Conditions under which it is armed again, besides the days in the clear. */
  rearm: conditionsSchema.nullish(),
  /** Days in a row on which the conditions don't hold, after which it is armed again. */
  clearDays: z.number().int().min(1).max(90).default(2),
  /** At least so many days between two firings for one account. */
  coolDownDays: z.number().int().min(0).max(365).default(28),
  /** Minutes of work that a firing is taken to cost. */
  minutes: z.number().min(0).max(10_000).default(15),
});
export type TriedRule = z.infer<typeof triedRuleSchema>;
