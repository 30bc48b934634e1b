import type { ReadDb } from '../types';

/** Everybody to whom something can be given, by name. */
export function readManagers(db: ReadDb): { id: number; name: string }[] {
  return db
    .prepared<[], { id: number; name: string }>(
      'select manager_id as id, name from managers order by name collate nocase, manager_id',
    )
    .all();
}

interface Whose {
  readonly name: string;
  readonly externalId: string;
  readonly country: string | null;
  readonly ownerName: string | null;
}

/** Whose an account is; undefined for one that is not in the copy. */
export function readWhose(db: ReadDb, accountId: number): Whose | undefined {
  return db
    .prepared<[number], Whose>(
      `select o.name, o.external_id as externalId, o.country, m.name as ownerName
         from organizations o left join managers m on m.manager_id = o.owner_id where o.organization_id = ?`,
    )
    .get(accountId);
}
