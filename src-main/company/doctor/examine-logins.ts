import type { ClientBase } from 'pg';
import { type CatalogueObject, companyOwner } from './catalogue';
import { doubtful, type Finding, failed, passed } from './finding';
import { quoteName } from './sql-names';

/** Roles of the server's own that read or write past row security or the database altogether. */
const aboveLimits = [
  'pg_read_all_data',
  'pg_write_all_data',
  'pg_read_server_files',
  'pg_write_server_files',
  'pg_execute_server_program',
];

/** Whose members are above what a desktop's login may be. */
const aboveMembers = [companyOwner, 'cs_loader'];

interface Desktop {
  readonly login: string;
  /** What it may itself: `SUPERUSER`, … */
  readonly attributes: readonly string[];
  /** Roles it is in, through others too, that no limit holds for. */
  readonly roles: readonly string[];
  /** Ours that it may hand on. */
  readonly handsOn: readonly string[];
  readonly owns_database: boolean;
}

/**
 * The logins of desktops: those that were granted one of our roles of readers, or have a membership that this login is
 * shown. Who owns the schema and may hand such a role on looks after the company, and is none. What a login is a member of
 * counts whatever the membership's options: who may hand a role on can take it.
 * @param options whether the server says what a membership lets its member do
 */
function desktopLogins(members: boolean, options: boolean): string {
  const usable = options ? '(a.inherit_option OR a.set_option)' : 'true';
  const readers = `ANY (ARRAY['cs_viewer', 'cs_manager', 'cs_admin'])`;
  return `
  WITH RECURSIVE edge AS (
    SELECT a.member, a.roleid FROM pg_auth_members a
     WHERE ${usable} AND NOT (a.admin_option AND pg_get_userbyid(a.roleid) = ${readers}
                            AND coalesce(pg_has_role(a.member, to_regrole('cs_owner'), 'MEMBER'), false))
  ), reader AS (
    SELECT oid FROM pg_roles WHERE rolname = ${readers}
    UNION SELECT e.member FROM reader r JOIN edge e ON e.roleid = r.oid
  ), desktop AS (
    SELECT r.* FROM pg_roles r
     WHERE (r.oid IN (SELECT oid FROM reader)
            ${members ? 'OR r.rolname IN (SELECT login FROM customer_success.memberships)' : ''})
       AND r.rolname NOT IN ('cs_viewer', 'cs_manager', 'cs_admin')
  ), reached AS (
    SELECT d.oid AS desktop, a.roleid AS oid FROM desktop d JOIN pg_auth_members a ON a.member = d.oid
    UNION SELECT e.desktop, a.roleid FROM reached e JOIN pg_auth_members a ON a.member = e.oid
  )
  SELECT d.rolname AS login, array_remove(ARRAY[
           CASE WHEN d.rolsuper THEN 'SUPERUSER' END, CASE WHEN d.rolbypassrls THEN 'BYPASSRLS' END,
           CASE WHEN d.rolreplication THEN 'REPLICATION' END, CASE WHEN d.rolcreaterole THEN 'CREATEROLE' END], NULL) AS attributes,
         ARRAY(SELECT r.rolname::text FROM reached e JOIN pg_roles r ON r.oid = e.oid
                WHERE e.desktop = d.oid AND (r.rolname = ANY ($1) OR r.rolsuper OR r.rolbypassrls OR r.rolreplication OR r.rolcreaterole)
                  AND NOT r.rolname = ${readers} ORDER BY 1) AS roles,
         ARRAY(SELECT pg_get_userbyid(a.roleid)::text FROM pg_auth_members a
                WHERE a.member = d.oid AND a.admin_option AND pg_get_userbyid(a.roleid) = ${readers} ORDER BY 1) AS "handsOn",
         EXISTS (SELECT FROM pg_database b WHERE b.datname = current_database()
                  AND (b.datdba = d.oid OR b.datdba IN (SELECT oid FROM reached WHERE desktop = d.oid))) AS owns_database
    FROM desktop d ORDER BY 1`;
}

/** Whether any desktop's login is above its limits by what it is or by what it was granted. */
export async function examineLogins(client: ClientBase): Promise<Finding[]> {
  const { desktops, all } = await readDesktops(client);
  const findings = desktops.flatMap(describeDesktop);
  if (findings.length > 0) return findings;
  const shown = all ? '' : ' Memberships of other logins are shown to an administrator only.';
  return [passed('logins', `No login of a desktop is above its limits.${shown}`)];
}

/**
 * Memberships of desktops' logins in our roles that are above their limits, granted to them directly: those are ours to
 * take back. But none of this session's login, which could not mend any further.
 */
export async function strangeMemberships(client: ClientBase): Promise<CatalogueObject[]> {
  const { desktops } = await readDesktops(client);
  const { rows } = await client.query<{ name: string; reference: string }>(
    `SELECT m.rolname || ' in ' || r.rolname AS name, string_agg(quote_ident(pg_get_userbyid(a.grantor)), ',') AS reference
       FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid
      WHERE m.rolname = ANY ($1) AND m.rolname <> session_user AND r.rolname = ANY ($2) GROUP BY 1 ORDER BY 1`,
    [desktops.map(({ login }) => login), aboveMembers],
  );
  return rows.map((row) => ({
    ...row,
    kind: 'role membership',
    label: row.name,
    parent: null,
    properties: {},
  }));
}

async function readDesktops(client: ClientBase): Promise<{ desktops: readonly Desktop[]; all: boolean }> {
  const { rows } = await client.query<{ members: boolean; all: boolean; options: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('customer_success.memberships') AND attname = 'login')
              AND has_table_privilege('customer_success.memberships', 'SELECT') AS members,
            current_setting('server_version_num')::int >= 160000 AS options,
            (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)
              OR coalesce(pg_has_role(session_user, to_regrole('cs_owner'), 'USAGE'), false) AS "all"`,
  );
  const { members = false, options = false, all = false } = rows[0] ?? {};
  const desktops = await client.query<Desktop>(desktopLogins(members, options), [
    [...aboveMembers, ...aboveLimits],
  ]);
  return { desktops: desktops.rows, all };
}

function describeDesktop({ login, attributes, roles, handsOn, owns_database }: Desktop): Finding[] {
  const name = quoteName(login);
  return [
    ...(attributes.length === 0
      ? []
      : [
          failed(
            'logins',
            `${login} has ${attributes.join(', ')}: no limit holds for it.`,
            `Take it away: ALTER ROLE ${name} ${attributes.map((attribute) => `NO${attribute}`).join(' ')};`,
          ),
        ]),
    ...(roles.length === 0
      ? []
      : [
          failed(
            'logins',
            `${login} is a member of ${roles.join(', ')}: its limits do not hold.`,
            `Take it out, or out of the role through which it is in: REVOKE ${roles.map(quoteName).join(', ')} FROM ${name};`,
          ),
        ]),
    ...(handsOn.length === 0
      ? []
      : [
          doubtful(
            'logins',
            `${login} may hand ${handsOn.join(', ')} on to others.`,
            `Take that away: REVOKE ADMIN OPTION FOR ${handsOn.join(', ')} FROM ${name};`,
          ),
        ]),
    ...(owns_database
      ? [
          failed(
            'logins',
            `${login} owns the database, so it may change its settings and drop it.`,
            `Give it to somebody who looks after it: ALTER DATABASE … OWNER TO …;`,
          ),
        ]
      : []),
  ];
}
