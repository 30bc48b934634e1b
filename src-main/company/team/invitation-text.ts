import type { ClientBase } from 'pg';
import { addressText } from '../../../src-preload/contract/company/company-address';
import { type Invitation, invitationSchema, noEnd } from '../../../src-preload/contract/company/invitation';
import { parseAddress } from '../../lib/company-address';
import type { Invited } from './invite-member';

interface InvitationParts extends Invited {
  /** The address that the inviter came by: the invited one comes by the same, with a login of their own. */
  readonly url: string;
  /** What the company is called; the database's name where nobody says. */
  readonly company?: string | undefined;
  readonly withPassword: boolean;
}

/** The text of an invitation. Files that the inviter's address names are on another machine, and left out. */
export async function invitationText(client: ClientBase, parts: InvitationParts): Promise<string> {
  const { login, oneTime, url, company, withPassword } = parts;
  const { rows } = await client.query<{ id: string }>(
    'SELECT company_id::text AS id FROM customer_success.sync_settings',
  );
  const address = parseAddress(url);
  const { sslrootcert: _authority, sslcert: _certificate, sslkey: _key, ...parameters } = address.parameters;
  const invitation: Invitation = invitationSchema.parse({
    steward: 'invitation',
    version: 1,
    url: addressText({ ...address, login, password: null, parameters }),
    company: { id: rows[0]?.id, name: company ?? address.database },
    ...(withPassword && oneTime !== null ? { password: oneTime.password } : {}),
    validUntil: oneTime?.validUntil.toISOString() ?? noEnd,
  });
  return `${JSON.stringify(invitation, null, 2)}\n`;
}
