import { inArray, type SQL, sql } from 'drizzle-orm';
import { type Family, mostChildren } from '../../../src-preload/contract/family';
import { arrOf, rounded } from '../../../src-preload/contract/words';
import { countBelow, familyOf, type RollUp, rollUp } from '../../engines/family/roll-up';
import { organizations } from '../schema/company';
import type { ReadDb } from '../types';
import { accountsWithSummary } from './accounts-with-summary';
import { standingOf } from './standing-of';

/** The account's parent, its children, and what all below it is together: of the accounts in the copy alone. */
export function readFamily(db: ReadDb, id: number, today: number): Family {
  const family = familyOf(id, readMembers(db, id, today));
  const [own] = family;
  const children = family.filter(({ parentId, id: child }) => parentId === id && child !== id);
  children.sort((a, b) => b.mrr - a.mrr || a.id - b.id);
  const below = countBelow(family);
  return {
    parent: readParent(db, id, own?.parentId ?? null),
    children: children.slice(0, mostChildren).map((child) => ({
      id: child.id,
      name: child.name,
      standingText: child.standingText,
      arr: arrOf(child.mrr),
      score: child.score,
      band: child.band,
      risk: child.risk,
      below: below.get(child.id) ?? 0,
    })),
    childCount: children.length,
    together: family.length < 2 ? null : shown(rollUp(family)),
  };
}

function shown({ mrr, scoredMrr, score, ...rest }: RollUp): NonNullable<Family['together']> {
  return {
    accounts: rest.accounts,
    arr: arrOf(mrr),
    users: rest.users,
    activeUsers: rest.activeUsers,
    withoutActive: rest.withoutActive,
    score: score === null ? null : rounded(score, 1),
    scoredShare: score === null ? null : scoredMrr / mrr,
  };
}

/** The account and all that lead to it by their parents. */
function readMembers(db: ReadDb, id: number, today: number) {
  const below: SQL = sql`(
    with recursive below(id) as (
      select ${id} union select o.organization_id from organizations o join below b on o.parent_id = b.id)
    select id from below)`;
  return accountsWithSummary(db, today)
    .where(inArray(organizations.organizationId, below))
    .all()
    .map(({ organization, summary, standing }) => ({
      id: organization.organizationId,
      parentId: organization.parentId,
      name: organization.name,
      standingText: standingOf(standing, summary, organization).standingText,
      mrr: summary?.mrr ?? 0,
      users: summary?.users ?? 0,
      activeUsers: summary?.activeUsers ?? null,
      // Too little known for a band is too little known for a mean.
      score: summary?.band ? summary.score : null,
      band: summary?.band ?? null,
      risk: summary?.riskLevel ?? null,
    }));
}

function readParent(db: ReadDb, id: number, parentId: number | null): Family['parent'] {
  if (parentId === null || leadsBack(db, id)) return null;
  const name = db
    .prepared<[number], string>('select name from organizations where organization_id = ?')
    .pluck()
    .get(parentId);
  return name === undefined ? { kind: 'hidden' } : { kind: 'shown', id: parentId, name };
}

/** Whether the account's own parents lead to itself. */
function leadsBack(db: ReadDb, id: number): boolean {
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
