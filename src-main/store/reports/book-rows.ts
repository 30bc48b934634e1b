import { eq } from 'drizzle-orm';
import { isCustomerOn } from '../accounts/in-force';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import type { ReadDb } from '../types';

/** Every customer with whose it is and what it pays. */
export function readBookAccounts(db: ReadDb, today: number) {
  return db
    .select({
      ownerId: organizations.ownerId,
      owner: managers.name,
      mrr: accountSummaries.mrr,
      otherMoney: accountSummaries.otherMoney,
      renewsOn: accountSummaries.renewsOn,
    })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .leftJoin(managers, eq(managers.managerId, organizations.ownerId))
    .where(isCustomerOn(db, today))
    .all();
}

/** Open calls to action: whose they are, given to them or of their accounts and given to nobody. */
export function readOpenCtas(db: ReadDb): { ownerId: number | null; owner: string | null }[] {
  return db
    .prepared<[], { ownerId: number | null; owner: string | null }>(
      `select coalesce(c.given_to, o.owner_id) as ownerId, m.name as owner
         from ctas c join organizations o on o.organization_id = c.organization_id
         left join managers m on m.manager_id = coalesce(c.given_to, o.owner_id)
        where c.outcome is null`,
    )
    .all();
}
