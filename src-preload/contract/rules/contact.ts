import { z } from 'zod';
import { userIdSchema } from '../domain';

/** The contact whom a rule about contacts judges, or fires for. */
export const ruleContactSchema = z.object({ id: userIdSchema, name: z.string() });
export type RuleContact = z.infer<typeof ruleContactSchema>;
