import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Family } from '../../../src-preload/contract/family';
import { companyCalendar } from '../copy/company-calendar';
import { organizations } from '../schema/company';
import { otherArrOf } from '../scores/stored-money';
import type { ReadDb } from '../types';
import { accountsWithSummary } from './accounts-with-summary';
import { standingOf } from './standing-of';

/** The account and all that lead to it by their parents. */
export function readFamilyMembers(db: ReadDb, id: number, today: number) {
  const below: SQL = sql`(
    with recursive below(id) as (
      select ${id} union select o.organization_id from organizations o join below b on o.parent_id = b.id)
    select id from below)`;
  const calendar = companyCalendar(db);
  return accountsWithSummary(db, today)
    .where(inArray(organizations.organizationId, below))
    .all()
    .map(({ organization, summary, shown, standing }) => ({
      id: organization.organizationId,
      parentId: organization.parentId,
      name: organization.name,
      isInForce: standing !== 'left' && standing !== 'trial_over',
      standingText: standingOf(standing, summary, organization, calendar).standingText,
      mrr: summary?.mrr ?? 0,
      otherArr: otherArrOf(summary?.otherMoney),
      users: summary?.users ?? 0,
      activeUsers: summary?.activeUsers ?? null,
      // Too little known for a band is too little known for a mean.
      score: shown.band === null ? null : shown.score,
      band: shown.band,
      risk: shown.level,
    }));
}

/** @param parentId of an account @returns `hidden` where the copy doesn't hold it */
export function readParent(db: ReadDb, parentId: number): NonNullable<Family['parent']> {
  const name = db
    .prepared<[number], string>('select name from organizations where organization_id = ?')
    .pluck()
    .get(parentId);
  return name === undefined ? { kind: 'hidden' } : { kind: 'shown', id: parentId, name };
}

/** Whether the account lies on a circle of parents. */
export function leadsToItself(db: ReadDb, id: number): boolean {
  return (
    db
      .prepared<[number, number], number>(
        `with recursive above(id) as (
           select parent_id from organizations where organization_id = ?
           union select o.parent_id from organizations o join above a on o.organization_id = a.id)
         select 1 from above where id = ?`,
      )
      .pluck()
      .get(id, id) !== undefined
  );
}
