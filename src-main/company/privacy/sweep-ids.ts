import type { ClientBase } from 'pg';
import { countOf } from '../row-taker';
import { lookedFor, matchOf, type Sweep } from './telling-match';
import type { TextColumn } from './text-columns';

/** Columns with ids of contacts: one that is an address is the address of whom it names. */
const ofContacts: ReadonlySet<string> = new Set([
  'users.external_id',
  'unlisted_users.external_id',
  'merged_contacts.external_id',
  'merged_counts.given_user',
]);

const anAddress = `'^[^@[:space:]]+@[^@[:space:]]+[.][[:alpha:]]+$'`;

/**
 * Ids that tell of the person become others, which say nothing and stay the same wherever the id stands. Their digests stay, so
 * that a file which has the old one means the same thing.
 * @returns rows changed
 */
export async function sweepIds(
  client: ClientBase,
  column: TextColumn,
  collation: string,
  sweep: Sweep,
): Promise<number> {
  const place = `${column.table}.${column.column}`;
  let rows = 0;
  for (const [telling, accounts] of lookedFor(sweep, column)) {
    const { name, text, found, isWhole } = matchOf(client, column, collation, telling, accounts);
    const others = ofContacts.has(place) ? ` AND (${isWhole} OR ${text} !~ ${anAddress})` : '';
    rows += await replaceIds(client, column.table, name, `${found}${others}`);
  }
  return rows;
}

/** @param found condition on the rows `t` of the table */
export async function replaceIds(
  client: ClientBase,
  table: string,
  name: string,
  found: string,
): Promise<number> {
  const rows = `customer_success.${client.escapeIdentifier(table)} t`;
  await client.query(
    `INSERT INTO customer_success.erasure_ids (digest)
     SELECT DISTINCT customer_success.id_digest(t.${name}) FROM ${rows} WHERE ${found} ON CONFLICT DO NOTHING`,
  );
  return countOf(client, `UPDATE ${rows} SET ${name} = customer_success.erased_id(t.${name}) WHERE ${found}`);
}
