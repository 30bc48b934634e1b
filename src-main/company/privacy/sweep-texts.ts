import type { ClientBase } from 'pg';
import { closedShapes, erasedContact, namesNobody, type Telling } from '../../lib/privacy/erased-words';
import { countOf } from '../row-taker';

/** Where no text of anybody stands, or where it is not a customer's: the team's own, the schema's, and what is erased by itself. */
const passedOver = [
  'attribute_definitions',
  'audit_heads',
  'audit_key',
  'audit_log',
  'book_documents',
  'book_movements',
  'device_sign_outs',
  'devices',
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
    for (const [telling, accounts] of lookedFor(sweep, column))
      rows += await replaceIn(client, column, collation, telling, accounts);
    if (rows > 0) swept.set(column.table, (swept.get(column.table) ?? 0) + rows);
  }
  return swept;
}

export interface Mention {
  readonly table: string;
  readonly column: string;
  /** The account's number; null where the text is of none. */
  readonly organization: number | null;
  readonly text: string;
}

/** The texts that `sweepTexts` would change. */
export async function findMentions(client: ClientBase, sweep: Sweep): Promise<Mention[]> {
  const found: Mention[] = [];
  const collation = await collationOf(client);
  for (const column of await textColumns(client)) {
    const seen = new Set<string>();
    for (const [telling, accounts] of lookedFor(sweep, column))
      for (const { organization, text } of await textsWith(client, column, collation, telling, accounts)) {
        if (seen.has(`${organization} ${text}`)) continue;
        seen.add(`${organization} ${text}`);
        found.push({ table: column.table, column: column.column, organization, text });
      }
  }
  return found;
}

/** What a column is searched for, and in the texts of which accounts; null: of all. */
function lookedFor(
  { emails, names, accounts }: Sweep,
  { column, ofAccount }: TextColumn,
): (readonly [Telling, readonly number[] | null])[] {
  const inAccounts = ofAccount ? accounts : null;
  const told = names.filter(({ exactCase }) => !(exactCase && closedShapes.has(column)));
  return [
    ...emails.map((email) => [email, null] as const),
    ...(namesNobody.has(column) ? [] : told).map((name) => [name, inAccounts] as const),
  ];
}

async function textsWith(
  client: ClientBase,
  column: TextColumn,
  collation: string,
  telling: Telling,
  accounts: readonly number[] | null,
): Promise<Pick<Mention, 'organization' | 'text'>[]> {
  const { table, ofAccount } = column;
  const { text, found, where } = matchOf(client, column, collation, telling, accounts);
  const { rows } = await client.query<Pick<Mention, 'organization' | 'text'>>(
    `SELECT ${ofAccount ? 't.organization_id' : 'NULL'} AS organization, ${text} AS text
       FROM customer_success.${client.escapeIdentifier(table)} t WHERE ${found}${where}`,
  );
  return rows;
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
        AND c.relname <> ALL ($1) AND (a.attname <> ALL ($2) OR c.relname IN ('saved_views', 'email_templates', 'rules', 'segments'))
      ORDER BY 1, 2`,
    [passedOver, structural],
  );
  return rows;
}

async function replaceIn(
  client: ClientBase,
  column: TextColumn,
  collation: string,
  telling: Telling,
  accounts: readonly number[] | null,
): Promise<number> {
  const { name, text, pattern, found, where } = matchOf(client, column, collation, telling, accounts);
  const replaced = `regexp_replace(${text}, ${pattern}, '${erasedContact}', '${telling.exactCase ? 'g' : 'gi'}')`;
  // Where nothing is found, nothing is written: no desktop hears of it.
  return countOf(
    client,
    `UPDATE customer_success.${client.escapeIdentifier(column.table)} t
        SET ${name} = ${column.isJson ? `(${replaced})::jsonb` : replaced}
      WHERE ${found}${where}`,
  );
}

/** Parts of a statement that looks for a telling in a column of the table `t`. */
function matchOf(
  client: ClientBase,
  { column, isJson }: TextColumn,
  collation: string,
  telling: Telling,
  accounts: readonly number[] | null,
) {
  const name = client.escapeIdentifier(column);
  const text = `${isJson ? `t.${name}::text` : `t.${name}`}${collation}`;
  const pattern = client.escapeLiteral(patternOf(telling));
  const found = `${text} ${telling.exactCase ? '~' : '~*'} ${pattern}`;
  const where = accounts === null ? '' : ` AND t.organization_id IN (${[0, ...accounts].join(', ')})`;
  return { name, text, pattern, found, where };
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
