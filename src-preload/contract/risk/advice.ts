import { z } from 'zod';
import { interventionKindSchema } from '../domain';

export const recommendationSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Which indicator, dimension or reason it answers, in words. */
  because: z.string(),
  /** What can be launched from here with one click. */
  launch: z.enum([
    'open_tickets',
    'open_contacts',
    'open_subscription',
    'open_usage',
    'set_pulse',
    'write_email',
    'open_ctas',
    'open_messages',
    'open_milestones',
    'open_decisions',
    'open_notes',
  ]),
  /** The kind of intervention it comes to; null where it is none. */
  kind: interventionKindSchema.nullable(),
  /** What was measured of that kind: shares that left less or more, as an interval. Null where nothing was. */
  effect: z
    .object({ text: z.string(), accounts: z.number().int(), low: z.number(), high: z.number() })
    .nullable(),
});
export type Recommendation = z.infer<typeof recommendationSchema>;
