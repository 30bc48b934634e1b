import type { ReadDb } from '../types';

export interface NamedAccount {
  readonly id: number;
  readonly name: string;
  readonly owner: string | null;
}

/** Of these accounts, by name, letter case aside: with whose they are. */
export function readAccountNames(db: ReadDb, ids: readonly number[]): NamedAccount[] {
  return db
    .prepared<[string], NamedAccount>(
      `select o.organization_id as id, o.name, m.name as owner
         from organizations o left join managers m on m.manager_id = o.owner_id
        where o.organization_id in (select value from json_each(?))
        order by o.name collate nocase, o.organization_id`,
    )
    .all(JSON.stringify(ids));
}
