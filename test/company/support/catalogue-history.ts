import pg from 'pg';
import {
  type CatalogueObject,
  grantsTo,
  itsOwner,
  type Properties,
} from '../../../src-main/company/doctor/catalogue';
import type { CatalogueHistory } from '../../../src-main/company/doctor/expected-catalogue';
import { useOwnSettings } from '../../../src-main/company/doctor/own-settings';
import { readCatalogue } from '../../../src-main/company/doctor/read-catalogue';
import { migrateCompany } from '../../../src-main/company/migrate-company';
import { readMigrations } from '../../../src-main/company/migrations';

type Growing = Record<string, Record<string, Record<string, Properties | null>>>;

/** Migrates the empty database step by step, and says what each step made, changed and took away. */
export async function historyOfMigrations(url: string): Promise<CatalogueHistory> {
  const migrations = readMigrations();
  const history: Growing = {};
  let before = new Map<string, CatalogueObject>();
  for (const { version } of migrations) {
    await withClient(url, (client) => migrateCompany(client, migrations.slice(0, version)));
    const after = new Map(
      (await catalogueNow(url)).map((object) => [`${object.kind} ${object.name}`, object]),
    );
    for (const [key, object] of after) {
      if (JSON.stringify(sorted(before.get(key)?.properties)) === JSON.stringify(sorted(object.properties)))
        continue;
      record(history, object, version, sorted(object.properties) ?? {});
    }
    for (const [key, object] of before) if (!after.has(key)) record(history, object, version, null);
    before = after;
  }
  return inOrder(history);
}

async function catalogueNow(url: string): Promise<readonly CatalogueObject[]> {
  return withClient(url, async (client) => {
    await useOwnSettings(client);
    const { objects } = await readCatalogue(client, []);
    const roles = await rolesOf(client, objects);
    return (await readCatalogue(client, roles)).objects;
  });
}

/** The roles that own or are granted something, and those that stand between them. */
async function rolesOf(client: pg.Client, objects: readonly CatalogueObject[]): Promise<string[]> {
  const named = objects.flatMap(({ properties }) => [
    ...(properties['owner'] === undefined ? [] : [properties['owner']]),
    ...Object.keys(properties)
      .filter((property) => property.startsWith(grantsTo))
      .map((property) => property.slice(grantsTo.length)),
  ]);
  const { rows } = await client.query<{ name: string }>(
    `SELECT rolname AS name FROM pg_roles r WHERE rolname = ANY ($1) OR (NOT rolcanlogin AND NOT rolsuper
        AND EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid AND pg_get_userbyid(m.roleid) = ANY ($1))
        AND EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = r.oid AND pg_get_userbyid(m.member) = ANY ($1))) ORDER BY 1`,
    [named.filter((name) => name !== itsOwner && name !== 'PUBLIC')],
  );
  return rows.map(({ name }) => name);
}

async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}

function record(
  history: Growing,
  { kind, name }: CatalogueObject,
  version: number,
  made: Properties | null,
): void {
  history[kind] ??= {};
  const ofKind = history[kind];
  ofKind[name] ??= {};
  ofKind[name][version] = made;
}

/** By name, so that a migration changes only its own lines of the file. */
function inOrder(history: Growing): CatalogueHistory {
  return Object.fromEntries(Object.entries(history).map(([kind, objects]) => [kind, sorted(objects) ?? {}]));
}

function sorted<T>(record: Readonly<Record<string, T>> | undefined): Record<string, T> | undefined {
  if (record === undefined) return undefined;
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
