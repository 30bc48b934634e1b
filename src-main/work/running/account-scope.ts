import { z } from 'zod';

/** Which accounts a job is about. */
export const accountScopeSchema = z.object({
  organizationIds: z.union([z.array(z.number().int()), z.literal('all')]),
});
export type AccountScope = z.infer<typeof accountScopeSchema>;

export function joinedScope(waiting: AccountScope, added: AccountScope): AccountScope {
  if (waiting.organizationIds === 'all' || added.organizationIds === 'all') return { organizationIds: 'all' };
  return { organizationIds: [...new Set([...waiting.organizationIds, ...added.organizationIds])] };
}
