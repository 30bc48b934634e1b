import { z } from 'zod';
import { organizationIdSchema } from './domain';
import { foundTextSchema } from './texts';

export const paletteInputSchema = z.object({
  query: z.string().max(200),
  /** Accounts to name while nothing is typed: those opened last. */
  recent: z.array(organizationIdSchema).max(20).optional(),
  /** The same of contacts. */
  recentContacts: z.array(z.number().int()).max(20).optional(),
  limit: z.number().int().min(1).max(50).default(12),
});
const foundAccountSchema = z.object({ id: organizationIdSchema, name: z.string(), detail: z.string() });
export type FoundAccount = z.infer<typeof foundAccountSchema>;

export const paletteResultSchema = z.object({
  accounts: z.array(foundAccountSchema).max(50),
  contacts: z
    .array(
      z.object({
        id: z.number().int(),
        accountId: organizationIdSchema,
        name: z.string(),
        detail: z.string(),
      }),
    )
    .max(50),
  texts: z.array(foundTextSchema).max(50),
});

export const mentionedInputSchema = z.object({
  text: z.string().max(10_000),
  limit: z.number().int().min(1).max(10).default(4),
});
/** Accounts that a text names, and those that it perhaps means, the best first. */
export const mentionedSchema = z.object({
  named: z.array(foundAccountSchema).max(10),
  perhaps: z.array(foundAccountSchema).max(10),
});
