import type { ClientBase } from 'pg';
import { isAddress, saysWho } from '../../lib/privacy/erased-words';
import { StewardError } from '../../lib/steward-error';

/** Whose data it is: everybody who has an address, or the contact of one id, in one account. */
export type WhoIsAsked =
  | { readonly email: string }
  | {
      readonly contact: string;
      /** The account's id; may be left out where the contact's is of one account alone. */
      readonly account?: string | undefined;
    };

/** One contact that a person is, or was: of several accounts perhaps. */
export interface FoundContact {
  readonly userId: number;
  readonly organizationId: number;
  readonly account: string;
  readonly name: string;
  /** The contact's, and nobody else's where an id was asked for. */
  readonly email: string | null;
  readonly externalId: string;
  /** Ids of contacts that were merged into this one. */
  readonly mergedIds: readonly string[];
  /** Is in no list of users: use alone tells of them. */
  readonly isUnlisted: boolean;
  readonly erasedAt: Date | null;
  /** The company's own id says who it is. */
  readonly idSaysWho: boolean;
}

/**
 * The contacts that are meant, also those of whom only digests are left.
 * @throws StewardError `invalid_input` where an address is none, or an id is of contacts of several accounts; `not_found`
 */
export async function findPerson(client: ClientBase, who: WhoIsAsked): Promise<FoundContact[]> {
  return 'email' in who ? byEmail(client, who.email) : byId(client, who);
}

/** The contact of this number; of one whose address others have too, the address is theirs. */
export async function foundByNumber(client: ClientBase, contact: number): Promise<FoundContact[]> {
  const listed = await contactsWhere(client, 'u.user_id = $1::int', 'false', [String(contact)]);
  return listed.map(withoutShared);
}

function withoutShared({ isShared, ...contact }: Found): FoundContact {
  return isShared ? { ...contact, email: null } : contact;
}

/** `isShared`: somebody else has the address, too. */
type Found = FoundContact & { readonly isShared: boolean };

async function byEmail(client: ClientBase, email: string): Promise<FoundContact[]> {
  const asked = email.trim().toLowerCase();
  if (!isAddress(asked))
    throw new StewardError(
      'invalid_input',
      `“${email}” is no e-mail address. Whoever has no address is named by --contact, with the company’s own id. Nothing was changed.`,
    );
  // As it stands, or as in “Ana Lopez <ana@acme.test>”; not the end or the beginning of another.
  const address = asked.replace(/[^\p{L}\p{N}@]/gu, '\\$&');
  const within = `(^|[^[:alnum:]._%+-])${address}($|[^[:alnum:].-]|[.-]($|[^[:alnum:]]))`;
  const rows = await contactsWhere(
    client,
    `lower(customer_success.plain_text(u.email)) ~ $2 OR lower(btrim(u.external_id)) = $1 OR lower(customer_success.plain_text(u.name)) ~ $2
     OR u.user_id IN (SELECT e.user_id FROM customer_success.erasures e
                       WHERE e.email_digest = customer_success.erasure_digest('email', $1))`,
    'lower(btrim(u.external_id)) = $1',
    [asked, within],
  );
  if (rows.length > 0) return rows;
  throw new StewardError(
    'not_found',
    'No contact has this e-mail, and none that was erased had it. Look whether it is written as in the list of users. Nothing was changed.',
  );
}

async function byId(
  client: ClientBase,
  { contact, account }: { readonly contact: string; readonly account?: string | undefined },
): Promise<FoundContact[]> {
  const id = contact.trim();
  const rows = await contactsWhere(
    client,
    `(${thisId} OR u.user_id IN (SELECT e.user_id FROM customer_success.erasures e
                                  WHERE e.id_digest = customer_success.erasure_digest('id', $1))
      OR u.user_id IN (SELECT m.user_id FROM customer_success.merged_contacts m WHERE m.external_id IN ($1, customer_success.kept_id($1))))
     AND ${ofAccount}`,
    `${thisId} AND ${ofAccount}`,
    [id, account?.trim() ?? null],
  );
  const [first] = rows;
  if (first === undefined)
    throw new StewardError(
      'not_found',
      `No contact${account === undefined ? '' : ` of the account “${account}”`} has the id “${contact}”. Look whether it is written as in the list of users. Nothing was changed.`,
    );
  const accounts = new Set(rows.map(({ organizationId }) => organizationId));
  if (accounts.size > 1)
    throw new StewardError(
      'invalid_input',
      `“${contact}” is a contact of ${accounts.size} accounts, such as ${first.account}: they may be different people. Say which with --account and the account’s id. Nothing was changed.`,
    );
  return rows.map(withoutShared);
}

const thisId = 'u.external_id IN ($1, customer_success.kept_id($1))';
const ofAccount = `($2::text IS NULL OR o.external_id IN ($2, customer_success.kept_id($2))
  OR o.organization_id IN (SELECT a.organization_id FROM customer_success.merged_accounts a
                            WHERE a.external_id IN ($2, customer_success.kept_id($2))))`;

/** @param listed, unlisted conditions on contacts `u` of an account `o` */
async function contactsWhere(
  client: ClientBase,
  listed: string,
  unlisted: string,
  values: readonly (string | null)[],
): Promise<Found[]> {
  const { rows } = await client.query<Omit<Found, 'idSaysWho'>>(
    `SELECT f.*, ARRAY(SELECT m.external_id FROM customer_success.merged_contacts m WHERE m.user_id = f."userId" ORDER BY 1) AS "mergedIds"
       FROM (
         SELECT u.user_id AS "userId", u.organization_id AS "organizationId", o.name AS account, u.name, u.email,
                u.external_id AS "externalId", false AS "isUnlisted", u.erased_at AS "erasedAt",
                EXISTS (SELECT FROM customer_success.users s WHERE s.user_id <> u.user_id
                           AND lower(btrim(s.email)) = lower(btrim(u.email))) AS "isShared"
           FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id)
          WHERE ${listed}
          UNION ALL
         SELECT u.user_id, u.organization_id, o.name, u.external_id, NULL, u.external_id, true, NULL, false
           FROM customer_success.unlisted_users u JOIN customer_success.organizations o USING (organization_id)
          WHERE ${unlisted}) f
      ORDER BY 1`,
    [...values],
  );
  return rows.map((row) => {
    const tells = (id: string) => saysWho(id, row.email, row.name);
    return {
      ...row,
      mergedIds: row.mergedIds.filter(tells),
      idSaysWho: row.erasedAt === null && tells(row.externalId),
    };
  });
}
