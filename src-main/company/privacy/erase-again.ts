import type { ClientBase } from 'pg';
import { inTransaction } from '../in-transaction';
import { countOf } from '../row-taker';
import { type Erasure, eraseContacts, requireKeeperOfErasures, takingBack, vacuumed } from './erase-person';
import { foundByNumber } from './find-person';
import { textColumns } from './text-columns';

/** What is remembered of an erasure outside of the company's database, in certificates and by desktops. */
export interface RememberedErasure {
  /** As the database writes it, to the letter: the seal is over that. */
  readonly memory: string;
  readonly seal: string;
}

export interface ErasureAgain extends Erasure {
  /** Erasures that the database had forgotten, and that were brought. */
  readonly recalled: number;
}

/**
 * After a dump of before was restored: erases the contacts whom the company had erased and who are back, and takes out of every
 * text how they are told by, as far as digests tell. Contacts who are not back, and texts that name nobody, stay as they are.
 * @param brought from certificates; what isn't of this company is passed over
 * @throws StewardError `forbidden`, `not_ready`
 */
export async function eraseAgain(
  client: ClientBase,
  brought: readonly RememberedErasure[],
  apply: boolean,
): Promise<ErasureAgain> {
  await requireKeeperOfErasures(client);
  if (!apply) return takingBack(client, () => again(client, brought));
  return vacuumed(client, await inTransaction(client, () => again(client, brought)));
}

async function again(client: ClientBase, brought: readonly RememberedErasure[]): Promise<ErasureAgain> {
  const recalled = await recall(client, brought);
  const { rows } = await client.query<{ id: number }>(
    'SELECT id FROM customer_success.erased_and_back() AS id',
  );
  const contacts: Erasure['contacts'][number][] = [];
  const removed = new Map<string, number>();
  const add = (table: string, count: number) => {
    if (count > 0) removed.set(table, (removed.get(table) ?? 0) + count);
  };
  for (const { id } of rows) {
    const found = await foundByNumber(client, id);
    const erasure = await eraseContacts(client, found, {
      emails: found.flatMap(({ email }) => email ?? []),
      names: [],
    });
    contacts.push(...erasure.contacts);
    for (const [table, count] of Object.entries(erasure.removed)) add(table, count);
  }
  for (const [table, count] of await sweepByDigests(client)) add(table, count);
  return { contacts, removed: Object.fromEntries(removed), done: true, recalled };
}

async function recall(client: ClientBase, brought: readonly RememberedErasure[]): Promise<number> {
  let recalled = 0;
  for (let first = 0; first < brought.length; first += 200) {
    const { rows } = await client.query<{ taken: number }>(
      'SELECT customer_success.recall_erasures($1::jsonb) AS taken',
      [JSON.stringify(brought.slice(first, first + 200))],
    );
    recalled += rows[0]?.taken ?? 0;
  }
  return recalled;
}

/** Figures and books made of them: whom they named was taken out by name. */
const computed: ReadonlySet<string> = new Set(['dimensions', 'document', 'indicators']);

/** Names that were given by hand, and people whom the dump has in texts alone: their digests know them. */
async function sweepByDigests(client: ClientBase): Promise<Map<string, number>> {
  const swept = new Map<string, number>();
  for (const { table, column, type, kind, ofAccount } of await textColumns(client)) {
    if (computed.has(column)) continue;
    const name = `t.${client.escapeIdentifier(column)}`;
    const account = ofAccount ? 't.organization_id' : 'NULL';
    const without = `customer_success.without_erased(${account}, ${name}::text, ${kind !== 'text'})`;
    // What is no text of a person, such as the id of an event, has an address in it or nothing.
    const looked = column === 'source_id' ? `${name} LIKE '%@%'` : `${name}::text <> ''`;
    // The table's own trigger replaces an id, and remembers it.
    const becomes = kind === 'id' ? name : `(${without})::${type}`;
    const found = `${looked} AND ${without} <> ${name}::text`;
    const rows = await countOf(
      client,
      `UPDATE customer_success.${client.escapeIdentifier(table)} t SET ${client.escapeIdentifier(column)} = ${becomes} WHERE ${found}`,
    );
    if (rows > 0) swept.set(table, (swept.get(table) ?? 0) + rows);
  }
  const audit = await countOf(
    client,
    `UPDATE customer_success.audit_log t SET personal = NULL WHERE t.personal IS NOT NULL
        AND customer_success.without_erased(nullif(greatest(t.chain, 0), 0), t.personal::text) <> t.personal::text`,
  );
  return audit === 0 ? swept : swept.set('audit_log', (swept.get('audit_log') ?? 0) + audit);
}
