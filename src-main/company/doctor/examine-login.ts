import type { ClientBase } from 'pg';
import { errorCode } from '../../lib/error-code';
import { doubtful, type Finding, failed, passed } from './finding';

/** PostgreSQL's code for what a login may not do. */
const denied = '42501';

/**
 * Whether this login is limited to what its membership says, by trying.
 * @param administrates whether it looks after the company, so that it is not meant to be limited
 */
export async function examineLogin(client: ClientBase, administrates: boolean): Promise<Finding[]> {
  const { rows } = await client.query<{ login: string; above: boolean; owner: boolean }>(
    `SELECT session_user AS login,
            (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user) AS above,
            coalesce(pg_has_role(session_user, to_regrole('cs_owner'), 'MEMBER'), false) AS owner`,
  );
  const { login = '?', above = false, owner = false } = rows[0] ?? {};
  if ((above || owner) && administrates) {
    return [passed('membership', `${login} looks after the company; no desktop should use it.`)];
  }
  if (above || owner) {
    const why = above ? 'is a superuser or has BYPASSRLS' : 'is a member of cs_owner';
    return [
      failed(
        'row security',
        `${login} ${why}: no limit holds for it.`,
        'Give desktops an ordinary login: `steward company grant --login … --role manager --book EMAIL`.',
      ),
    ];
  }
  return [...(await examineMembership(client, login)), ...(await tryForbidden(client))];
}

async function examineMembership(client: ClientBase, login: string): Promise<Finding[]> {
  const { rows } = await client.query<{
    role: string;
    scope: string;
    manager: string | null;
    granted: boolean;
  }>(
    `SELECT m.role, m.scope, g.name AS manager, pg_has_role(session_user, 'cs_' || m.role, 'USAGE') AS granted
       FROM customer_success.memberships m LEFT JOIN customer_success.managers g USING (manager_id)
      WHERE m.login = session_user`,
  );
  const todo = `Run \`steward company grant --login ${login} --role … --book EMAIL\`.`;
  const member = rows[0];
  if (member === undefined) {
    return [failed('membership', `${login} has no membership, so it sees no account.`, todo)];
  }
  if (!member.granted) {
    const text = `${login} is said to be ${member.role}, but was not granted cs_${member.role}.`;
    return [failed('membership', text, todo)];
  }
  if (member.scope === 'book' && member.manager === null) {
    return [doubtful('membership', `${login} sees the book of no manager, so it sees no account.`, todo)];
  }
  const sees = member.scope === 'all' ? 'every account' : `the accounts of ${member.manager}`;
  return [passed('membership', `${login} is ${member.role} and sees ${sees}.`)];
}

/** What no member's login may do, whatever its role. */
const forbidden: readonly { readonly what: string; readonly sql: string }[] = [
  { what: 'change accounts', sql: 'UPDATE customer_success.organizations SET name = name WHERE false' },
  { what: 'delete activity', sql: 'DELETE FROM customer_success.activity_daily WHERE false' },
  {
    what: 'change its own membership',
    sql: `UPDATE customer_success.memberships SET scope = 'all' WHERE false`,
  },
  { what: 'empty the sync log', sql: 'DELETE FROM customer_success.sync_log WHERE false' },
];

async function tryForbidden(client: ClientBase): Promise<Finding[]> {
  const allowed: string[] = [];
  for (const { what, sql } of forbidden) if (await isAllowed(client, sql)) allowed.push(what);
  const leaks = await client.query<{ accounts: number; users: number }>(
    `SELECT (SELECT count(*)::int FROM customer_success.organizations
              WHERE NOT customer_success.sees_everything()
                AND owner_id IS DISTINCT FROM customer_success.my_manager_id()) AS accounts,
            (SELECT count(*)::int FROM customer_success.users u WHERE NOT EXISTS (
              SELECT FROM customer_success.organizations o WHERE o.organization_id = u.organization_id)) AS users`,
  );
  const { accounts = 0, users = 0 } = leaks.rows[0] ?? {};
  if (accounts > 0 || users > 0) {
    allowed.push(`read ${accounts} accounts and ${users} users that are not its own`);
  }
  if (allowed.length === 0) {
    return [passed('limits', 'What this login must not read or change was refused when tried.')];
  }
  return [
    failed(
      'limits',
      `This login can ${allowed.join(', ')}.`,
      'Revoke what was granted to it beyond cs_viewer, cs_manager or cs_admin.',
    ),
  ];
}

async function isAllowed(client: ClientBase, sql: string): Promise<boolean> {
  await client.query('BEGIN READ WRITE');
  try {
    await client.query(sql);
    return true;
  } catch (error) {
    if (errorCode(error) === denied) return false;
    throw error;
  } finally {
    await client.query('ROLLBACK');
  }
}
