import type { ClientBase } from 'pg';
import { saysWho, tellingsOf } from '../../lib/privacy/erased-words';
import { StewardError } from '../../lib/steward-error';
import type { Sweep } from './sweep-texts';

/** One contact that a person is, or was: of several accounts perhaps. */
export interface FoundContact {
  readonly userId: number;
  readonly organizationId: number;
  readonly account: string;
  readonly name: string;
  readonly email: string | null;
  readonly externalId: string;
  /** Is in no list of users: use alone tells of them. */
  readonly isUnlisted: boolean;
  readonly erasedAt: Date | null;
  /** The company's own id says who it is. */
  readonly idSaysWho: boolean;
}

/**
 * The contacts of this address, also those of whom only its digest is left.
 * @throws StewardError `not_found` where nobody has, or had, this address
 */
export async function findPerson(client: ClientBase, email: string): Promise<FoundContact[]> {
  const { rows } = await client.query<Omit<FoundContact, 'idSaysWho'>>(
    `WITH asked AS (SELECT lower(btrim($1)) AS email)
     SELECT u.user_id AS "userId", u.organization_id AS "organizationId", o.name AS account, u.name, u.email,
            u.external_id AS "externalId", false AS "isUnlisted", u.erased_at AS "erasedAt"
       FROM customer_success.users u JOIN customer_success.organizations o USING (organization_id), asked a
      WHERE lower(btrim(u.email)) = a.email OR lower(u.external_id) = a.email OR lower(btrim(u.name)) = a.email
         OR u.user_id IN (SELECT e.user_id FROM customer_success.erasures e
                           WHERE e.email_digest = customer_success.erasure_digest('email', a.email))
     UNION ALL
     SELECT x.user_id, x.organization_id, o.name, x.external_id, NULL, x.external_id, true, NULL
       FROM customer_success.unlisted_users x JOIN customer_success.organizations o USING (organization_id), asked a
      WHERE lower(x.external_id) = a.email
      ORDER BY 1`,
    [email],
  );
  if (rows.length === 0)
    throw new StewardError(
      'not_found',
      'No contact has this e-mail, and none that was erased had it. Look whether it is written as in the list of users. Nothing was changed.',
    );
  return rows.map((row) => ({
    ...row,
    idSaysWho: row.erasedAt === null && saysWho(row.externalId, row.email, row.name),
  }));
}

/** By which words texts tell of a person, and in whose texts a name is theirs. @param names beside those of the list of users */
export function whatTellsOf(
  contacts: readonly FoundContact[],
  email: string,
  names: readonly string[],
): Sweep {
  // Where the name is the address or the id, it is looked for already.
  const known = contacts.filter(({ erasedAt, isUnlisted }) => erasedAt === null && !isUnlisted);
  return {
    emails: tellingsOf([email, ...contacts.flatMap((contact) => contact.email ?? [])], []),
    names: tellingsOf([], [...names, ...known.map(({ name }) => name)]),
    accounts: [...new Set(contacts.map(({ organizationId }) => organizationId))],
  };
}
