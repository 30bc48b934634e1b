import { z } from 'zod';

const standsSchema = z.object({ stage: z.string(), reason: z.string(), until: z.number().nullable() });

export const saidWhyNotSchema = z.object({
  stopped: z.enum(['everything', 'rule']).nullable(),
  judged: z.boolean(),
  state: z.enum(['unseen', 'armed', 'fired']).nullable(),
  is_met: z.boolean().nullable(),
  waits_for: z.enum(['day_limit', 'stopped', 'breaker', 'failed']).nullable(),
  clear_days: z.number().int().nullable(),
  fired_on: z.string().nullable(),
  firing: z
    .object({
      fired_on: z.string(),
      held_by: z.enum(['cool_down', 'account_limit', 'contact_limit', 'depth']).nullable(),
      held_out: z.boolean(),
    })
    .nullable(),
  held_out: z.boolean(),
  mailed: z.boolean(),
  message: standsSchema.extend({ at: z.number() }).nullable(),
  verdict: standsSchema.nullable(),
});
/** What the company knows of a rule and a contact; days are texts, instants milliseconds since 1970. */
export type SaidWhyNot = z.infer<typeof saidWhyNotSchema>;
