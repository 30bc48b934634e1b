import { randomBytes, randomInt } from 'node:crypto';
import type { ClientBase } from 'pg';
import { scramVerifier } from '../../lib/scram-verifier';
import { StewardError } from '../../lib/steward-error';
import { grantMember, type Member } from '../grant-member';
import { inTransaction } from '../in-transaction';
import { requireKeeper } from './keeper';

export interface NewMember extends Member {
  /** What the manager of the book is called, where no account has named that e-mail yet. */
  readonly managerName?: string;
  /** For so many days the one-time password is good. */
  readonly days: number;
}

export interface Invited {
  readonly login: string;
  /** Null where the server had the login already: it keeps the password it has. */
  readonly oneTime: { readonly password: string; readonly validUntil: Date } | null;
}

/**
 * Lets somebody in: makes the login where the server has none, with a password for the first sign-in alone, and its
 * membership. All of it or nothing.
 * @throws StewardError `forbidden`, `conflict` for a member, `not_found` for an owner that nobody knows
 */
export async function inviteMember(client: ClientBase, member: NewMember): Promise<Invited> {
  const { mayMakeLogins } = await requireKeeper(client);
  return inTransaction(client, async () => {
    await refuseMember(client, member.login);
    const isThere = await hasLogin(client, member.login);
    if (!isThere && !mayMakeLogins)
      throw new StewardError(
        'forbidden',
        `The server has no login ${member.login}, and yours may not make one (CREATEROLE). Have its administrator make it, and add it then. Nothing was changed.`,
      );
    const oneTime = isThere ? null : await makeLogin(client, member);
    await nameManager(client, member);
    await grantMember(client, member);
    await client.query(
      `SELECT customer_success.write_audit(0, 'member.invite', jsonb_build_object('of', $1::text, 'valid_until', $2::timestamptz), NULL)`,
      [member.login, oneTime?.validUntil ?? null],
    );
    return { login: member.login, oneTime };
  });
}

async function refuseMember(client: ClientBase, login: string): Promise<void> {
  const { rows } = await client.query('SELECT FROM customer_success.memberships WHERE login = $1', [login]);
  if (rows.length > 0)
    throw new StewardError(
      'conflict',
      `${login} is a member already. To change role or accounts, assign them. Nothing was changed.`,
    );
}

async function hasLogin(client: ClientBase, login: string): Promise<boolean> {
  const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login]);
  return rows.length > 0;
}

/** PostgreSQL cuts a longer name off without a word. */
const longestName = 63;

async function makeLogin(
  client: ClientBase,
  { login, days }: NewMember,
): Promise<{ password: string; validUntil: Date }> {
  if (login === '' || Buffer.byteLength(login) > longestName || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(login))
    throw new StewardError(
      'invalid_input',
      `A login is a name of up to ${longestName} bytes without characters that can’t be seen. Nothing was changed.`,
      { login: 'is no name for a login' },
    );
  const password = oneTimePassword();
  const { rows } = await client.query<{ until: Date }>(
    `SELECT date_trunc('second', now() + make_interval(days => $1)) AS until`,
    [days],
  );
  const validUntil = rows[0]?.until ?? new Date(Number.NaN);
  const name = client.escapeIdentifier(login);
  const verifier = client.escapeLiteral(scramVerifier(password, randomBytes(16)));
  await client.query(
    `CREATE ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION
       PASSWORD ${verifier} VALID UNTIL ${client.escapeLiteral(validUntil.toISOString())}`,
  );
  await client.query(
    `INSERT INTO customer_success.invitations (login, invited_by, valid_until) VALUES ($1, session_user, $2)
         ON CONFLICT (login) DO UPDATE SET invited_by = excluded.invited_by, valid_until = excluded.valid_until,
                                           accepted_at = NULL, settled_at = NULL`,
    [login, validUntil],
  );
  return { password, validUntil };
}

/** Nothing that looks like something else, or that an address would have to escape. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** @returns about 99 bits by chance, in groups that can be read out: `k3m9p-x7rwd-…` */
function oneTimePassword(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** A manager who has no account yet is nobody that a file could have named. */
async function nameManager(client: ClientBase, { managerEmail, managerName }: NewMember): Promise<void> {
  if (managerEmail === undefined || managerName === undefined) return;
  await client.query(
    `INSERT INTO customer_success.managers (email, name) VALUES (lower($1 COLLATE "C"), $2) ON CONFLICT (email) DO NOTHING`,
    [managerEmail, managerName],
  );
}
