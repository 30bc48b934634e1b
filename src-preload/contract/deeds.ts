import { z } from 'zod';
import { instantSchema, organizationIdSchema } from './domain';

/** Something that the person decided on this desktop. */
export const deedSchema = z.object({
  id: z.string(),
  at: instantSchema,
  /** What kind of thing it was, as `Note` or `Closing of a CTA`. */
  what: z.string(),
  /** What was written, or what the thing is called; null where neither is known. */
  text: z.string().nullable(),
  /** Null: about no account. */
  account: z.object({ id: organizationIdSchema.nullable(), name: z.string() }).nullable(),
  isPending: z.boolean(),
});
export type Deed = z.infer<typeof deedSchema>;

export const mostDeedsShown = 200;
/** Of today, the latest first. */
export const deedsSchema = z.object({
  deeds: z.array(deedSchema).max(mostDeedsShown),
  total: z.number().int(),
});
export type Deeds = z.infer<typeof deedsSchema>;
