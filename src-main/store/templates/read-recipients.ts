import type { ReadDb } from '../types';

/** A person of an account, as messages speak of them. */
export interface Recipient {
  readonly organizationId: number;
  readonly name: string;
  readonly email: string | null;
  readonly title: string | null;
}

export function readRecipient(db: ReadDb, organizationId: number, userId: number): Recipient | undefined {
  return db
    .prepared<[number, number], Recipient>(
      `select organization_id as organizationId, name, email, title from users
        where user_id = ? and organization_id = ?`,
    )
    .get(userId, organizationId);
}

/** The account's owner and where it is. */
export function readWriter(
  db: ReadDb,
  organizationId: number,
): { readonly name: string | null; readonly email: string | null; readonly timezone: string | null } {
  const row = db
    .prepared<[number], { name: string | null; email: string | null; timezone: string | null }>(
      `select m.name, m.email, o.timezone from organizations o left join managers m on m.manager_id = o.owner_id
        where o.organization_id = ?`,
    )
    .get(organizationId);
  return row ?? { name: null, email: null, timezone: null };
}

/**
 * Contacts that could be written to, one of each account before a second of any: champions and admins first.
 * @returns at most `most` of them
 */
export function readSomeRecipients(db: ReadDb, most: number): { organizationId: number; userId: number }[] {
  return db
    .prepared<[number], { organizationId: number; userId: number }>(
      `select organization_id as organizationId, user_id as userId from (
         select organization_id, user_id, row_number() over (
           partition by organization_id
           order by case role when 'champion' then 0 when 'admin' then 1 else 2 end, user_id) as place
         from users
         where trim(coalesce(email, '')) <> '' and deactivated_at is null and is_internal is not 1)
       order by place, organization_id limit ?`,
    )
    .all(most);
}
