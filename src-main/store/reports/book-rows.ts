import { eq } from 'drizzle-orm';
import { isCustomerOn } from '../accounts/in-force';
import { standingFigures } from '../risk/standing-sql';
import { organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { accountHeadlines } from '../schema/risk';
import type { ReadDb } from '../types';

/** Every customer with whose it is, what it pays, and how it stands. */
export function readBookAccounts(db: ReadDb, today: number) {
  return db
    .select({
      ownerId: organizations.ownerId,
      segment: organizations.segment,
      mrr: accountSummaries.mrr,
      otherMoney: accountSummaries.otherMoney,
      renewsOn: accountSummaries.renewsOn,
      level: standingFigures(today).level,
    })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .leftJoin(accountHeadlines, eq(accountHeadlines.organizationId, organizations.organizationId))
    .where(isCustomerOn(db, today))
    .all();
}

/** The segment of every account, customers or not: work is of all of them. */
export function readSegments(db: ReadDb): ReadonlyMap<number, string | null> {
  return new Map(
    db
      .prepared<[], [number, string | null]>('select organization_id, segment from organizations')
      .raw()
      .all(),
  );
}

/** Open calls to action: whose they are, given to them or of their accounts and given to nobody. */
export function readOpenCtas(db: ReadDb): { ownerId: number | null; accountId: number }[] {
  return db
    .prepared<[], { ownerId: number | null; accountId: number }>(
      `select coalesce(c.given_to, o.owner_id) as ownerId, c.organization_id as accountId
         from ctas c join organizations o on o.organization_id = c.organization_id
        where c.outcome is null`,
    )
    .all();
}
