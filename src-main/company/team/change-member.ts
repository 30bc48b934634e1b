import type { ClientBase } from 'pg';
import type { Role } from '../../../src-preload/contract/roles';
import { StewardError } from '../../lib/steward-error';
import { grantMember, revokeMember } from '../grant-member';
import { inTransaction } from '../in-transaction';
import { requireKeeper } from './keeper';

/** What is to be another; what is left out stays. */
export interface MemberChange {
  readonly role?: Role | undefined;
  readonly scope?: 'all' | 'book' | undefined;
  /** Whose accounts are the login's own; null: nobody's. */
  readonly managerEmail?: string | null | undefined;
}

interface Membership {
  readonly role: Role;
  readonly scope: 'all' | 'book';
  readonly managerEmail: string | null;
}

/** @throws StewardError `forbidden`, `not_found` for no member or no such owner, `invalid_input` for one who would see nothing */
export async function assignMember(client: ClientBase, login: string, change: MemberChange): Promise<void> {
  await requireKeeper(client);
  await inTransaction(client, async () => {
    const present = await membershipOf(client, login);
    const managerEmail = change.managerEmail === undefined ? present.managerEmail : change.managerEmail;
    const scope = change.scope ?? present.scope;
    if (scope === 'book' && managerEmail === null)
      throw new StewardError(
        'invalid_input',
        `${login} would see no account at all: say whose accounts it sees, or let it see every one. Nothing was changed.`,
      );
    await grantMember(client, {
      login,
      role: change.role ?? present.role,
      scope,
      ...(managerEmail === null ? {} : { managerEmail }),
    });
  });
}

/** Takes the membership back, also of a login that the server has no more. The login itself stays. */
export async function removeMember(client: ClientBase, login: string): Promise<void> {
  await requireKeeper(client);
  await inTransaction(client, async () => {
    await membershipOf(client, login);
    const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1 AND rolcanlogin', [login]);
    if (rows.length > 0) await revokeMember(client, login);
    else await client.query('DELETE FROM customer_success.memberships WHERE login = $1', [login]);
  });
}

async function membershipOf(client: ClientBase, login: string): Promise<Membership> {
  const { rows } = await client.query<Membership>(
    `SELECT m.role, m.scope, g.email AS "managerEmail" FROM customer_success.memberships m
       LEFT JOIN customer_success.managers g ON g.manager_id = m.manager_id WHERE m.login = $1 FOR UPDATE OF m`,
    [login],
  );
  if (rows[0] === undefined)
    throw new StewardError('not_found', `${login} is no member of the team. Nothing was changed.`);
  return rows[0];
}
