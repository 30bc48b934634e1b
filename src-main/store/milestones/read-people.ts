import { and, eq, inArray } from 'drizzle-orm';
import { isCustomerOn } from '../accounts/in-force';
import { objects } from '../accounts/objections';
import { managers, organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import type { ReadDb } from '../types';

/** Contacts whose progress is followed: they are there, the customer's own, and don't object. */
const followed = `coalesce(u.is_internal, 0) = 0 and u.deactivated_at is null and not ${objects('u')}`;

/** How many contacts of each account are followed. @param among these accounts; null: all */
export function countFollowed(db: ReadDb, among: readonly number[] | null): ReadonlyMap<number, number> {
  return new Map(
    db
      .prepared<[{ among: string }], [number, number]>(
        `select u.organization_id, count(*) from users u where ${followed} ${amongThese('u', among)} group by 1`,
      )
      .raw()
      .all({ among: JSON.stringify(among) }),
  );
}

/** How many contacts of an account have completed a milestone, and the day on which one last moved. */
export interface ContactsReached {
  readonly done: number;
  readonly movedOn: number;
}

/** By `account milestone`, of those that anybody has begun. @param among these accounts; null: all */
export function readContactsReached(
  db: ReadDb,
  among: readonly number[] | null,
): ReadonlyMap<string, ContactsReached> {
  const rows = db
    .prepared<[{ among: string }], [string, number, number]>(
      `select m.organization_id || ' ' || m.milestone_id, sum(m.progress = 100), max(m.moved_on)
         from user_milestones m join users u on u.user_id = m.user_id
        where m.progress > 0 and ${followed} ${amongThese('m', among)} group by 1`,
    )
    .raw()
    .all({ among: JSON.stringify(among) });
  return new Map(rows.map(([key, done, movedOn]) => [key, { done, movedOn }]));
}

function amongThese(table: 'm' | 'u', among: readonly number[] | null): string {
  return among === null ? '' : `and ${table}.organization_id in (select value from json_each(@among))`;
}

export interface FollowedContact {
  readonly userId: number;
  readonly contact: string;
  readonly name: string;
}

/** An account's, by name. */
export function readFollowed(db: ReadDb, organizationId: number): FollowedContact[] {
  return db
    .prepared<[number], FollowedContact>(
      `select user_id as userId, external_id as contact, name from users u
        where organization_id = ? and ${followed} order by name collate nocase, user_id`,
    )
    .all(organizationId);
}

export interface AccountOfPlan {
  readonly organizationId: number;
  readonly externalId: string;
  readonly name: string;
  readonly country: string | null;
  readonly ownerId: number | null;
  readonly owner: string | null;
}

/** Accounts that are customers on a day. @param among these accounts; null: all */
export function readCustomersOfPlans(
  db: ReadDb,
  today: number,
  among: readonly number[] | null,
): ReadonlyMap<number, AccountOfPlan> {
  const { organizationId, externalId, name, country, ownerId } = organizations;
  const { sql, params } = db
    .select({ organizationId, externalId, name, country, ownerId, owner: managers.name })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizationId))
    .leftJoin(managers, eq(managers.managerId, ownerId))
    .where(and(isCustomerOn(db, today), among === null ? undefined : inArray(organizationId, [...among])))
    .toSQL();
  type Row = [number, string, string, string | null, number | null, string | null];
  // Past drizzle's own reading, which is slow for many rows.
  const rows = db.prepared<unknown[], Row>(sql).raw();
  return new Map(
    rows
      .all(...params)
      .map(([id, external, called, where, manager, owner]) => [
        id,
        { organizationId: id, externalId: external, name: called, country: where, ownerId: manager, owner },
      ]),
  );
}
