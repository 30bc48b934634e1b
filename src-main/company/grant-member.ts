import type { ClientBase } from 'pg';
import { type Role, roles } from '../../src-preload/contract/roles';
import { StewardError } from '../lib/steward-error';
import { inTransaction } from './in-transaction';

export interface Member {
  /** A login of the server, made beforehand by its administrator. */
  readonly login: string;
  readonly role: Role;
  /** all: every account; book: those of the manager with `managerEmail`. */
  readonly scope: 'all' | 'book';
  /** Whose book of business is this login's own. */
  readonly managerEmail?: string;
  /** Whether its desktop may compute for the whole company, as every admin's may that sees all accounts. */
  readonly isRunner?: boolean;
}

/**
 * Lets a login into the company with this role and scope, in place of what it had.
 * The connection must be the schema owner's or a superuser's.
 * @throws StewardError `not_found` for a login or manager that doesn't exist; `invalid_input` for a runner that sees a book
 */
export async function grantMember(client: ClientBase, member: Member): Promise<void> {
  const login = client.escapeIdentifier(member.login);
  if (member.isRunner && member.scope !== 'all') {
    throw new StewardError(
      'invalid_input',
      'Who computes for the company has to see every account: give --all with --runner.',
    );
  }
  await inTransaction(client, async () => {
    await requireLogin(client, member.login);
    const managerId = member.managerEmail === undefined ? null : await managerOf(client, member.managerEmail);
    for (const role of roles) {
      if (role === member.role) await client.query(`GRANT cs_${role} TO ${login}`);
      else await client.query(`REVOKE cs_${role} FROM ${login}`);
    }
    await client.query(
      `INSERT INTO customer_success.memberships (login, role, scope, manager_id, is_runner) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (login) DO UPDATE SET role = excluded.role, scope = excluded.scope, manager_id = excluded.manager_id,
         is_runner = excluded.is_runner`,
      [member.login, member.role, member.scope, managerId, member.isRunner ?? false],
    );
  });
}

/** Takes everything back; the login itself stays. */
export async function revokeMember(client: ClientBase, login: string): Promise<void> {
  await inTransaction(client, async () => {
    await requireLogin(client, login);
    await client.query('DELETE FROM customer_success.memberships WHERE login = $1', [login]);
    const granted = roles.map((role) => `cs_${role}`).join(', ');
    await client.query(`REVOKE ${granted} FROM ${client.escapeIdentifier(login)}`);
  });
}

async function requireLogin(client: ClientBase, login: string): Promise<void> {
  const { rows } = await client.query<{ privileged: boolean }>(
    `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication
              OR pg_has_role(oid, 'cs_owner', 'MEMBER') OR pg_has_role(oid, 'cs_loader', 'MEMBER') AS privileged
       FROM pg_roles WHERE rolname = $1 AND rolcanlogin`,
    [login],
  );
  if (rows[0] === undefined) {
    throw new StewardError(
      'not_found',
      `The server has no login ${login}. Make it first: CREATE ROLE "${login}" LOGIN PASSWORD '…'.`,
    );
  }
  if (rows[0].privileged) {
    throw new StewardError(
      'invalid_input',
      `${login} is a superuser or has BYPASSRLS, or it looks after the company or loads its data, so no limit would hold for it. Choose an ordinary login.`,
    );
  }
}

async function managerOf(client: ClientBase, email: string): Promise<number> {
  const { rows } = await client.query<{ manager_id: number }>(
    'SELECT manager_id FROM customer_success.managers WHERE email = lower($1 COLLATE "C")',
    [email],
  );
  if (rows[0] === undefined) {
    throw new StewardError(
      'not_found',
      `No account's owner has the e-mail ${email}. Check owner_email in organizations.csv.`,
    );
  }
  return rows[0].manager_id;
}
