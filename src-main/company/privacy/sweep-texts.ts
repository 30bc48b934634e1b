import { type ClientBase, DatabaseError } from 'pg';
import type { Telling } from '../../lib/privacy/erased-words';
import { inTransaction } from '../in-transaction';
import { countOf } from '../row-taker';
import { sweepIds } from './sweep-ids';
import { collationOf, lookedFor, matchOf, type Sweep } from './telling-match';
import { type TextColumn, textColumns } from './text-columns';

/**
 * Takes addresses out of every text of the company's tables, and names out of the texts about the person's accounts.
 * @returns rows changed, by table
 */
export async function sweepTexts(client: ClientBase, sweep: Sweep): Promise<Map<string, number>> {
  const swept = new Map<string, number>();
  const collation = await collationOf(client);
  for (const column of await textColumns(client)) {
    let rows = 0;
    if (column.kind === 'id') rows += await sweepIds(client, column, collation, sweep);
    else
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

async function textsWith(
  client: ClientBase,
  column: TextColumn,
  collation: string,
  telling: Telling,
  accounts: readonly number[] | null,
): Promise<Pick<Mention, 'organization' | 'text'>[]> {
  const { table, ofAccount } = column;
  const { text, found } = matchOf(client, column, collation, telling, accounts);
  const { rows } = await client.query<Pick<Mention, 'organization' | 'text'>>(
    `SELECT ${ofAccount ? 't.organization_id' : 'NULL'} AS organization, ${text} AS text
       FROM customer_success.${client.escapeIdentifier(table)} t WHERE ${found}`,
  );
  return rows;
}

/** PostgreSQL's code for a row that is there already. */
const thereAlready = '23505';

async function replaceIn(
  client: ClientBase,
  column: TextColumn,
  collation: string,
  telling: Telling,
  accounts: readonly number[] | null,
): Promise<number> {
  const { name, found, without } = matchOf(client, column, collation, telling, accounts);
  const table = `customer_success.${client.escapeIdentifier(column.table)}`;
  try {
    // Where nothing is found, nothing is written: no desktop hears of it.
    return await inTransaction(client, () =>
      countOf(client, `UPDATE ${table} t SET ${name} = ${without} WHERE ${found}`),
    );
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === thereAlready)) throw error;
    return replaceOneByOne(client, { table, name, found, without });
  }
}

/** Two texts that differed by how they told of the person are told apart by a number. */
async function replaceOneByOne(
  client: ClientBase,
  { table, name, found, without }: { table: string; name: string; found: string; without: string },
): Promise<number> {
  const { rows } = await client.query<{ part: string; ctid: string; text: string }>(
    `SELECT t.tableoid::regclass::text AS part, t.ctid::text AS ctid, ${without} AS text FROM ${table} t WHERE ${found}`,
  );
  for (const { part, ctid, text } of rows) {
    const update = (said: string) =>
      inTransaction(client, () =>
        client.query(`UPDATE ${part} SET ${name} = $1 WHERE ctid = $2`, [said, ctid]),
      );
    for (let nth = 1; ; nth += 1)
      try {
        await update(nth === 1 ? text : `${text} ${nth}`);
        break;
      } catch (error) {
        if (!(error instanceof DatabaseError && error.code === thereAlready)) throw error;
      }
  }
  return rows.length;
}
