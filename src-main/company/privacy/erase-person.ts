import type { ClientBase } from 'pg';
import type { Telling } from '../../lib/privacy/erased-words';
import { StewardError } from '../../lib/steward-error';
import { inTransaction } from '../in-transaction';
import { requireKeeper } from '../team/keeper';
import { type AuditPlace, eraseAudit } from './erase-audit';
import { eraseFilesAbout, eraseFilesNaming } from './erase-files';
import { eraseMergedIds, eraseRows } from './erase-rows';
import { type FoundContact, findPerson, type WhoIsAsked } from './find-person';
import { sweepTexts } from './sweep-texts';
import { type Told, whatTellsOf } from './what-tells-of';

export type ErasureAsked = WhoIsAsked & {
  /** What texts call the person besides the name in the list of users. */
  readonly names: readonly string[];
};

/** One contact that was erased, told by numbers. */
export interface ErasedContact {
  /** Null in a plan. */
  readonly erasure: number | null;
  readonly account: string;
  readonly contact: number;
}

export interface Erasure {
  readonly contacts: readonly ErasedContact[];
  /** Rows that were changed or removed, by table. */
  readonly removed: Readonly<Record<string, number>>;
  readonly done: boolean;
}

/**
 * Erases a person from the company's tables, in one transaction, and leaves what desktops erase by. Done again it erases
 * what has been written since. A plan does the same and takes it all back.
 * @throws StewardError `forbidden`, `not_ready`, and as `findPerson`
 */
export async function erasePerson(client: ClientBase, asked: ErasureAsked, apply: boolean): Promise<Erasure> {
  await requireKeeperOfErasures(client);
  if (!apply) return takingBack(client, () => erase(client, asked));
  return vacuumed(client, await inTransaction(client, () => erase(client, asked)));
}

export async function requireKeeperOfErasures(client: ClientBase): Promise<void> {
  await requireKeeper(client);
  await requireErasures(client);
}

/** Rows of before are no longer in any table, but their bytes still in its files. */
export async function vacuumed<T extends Erasure>(client: ClientBase, erasure: T): Promise<T> {
  for (const table of Object.keys(erasure.removed))
    await client.query(`VACUUM customer_success.${client.escapeIdentifier(table)}`);
  return erasure;
}

/** Ends a transaction whose changes nobody is to see. */
const takenBack = new Error('a plan is taken back');

/** What an erasure would do: done, and taken back. */
export async function takingBack<T extends Erasure>(client: ClientBase, act: () => Promise<T>): Promise<T> {
  const planned: T[] = [];
  try {
    await inTransaction(client, async () => {
      planned.push(await act());
      throw takenBack;
    });
  } catch (error) {
    const [plan] = planned;
    if (error !== takenBack || plan === undefined) throw error;
    const contacts = plan.contacts.map((contact) => ({ ...contact, erasure: null }));
    return { ...plan, contacts, done: false };
  }
  throw takenBack;
}

export async function requireErasures(client: ClientBase): Promise<void> {
  const { rows } = await client.query(
    `SELECT FROM pg_class WHERE oid = to_regclass('customer_success.erasures')`,
  );
  if (rows.length === 0)
    throw new StewardError(
      'not_ready',
      'The company’s database is of an earlier version. Run “steward company create” with this version first. Nothing was changed.',
    );
}

async function erase(client: ClientBase, asked: ErasureAsked): Promise<Erasure> {
  const contacts = await findPerson(client, asked);
  return eraseContacts(client, contacts, {
    emails: 'email' in asked ? [asked.email] : [],
    names: asked.names,
  });
}

/** Contacts of one person. @param told by which the person is known besides what the contacts say */
export async function eraseContacts(
  client: ClientBase,
  contacts: readonly FoundContact[],
  told: Told,
): Promise<Erasure> {
  const removed = new Map<string, number>();
  const add = (table: string, rows: number) => {
    if (rows > 0) removed.set(table, (removed.get(table) ?? 0) + rows);
  };
  const sweep = whatTellsOf(contacts, told);
  const audit = await eraseAudit(client, contacts, sweep);
  add('audit_log', audit.rows);
  for (const contact of contacts) {
    for (const [table, rows] of await eraseRows(client, contact)) add(table, rows);
    add('note_attachments', await eraseFilesAbout(client, contact.userId));
    add('merged_contacts', await eraseMergedIds(client, contact.userId, contact.mergedIds));
  }
  add('note_attachments', await eraseFilesNaming(client, sweep));
  for (const [table, rows] of await sweepTexts(client, sweep)) add(table, rows);
  const counts = Object.fromEntries(removed);
  const erased: ErasedContact[] = [];
  for (const contact of contacts) {
    const email = told.emails[0] ?? contact.email;
    const left = { email, removed: counts, rewritten: audit.rewritten, byHand: told.names.length > 0 };
    const erasure = await leaveTombstone(client, contact, left);
    await leaveWords(client, erasure, null, sweep.emails);
    await leaveWords(client, erasure, contact.organizationId, sweep.names);
    erased.push({ erasure, account: contact.account, contact: contact.userId });
  }
  return { contacts: erased, removed: counts, done: true };
}

interface Left {
  readonly email: string | null;
  readonly removed: Readonly<Record<string, number>>;
  readonly rewritten: readonly AuditPlace[];
  /** Texts call the contact by names that no desktop can know. */
  readonly byHand: boolean;
}

/** @returns its number */
async function leaveTombstone(
  client: ClientBase,
  contact: FoundContact,
  { email, removed, rewritten, byHand }: Left,
): Promise<number> {
  const { rows } = await client.query<{ erasure: number }>(
    `INSERT INTO customer_success.erasures (organization_id, user_id, email_digest, id_digest, known_as, login, removed, by_hand)
     VALUES ($1, $2, customer_success.erasure_digest('email', $3::text), CASE WHEN $4 THEN customer_success.erasure_digest('id', $5) END,
             CASE WHEN NOT $7 THEN customer_success.id_digest($5) END, session_user, $6,
             $8 OR EXISTS (SELECT FROM customer_success.erasures b WHERE b.user_id = $2 AND b.by_hand)) RETURNING erasure_id AS erasure`,
    [
      contact.organizationId,
      contact.userId,
      email,
      contact.idSaysWho,
      contact.externalId,
      removed,
      contact.erasedAt !== null,
      byHand,
    ],
  );
  const erasure = rows[0]?.erasure ?? 0;
  await client.query('SELECT customer_success.write_audit(0, $1, $2, NULL)', [
    'erasure',
    { erasure, contact: contact.userId, removed, ...(rewritten.length === 0 ? {} : { rewritten }) },
  ]);
  return erasure;
}

/** By which what comes later is known. @param account in whose texts; null: in any */
async function leaveWords(
  client: ClientBase,
  erasure: number,
  account: number | null,
  tellings: readonly Telling[],
): Promise<void> {
  for (const { words, exactCase } of tellings)
    await client.query(
      `INSERT INTO customer_success.erasure_words (erasure_id, organization_id, words, exact_case, digest)
       VALUES ($1, $2, cardinality($3::text[]), $4, customer_success.words_digest($3, $4))`,
      [erasure, account, words, exactCase],
    );
}
