import type Database from 'better-sqlite3';
import { erasedContact, saysWho } from '../../lib/privacy/erased-words';
import { type ErasedPerson, idDigestOf, toldByOf } from './told-by';

export function tablesOf(client: Database.Database): ReadonlySet<string> {
  return new Set(
    client.prepare<[], string>(`select name from sqlite_master where type = 'table'`).pluck().all(),
  );
}

interface ContactRow {
  readonly name: string;
  readonly email: string | null;
  readonly externalId: string;
}

/** The people, with what this file tells of them by name. */
export function knownIn(
  client: Database.Database,
  key: Uint8Array,
  people: readonly ErasedPerson[],
): ErasedPerson[] {
  const tables = tablesOf(client);
  return people.map((person) => {
    const row = rowOf(client, tables, person.userId);
    if (row === null) return person;
    const isTelling = saysWho(row.externalId, row.email, row.name);
    const toldBy = [...person.toldBy, ...toldByOf(key, { ...row, id: isTelling ? row.externalId : null })];
    return {
      ...person,
      toldBy: [...new Map(toldBy.map((one) => [one.digest, one])).values()],
      idDigest: idDigestOf(key, row.externalId),
      keptAs: isTelling ? `erased-${person.userId}` : null,
    };
  });
}

/** @returns null where the file doesn't have the contact, or not by name any more */
function rowOf(client: Database.Database, tables: ReadonlySet<string>, userId: number): ContactRow | null {
  for (const table of ['users', 'loading_users']) {
    if (!tables.has(table)) continue;
    const row = client
      .prepare<[number, string], ContactRow>(
        `select name, email, external_id as externalId from "${table}" where user_id = ? and name <> ?`,
      )
      .get(userId, erasedContact);
    if (row !== undefined) return row;
  }
  return null;
}

/** The company's own id of a person, as the file's notes and decisions have it; null where they are about others. */
export function idIn(
  client: Database.Database,
  key: Uint8Array,
  tables: ReadonlySet<string>,
  { organizationId, idDigest }: ErasedPerson,
): string | null {
  if (idDigest === null) return null;
  const places = [
    ['notes', 'select distinct contact as id from notes where organization_id = @organizationId'],
    [
      'operations',
      `select distinct json_extract(patch, '$.contact') as id from operations
        where organization_id = @organizationId and json_valid(patch)`,
    ],
    ['users', 'select external_id as id from users where organization_id = @organizationId'],
  ] as const;
  for (const [table, sql] of places) {
    if (!tables.has(table)) continue;
    const ids = client.prepare<[{ organizationId: number }], unknown>(sql).pluck().all({ organizationId });
    const found = ids.find((id) => typeof id === 'string' && idDigestOf(key, id) === idDigest);
    if (typeof found === 'string') return found;
  }
  return null;
}
