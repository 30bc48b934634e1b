import type { ReadDb, Tx } from '../types';

/** The next organizations after an id, ascending. */
export function readOrganizationIds(db: ReadDb | Tx, after: number, limit: number): number[] {
  return db
    .prepared<[number, number], number>(
      'select organization_id from organizations where organization_id > ? order by organization_id limit ?',
    )
    .pluck()
    .all(after, limit);
}

export function countOrganizations(db: ReadDb | Tx): number {
  return db.prepared<[], number>('select count(*) from organizations').pluck().get() ?? 0;
}

/** The account of a contact; undefined when the contact isn't in the copy. */
export function readOrganizationOfUser(db: ReadDb | Tx, userId: number): number | undefined {
  return db
    .prepared<[number], number>('select organization_id from users where user_id = ?')
    .pluck()
    .get(userId);
}

/** The company's own id of an account; undefined when the account isn't in the copy. */
export function readExternalId(db: ReadDb | Tx, organizationId: number): string | undefined {
  return db
    .prepared<[number], string>('select external_id from organizations where organization_id = ?')
    .pluck()
    .get(organizationId);
}

/** Names of these organizations, by id. */
export function readOrganizationNames(
  db: ReadDb | Tx,
  ids: readonly number[],
): { id: number; externalId: string; name: string }[] {
  return db
    .prepared<[string], { id: number; externalId: string; name: string }>(
      `select organization_id as id, external_id as externalId, name from organizations
       where organization_id in (select value from json_each(?)) order by organization_id`,
    )
    .all(JSON.stringify(ids));
}

/** Organizations with this external id or, if there is none, this name (letter case aside). */
export function findOrganizations(
  db: ReadDb | Tx,
  text: string,
): { id: number; externalId: string; name: string }[] {
  const find = (condition: string) =>
    db
      .prepared<[string], { id: number; externalId: string; name: string }>(
        `select organization_id as id, external_id as externalId, name from organizations where ${condition} order by 1`,
      )
      .all(text);
  const byId = find('external_id = ?');
  return byId.length > 0 ? byId : find('name = ? collate nocase');
}

/** Accounts in sight whose owner is this manager. */
export function countAccountsOf(db: ReadDb, managerId: number): number {
  const count = db
    .prepared<[number], number>('select count(*) from organizations where owner_id = ?')
    .pluck();
  return count.get(managerId) ?? 0;
}

/** The instant at which an account began; undefined for one that isn't in the copy. */
export function readCreatedAt(db: ReadDb, organizationId: number): number | undefined {
  return db
    .prepared<[number], number>('select created_at from organizations where organization_id = ?')
    .pluck()
    .get(organizationId);
}
