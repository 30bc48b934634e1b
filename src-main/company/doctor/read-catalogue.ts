import type { ClientBase } from 'pg';
import { errorCode } from '../../lib/error-code';
import { type CatalogueObject, type Kind, kinds, type Properties } from './catalogue';
import { catalogueQueries } from './catalogue-queries';

/** PostgreSQL's code for what a login may not do. */
const denied = '42501';

/** The first PostgreSQL that leaves the table's name out where a view reads only one. */
const bareColumnsSince = 160_000;

export interface Catalogue {
  readonly objects: readonly CatalogueObject[];
  /** What the server doesn't show to this login, so that nothing is known of it. */
  readonly hidden: readonly Kind[];
}

/**
 * The company's schema as the server's catalogue has it, in words that are the same on every supported server.
 * The session must have the settings of `useOwnSettings`: others change how PostgreSQL prints what it knows.
 * @param roles the company's own, which are no logins
 */
export async function readCatalogue(client: ClientBase, roles: readonly string[]): Promise<Catalogue> {
  const version = await serverVersion(client);
  const objects: CatalogueObject[] = [];
  const hidden: Kind[] = [];
  const queries = catalogueQueries(version);
  for (const kind of kinds) {
    const text = queries[kind];
    try {
      const { rows } = await client.query<Omit<CatalogueObject, 'kind'>>(
        text,
        text.includes('$1') ? [roles] : [],
      );
      objects.push(
        ...rows.map((row) => ({ ...row, kind, properties: normalise(kind, row.properties, version) })),
      );
    } catch (error) {
      if (errorCode(error) !== denied) throw error;
      hidden.push(kind);
    }
  }
  return { objects, hidden };
}

/** As in server_version_num: 180004. */
export async function serverVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  return rows[0]?.version ?? 0;
}

function normalise(kind: Kind, properties: Properties, version: number): Properties {
  const { definition } = properties;
  if (definition === undefined) return properties;
  if (kind === 'view' || kind === 'materialized view') {
    return { ...properties, definition: version < bareColumnsSince ? bareColumns(definition) : definition };
  }
  // How full pages are packed is the administrator's own business.
  if (kind === 'index' || kind === 'constraint') {
    return { ...properties, definition: definition.replace(/ WITH \([^)]*\)/, '') };
  }
  return properties;
}

/** `SELECT s.epoch FROM customer_success.sync_settings s` as later servers print it, where only one table is read. */
function bareColumns(definition: string): string {
  const qualified = /(?<![\w."])(?!customer_success\.|pg_catalog\.)([a-z_]\w*)\.(?=[a-z_"])/g;
  const tables = new Set([...definition.matchAll(qualified)].map((match) => match[1]));
  return tables.size === 1 ? definition.replace(qualified, '') : definition;
}
