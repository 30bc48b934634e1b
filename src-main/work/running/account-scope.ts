import { z } from 'zod';
import { readOrganizationIds } from '../../store/accounts/organization-ids';
import type { ReadDb } from '../../store/types';

/** Which accounts a job is about. */
export const accountScopeSchema = z.object({
  organizationIds: z.union([z.array(z.number().int()), z.literal('all')]),
});
export type AccountScope = z.infer<typeof accountScopeSchema>;

export function joinedScope(waiting: AccountScope, added: AccountScope): AccountScope {
  if (waiting.organizationIds === 'all' || added.organizationIds === 'all') return { organizationIds: 'all' };
  return { organizationIds: [...new Set([...waiting.organizationIds, ...added.organizationIds])] };
}

/**
 * These accounts by their numbers, a chunk at a time.
 * @returns the next ones after a number; 0: from the first
 */
export function walkOf(
  organizationIds: readonly number[] | 'all',
): (db: ReadDb, after: number, count: number) => number[] {
  if (organizationIds === 'all') return readOrganizationIds;
  const sorted = organizationIds.toSorted((left, right) => left - right);
  return (_db, after, count) => sorted.filter((id) => id > after).slice(0, count);
}
