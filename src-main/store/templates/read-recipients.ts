import type { Recipient as NamedRecipient } from '../../../src-preload/contract/templates/templates';
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
export function readSomeRecipients(db: ReadDb, most: number): NamedRecipient[] {
  return db.prepared<[number], NamedRecipient>(`${ranked('true')} limit ?`).all(most);
}

/**
 * The same, of these contacts, and of everybody at these accounts.
 * @param contacts by number, as are `accounts`
 */
export function readRecipientsAmong(
  db: ReadDb,
  among: { readonly contacts: readonly number[]; readonly accounts: readonly number[] },
  most: number,
): NamedRecipient[] {
  const isAmong =
    'u.user_id in (select value from json_each(?)) or u.organization_id in (select value from json_each(?))';
  return db
    .prepared<[string, string, number], NamedRecipient>(`${ranked(isAmong)} limit ?`)
    .all(JSON.stringify(among.contacts), JSON.stringify(among.accounts), most);
}

function ranked(condition: string): string {
  return `select organizationId, userId, name, account from (
     select u.organization_id as organizationId, u.user_id as userId, u.name, o.name as account, row_number() over (
       partition by u.organization_id
       order by case u.role when 'champion' then 0 when 'admin' then 1 else 2 end, u.user_id) as place
     from users u join organizations o using (organization_id)
     where trim(coalesce(u.email, '')) <> '' and u.deactivated_at is null and u.is_internal is not 1 and (${condition}))
   order by place, organizationId`;
}
