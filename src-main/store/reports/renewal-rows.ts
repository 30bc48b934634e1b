import { and, asc, eq, isNotNull, lte, type SQL } from 'drizzle-orm';
import type { Standing } from '../../../src-preload/contract/domain';
import type { ReportScope } from '../../../src-preload/contract/reports/revenue';
import { inForce, standingOn } from '../accounts/in-force';
import { organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import { churnForecasts } from '../schema/risk';
import type { ReadDb } from '../types';

/** Accounts in force that renew by a day, the earliest first, with what lists show of them. */
export function readRenewalRows(
  db: ReadDb,
  { ownerId, segment }: ReportScope,
  today: number,
  through: number,
) {
  return db
    .select({
      id: organizations.organizationId,
      name: organizations.name,
      standing: standingOn(db, today) as SQL<Standing>,
      renewsOn: accountSummaries.renewsOn,
      mrr: accountSummaries.mrr,
      otherMoney: accountSummaries.otherMoney,
      p30: churnForecasts.p30,
      p90: churnForecasts.p90,
      p180: churnForecasts.p180,
    })
    .from(accountSummaries)
    .innerJoin(organizations, eq(organizations.organizationId, accountSummaries.organizationId))
    .leftJoin(churnForecasts, eq(churnForecasts.organizationId, accountSummaries.organizationId))
    .where(
      and(
        isNotNull(accountSummaries.renewsOn),
        lte(accountSummaries.renewsOn, through),
        inForce(db, today),
        ownerId === undefined ? undefined : eq(organizations.ownerId, ownerId),
        segment === undefined ? undefined : eq(organizations.segment, segment),
      ),
    )
    .orderBy(asc(accountSummaries.renewsOn), asc(organizations.organizationId))
    .all();
}

export type RenewalRow = ReturnType<typeof readRenewalRows>[number];
