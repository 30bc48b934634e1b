import type { ClientBase } from 'pg';
import { erasedContact, namesNobody, type Telling } from '../../lib/privacy/erased-words';
import { countOf } from '../row-taker';

/** Where no text of anybody stands, or where it is not a customer's: the team's own, the schema's, and what is erased by itself. */
const passedOver = [
  'attribute_definitions',
  'audit_heads',
  'audit_key',
  'audit_log',
  'book_documents',
  'book_movements',
  'erasure_copies',
  'erasure_words',
  'erasures',
  'exchange_rates',
  'features',
  'invitations',
  'managers',
  'memberships',
  'operation_calls',
  'operation_kinds',
  'operation_limits',
  'operation_senders',
  'runner_lease',
  'schema_migrations',
  'sync_log',
  'sync_settings',
];

/** Columns that say what a row is rather than what somebody wrote. */
const structural = [
  'external_id',
  'login',
  'author',
  'kind',
  'role',
  'name',
  'given_organization',
  'parent_external_id',
];

interface TextColumn {
  readonly table: string;
  readonly column: string;
  readonly isJson: boolean;
  readonly ofAccount: boolean;
}

export interface Sweep {
  readonly emails: readonly Telling[];
  readonly names: readonly Telling[];
  /** Accounts of whose texts a name is this person's; elsewhere it may be somebody else's. */
  readonly accounts: readonly number[];
}

/**
 * Takes addresses out of every text of the company's tables, and names out of the texts about the person's accounts.
 * Looked up in the catalogue, so that a table which comes later is swept as well.
 * @returns rows changed, by table
 */
export async function sweepTexts(client: ClientBase, sweep: Sweep): Promise<Map<string, number>> {
  const swept = new Map<string, number>();
  const collation = await collationOf(client);
  for (const column of await textColumns(client)) {
    let rows = 0;
    for (const telling of sweep.emails) rows += await replaceIn(client, column, collation, telling, null);
    const accounts = column.ofAccount ? sweep.accounts : null;
    const names = namesNobody.has(column.column) ? [] : sweep.names;
    for (const telling of names) rows += await replaceIn(client, column, collation, telling, accounts);
    if (rows > 0) swept.set(column.table, (swept.get(column.table) ?? 0) + rows);
  }
  return swept;
}

async function textColumns(client: ClientBase): Promise<TextColumn[]> {
  const { rows } = await client.query<TextColumn>(
    `SELECT c.relname::text AS table, a.attname::text AS column, a.atttypid IN ('json'::regtype, 'jsonb'::regtype) AS "isJson",
            EXISTS (SELECT FROM pg_attribute o WHERE o.attrelid = c.oid AND o.attname = 'organization_id' AND NOT o.attisdropped)
              AS "ofAccount"
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'customer_success'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype)
        AND c.relname <> ALL ($1) AND (a.attname <> ALL ($2) OR c.relname = 'saved_views')
      ORDER BY 1, 2`,
    [passedOver, structural],
  );
  return rows;
}

async function replaceIn(
  client: ClientBase,
  { table, column, isJson }: TextColumn,
  collation: string,
  telling: Telling,
  accounts: readonly number[] | null,
): Promise<number> {
  const name = client.escapeIdentifier(column);
  const text = `${isJson ? `t.${name}::text` : `t.${name}`}${collation}`;
  const pattern = client.escapeLiteral(patternOf(telling));
  const found = `${text} ${telling.exactCase ? '~' : '~*'} ${pattern}`;
  const replaced = `regexp_replace(${text}, ${pattern}, '${erasedContact}', '${telling.exactCase ? 'g' : 'gi'}')`;
  const where = accounts === null ? '' : ` AND t.organization_id IN (${[0, ...accounts].join(', ')})`;
  // Where nothing is found, nothing is written: no desktop hears of it.
  return countOf(
    client,
    `UPDATE customer_success.${client.escapeIdentifier(table)} t SET ${name} = ${isJson ? `(${replaced})::jsonb` : replaced}
      WHERE ${found}${where}`,
  );
}

/** By which small and capital letters are told whatever the database's locale, where the server has one. */
export async function collationOf(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ knows: boolean }>('SELECT customer_success.knows_letters() AS knows');
  return rows[0]?.knows ? ' COLLATE "und-x-icu"' : '';
}

/** As PostgreSQL writes it: words in a row, whatever stands between, and no letter before or after but that of an escape of JSON. */
export function patternOf({ words }: Telling): string {
  return `((?<![[:alnum:]])|(?<=\\\\[nrtbf]))${words.join('(\\\\[nrtbf]|[^[:alnum:]])+')}(?![[:alnum:]])`;
}
