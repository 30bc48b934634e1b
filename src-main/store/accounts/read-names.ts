import { between, eq } from 'drizzle-orm';
import { managers, organizations } from '../schema/company';
import type { ReadDb } from '../types';

export interface AccountNames {
  readonly id: number;
  /** The name first, then what else it is found by. */
  readonly parts: readonly (string | null)[];
}

export interface ContactNames extends AccountNames {
  readonly accountId: number;
}

/** What accounts with numbers in a range are found by, and their contacts, both by account number. */
export function readNames(
  db: ReadDb,
  first: number,
  last: number,
): { accounts: AccountNames[]; contacts: ContactNames[] } {
  const accounts = db
    .select({
      id: organizations.organizationId,
      name: organizations.name,
      country: organizations.country,
      segment: organizations.segment,
      externalId: organizations.externalId,
      owner: managers.name,
    })
    .from(organizations)
    .leftJoin(managers, eq(managers.managerId, organizations.ownerId))
    .where(between(organizations.organizationId, first, last))
    .orderBy(organizations.organizationId)
    .all();
  const contacts = db
    .prepared<[number, number], { id: number; accountId: number; name: string; email: string | null }>(
      `select user_id as id, organization_id as accountId, name, email from users
       where organization_id between ? and ? order by organization_id, deactivated_at is not null, user_id`,
    )
    .all(first, last);
  return {
    accounts: accounts.map(({ id, name, owner, country, segment, externalId }) => ({
      id,
      parts: [name, owner, country, segment, externalId],
    })),
    contacts: contacts.map(({ id, accountId, name, email }) => ({ id, accountId, parts: [name, email] })),
  };
}

/** Undefined: the copy knows nobody of that number. */
export function readOwnerName(db: ReadDb, id: number): string | undefined {
  return db.select({ name: managers.name }).from(managers).where(eq(managers.managerId, id)).get()?.name;
}

/** Which ranges of so many numbers hold accounts, as `number / size` rounded down. */
export function rangesWithAccounts(db: ReadDb, size: number): number[] {
  return db
    .prepared<[number], { range: number }>(
      'select distinct organization_id / cast(? as integer) as range from organizations',
    )
    .all(size)
    .map(({ range }) => range);
}
