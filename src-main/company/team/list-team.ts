import type { ClientBase } from 'pg';
import type { TeamMember } from '../../../src-preload/contract/team';

/** A company of an earlier version has a team, but invited nobody by Steward. */
export async function knowsInvitations(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM pg_class WHERE oid = to_regclass('customer_success.invitations')`,
  );
  return rows.length > 0;
}

/**
 * The members whom this login is shown: an admin and who looks after the company all of them, others themselves. Accounts are
 * counted within what the login sees.
 */
export async function listTeam(client: ClientBase): Promise<TeamMember[]> {
  const invited = (await knowsInvitations(client))
    ? 'i.login IS NOT NULL AND i.accepted_at IS NULL'
    : 'false';
  const { rows } = await client.query<TeamMember>(
    `SELECT m.login::text, m.role, m.scope, g.email AS "managerEmail", g.name AS "managerName",
            (SELECT count(*)::int FROM customer_success.organizations o WHERE o.owner_id = m.manager_id) AS accounts,
            CASE WHEN r.rolname IS NULL OR NOT r.rolcanlogin THEN 'no login'
                 WHEN r.rolvaliduntil < now() THEN 'out of date'
                 WHEN ${invited} THEN 'invited'
                 ELSE 'in' END AS state,
            CASE WHEN r.rolvaliduntil = 'infinity' THEN NULL
                 ELSE floor(extract(epoch FROM r.rolvaliduntil) * 1000)::float8 END AS "passwordUntil"
       FROM customer_success.memberships m
       LEFT JOIN customer_success.managers g ON g.manager_id = m.manager_id
       LEFT JOIN pg_roles r ON r.rolname = m.login
       ${invited === 'false' ? '' : 'LEFT JOIN customer_success.invitations i ON i.login = m.login'}
      ORDER BY array_position(ARRAY['admin', 'manager', 'viewer'], m.role), m.login`,
  );
  return rows;
}

/** Everybody whose accounts they may be, also without a login: names of colleagues say nothing about a customer. */
export async function listManagers(client: ClientBase): Promise<{ email: string; name: string }[]> {
  const { rows } = await client.query<{ email: string; name: string }>(
    'SELECT email, name FROM customer_success.managers ORDER BY name, email',
  );
  return rows;
}
