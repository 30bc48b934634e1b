import { z } from 'zod';
import { organizationIdSchema } from './domain';

export const paletteInputSchema = z.object({
  query: z.string().max(200),
  /** Accounts to name while nothing is typed: those opened last. */
  recent: z.array(organizationIdSchema).max(20).optional(),
  limit: z.number().int().min(1).max(50).default(12),
});
export const paletteResultSchema = z.object({
  accounts: z.array(z.object({ id: organizationIdSchema, name: z.string(), detail: z.string() })).max(50),
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
});
