import { objects } from '../accounts/objections';
import type { ReadDb } from '../types';

/** Contacts whose progress is followed: they are there, the customer's own, and don't object. */
const followed = `coalesce(u.is_internal, 0) = 0 and u.deactivated_at is null and not ${objects('u')}`;

/** How many contacts of each account are followed. */
export function countFollowed(db: ReadDb): ReadonlyMap<number, number> {
  return new Map(
    db
      .prepared<[], [number, number]>(
        `select organization_id, count(*) from users u where ${followed} group by organization_id`,
      )
      .raw()
      .all(),
  );
}

/** How many contacts have completed a milestone, by `account milestone`. */
export function countCompletedContacts(db: ReadDb): ReadonlyMap<string, number> {
  return new Map(
    db
      .prepared<[], [string, number]>(
        `select m.organization_id || ' ' || m.milestone_id, count(*) from user_milestones m join users u on u.user_id = m.user_id
          where m.progress = 100 and ${followed} group by 1`,
      )
      .raw()
      .all(),
  );
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

export function readAccountsOfPlans(db: ReadDb): ReadonlyMap<number, AccountOfPlan> {
  const rows = db
    .prepared<[], AccountOfPlan>(
      `select o.organization_id as organizationId, o.external_id as externalId, o.name, o.country, o.owner_id as ownerId,
              m.name as owner
         from organizations o left join managers m on m.manager_id = o.owner_id`,
    )
    .all();
  return new Map(rows.map((row) => [row.organizationId, row]));
}
