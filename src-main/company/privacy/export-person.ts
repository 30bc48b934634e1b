import type { ClientBase } from 'pg';
import { requireKeeper } from '../team/keeper';
import { readAuditOf } from './erase-audit';
import { readFilesOf } from './erase-files';
import type { ErasureAsked } from './erase-person';
import { type FoundContact, findPerson } from './find-person';
import { findMentions, type Mention } from './sweep-texts';
import type { Sweep } from './telling-match';
import { whatTellsOf } from './what-tells-of';

/** Everything that the company's database holds about a person. */
export interface PersonExport {
  readonly email: string | null;
  readonly asOf: string;
  readonly contacts: readonly Pick<FoundContact, 'account' | 'userId' | 'name' | 'externalId'>[];
  /** Whole rows that are about the person, by table. */
  readonly rows: Readonly<Record<string, readonly object[]>>;
  /** Texts that name the person or the address, wherever they stand. */
  readonly mentions: readonly Mention[];
  /** What the audit holds in clear about the person's accounts and names the person. */
  readonly audit: readonly object[];
}

/**
 * Reads it on one snapshot, and changes nothing.
 * @throws StewardError `forbidden`, and as `findPerson`
 */
export async function exportPerson(client: ClientBase, asked: ErasureAsked): Promise<PersonExport> {
  await requireKeeper(client);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    const contacts = await findPerson(client, asked);
    const emails = 'email' in asked ? [asked.email] : [];
    const sweep = whatTellsOf(contacts, { emails, names: asked.names });
    const ids = contacts.map(({ userId }) => userId);
    const mentions = await findMentions(client, sweep);
    return {
      email: 'email' in asked ? asked.email : null,
      asOf: await nowOf(client),
      contacts: contacts.map(({ account, userId, name, externalId }) => ({
        account,
        userId,
        name,
        externalId,
      })),
      rows: { ...(await rowsAbout(client, ids)), ...(await filesOf(client, ids, sweep)) },
      mentions,
      audit: await readAuditOf(client, contacts, sweep),
    };
  } finally {
    await client.query('ROLLBACK').catch(() => {}); // a lost connection says so by the error itself
  }
}

async function filesOf(
  client: ClientBase,
  ids: readonly number[],
  sweep: Sweep,
): Promise<Record<string, object[]>> {
  const files = await readFilesOf(client, ids, sweep);
  return files.length === 0 ? {} : { note_attachments: files };
}

async function nowOf(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ now: Date }>('SELECT now()');
  return (rows[0]?.now ?? new Date(0)).toISOString();
}

/** Whether a row's column is one of the numbers `$1`; of what took place, whether one of them took part, of mentions whether one is mentioned. */
function namesOneOf(client: ClientBase, column: string): string {
  const place = `t.${client.escapeIdentifier(column)}`;
  if (column === 'mentions')
    return `EXISTS (SELECT FROM jsonb_array_elements(${place}) one WHERE (one ->> 'contact')::int = ANY ($1))`;
  return column === 'activity'
    ? `EXISTS (SELECT FROM jsonb_array_elements(${place} -> 'contacts') one WHERE one::int = ANY ($1))`
    : `${place} = ANY ($1)`;
}

/** The tables that say by number whom a row is about, as the catalogue has them. */
async function rowsAbout(client: ClientBase, ids: readonly number[]): Promise<Record<string, object[]>> {
  const { rows: tables } = await client.query<{ table: string; columns: string[] }>(
    `SELECT c.relname::text AS table, array_agg(a.attname::text) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'customer_success'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND a.attname IN ('user_id', 'unlisted_user_id', 'activity', 'mentions') AND NOT a.attisdropped AND c.relname !~ '^erasure'
      GROUP BY 1 ORDER BY 1`,
  );
  const found: Record<string, object[]> = {};
  for (const { table, columns } of tables) {
    const isAbout = columns.map((column) => namesOneOf(client, column)).join(' OR ');
    const { rows } = await client.query<{ row: object }>(
      `SELECT to_jsonb(t) AS row FROM customer_success.${client.escapeIdentifier(table)} t WHERE ${isAbout}`,
      [ids],
    );
    if (rows.length > 0) found[table] = rows.map(({ row }) => row);
  }
  return found;
}
