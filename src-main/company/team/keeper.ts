import type { ClientBase } from 'pg';
import { StewardError } from '../../lib/steward-error';
import { knowsInvitations } from './list-team';

/** What a login may do with the team, by what the server granted it. */
export interface KeeperRights {
  /** Change memberships and whose accounts are whose. */
  readonly mayChange: boolean;
  /** Make logins of the server. */
  readonly mayMakeLogins: boolean;
}

/**
 * Who looks after a company is a superuser, or a member of `cs_owner` who may hand the members' roles on; who also has
 * CREATEROLE may invite. No desktop's login is any of that: an administrator of the team alone changes nobody's rights.
 */
export async function keeperRights(client: ClientBase): Promise<KeeperRights> {
  const { rows } = await client.query<KeeperRights>(
    `SELECT r.rolsuper OR (coalesce(pg_has_role(session_user, to_regrole('cs_owner'), 'MEMBER'), false)
              AND coalesce(bool_and(pg_has_role(session_user, m.oid, 'USAGE WITH ADMIN OPTION')), false)) AS "mayChange",
            r.rolsuper OR r.rolcreaterole AS "mayMakeLogins"
       FROM pg_roles r, pg_roles m
      WHERE r.rolname = session_user AND m.rolname IN ('cs_viewer', 'cs_manager', 'cs_admin')
      GROUP BY r.rolsuper, r.rolcreaterole`,
  );
  return rows[0] ?? { mayChange: false, mayMakeLogins: false };
}

/** @throws StewardError `forbidden` for a login that may not; `not_ready` for a company of an earlier version */
export async function requireKeeper(client: ClientBase): Promise<KeeperRights> {
  const rights = await keeperRights(client);
  if (!rights.mayChange)
    throw new StewardError(
      'forbidden',
      'This login may not change the team. Use the one that made the company (steward company create): a superuser, or a member of cs_owner who may hand on cs_viewer, cs_manager and cs_admin. Nothing was changed.',
    );
  if (!(await knowsInvitations(client)))
    throw new StewardError(
      'not_ready',
      'The company’s database is of an earlier version. Run “steward company create” with this version first. Nothing was changed.',
    );
  return rights;
}
