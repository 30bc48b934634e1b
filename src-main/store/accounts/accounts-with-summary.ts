import { eq } from 'drizzle-orm';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import type { ReadDb } from '../types';

/** Accounts with what the last scoring left of them, null before the first, and their owner's name; to be narrowed. */
export function accountsWithSummary(db: ReadDb) {
  return db
    .select({ organization: organizations, summary: accountSummaries, owner: managers.name })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .leftJoin(managers, eq(managers.managerId, organizations.ownerId));
}
