import { z } from 'zod';
import { daySchema, instantSchema, organizationIdSchema, userIdSchema } from '../domain';
import { ruleIdSchema } from './rule-entry';

export const whyNotInputSchema = z.object({
  organizationId: organizationIdSchema,
  contactId: userIdSchema,
});

/** Why a rule wrote nothing to a contact, or what it wrote: one sentence, and until when where that is known. */
export const whyNotSchema = z.object({
  id: ruleIdSchema,
  name: z.string(),
  /** A sentence; null where how a message stands says it. */
  words: z.string().nullable(),
  /** How the last message stands, or one would that were made now; as the stages of messages name it. */
  message: z.object({ stage: z.string(), reason: z.string() }).nullable(),
  /** From when on it is otherwise; at most one of the two is known. */
  until: instantSchema.nullable(),
  untilDay: daySchema.nullable(),
});
export type WhyNot = z.infer<typeof whyNotSchema>;

/** Of each rule that acts and writes mails, by name. */
export const whyNotListSchema = z.object({ rules: z.array(whyNotSchema) });
