import type { ClientBase } from 'pg';
import { doubtful, type Finding, failed, passed } from './finding';
import { quoteName } from './sql-names';

/** A desktop keeps one session; a first load, a nightly check and a test of the connection take one more each. */
const sessionsNeeded = 3;

/** Below this a session may be ended before it can set limits of its own, ms. */
const tooShort = 50;

const limitNames = [
  'statement_timeout',
  'lock_timeout',
  'transaction_timeout',
  'idle_in_transaction_session_timeout',
  'idle_session_timeout',
];

/** What a session can't set for itself, or not in time. */
export async function examineSettings(client: ClientBase): Promise<Finding[]> {
  const findings = [
    ...(await examineConnections(client)),
    ...(await examineReplicationRole(client)),
    ...(await examineLimits(client)),
  ];
  return findings.length > 0 ? findings : [passed('settings', 'The server’s settings leave desktops room.')];
}

async function examineConnections(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ what: string; statement: string; most: number }>(
    `SELECT 'The login ' || rolname AS what, format('ALTER ROLE %I CONNECTION LIMIT -1', rolname) AS statement, rolconnlimit AS most
       FROM pg_roles WHERE rolcanlogin AND NOT rolsuper AND rolconnlimit BETWEEN 0 AND $1 - 1
        AND (rolname = session_user OR pg_has_role(oid, to_regrole('cs_viewer'), 'USAGE'))
     UNION ALL
     SELECT 'The database ' || datname, format('ALTER DATABASE %I CONNECTION LIMIT -1', datname), datconnlimit
       FROM pg_database WHERE datname = current_database() AND datconnlimit BETWEEN 0 AND $1 - 1
     UNION ALL
     SELECT 'The server', 'ALTER SYSTEM SET max_connections = 100, and start it anew', n FROM (
       SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS n) s
      WHERE n < $1
     ORDER BY 1`,
    [sessionsNeeded],
  );
  return rows.map(({ what, statement, most }) => {
    const text = `${what} allows ${most === 1 ? 'one connection' : `${most} connections`} at a time; a desktop needs ${sessionsNeeded}.`;
    const todo = `Allow more: ${statement};`;
    return most < 2 ? failed('settings', text, todo) : doubtful('settings', text, todo);
  });
}

/** Under `replica` no trigger fires: nothing is counted, and no desktop hears of a change. */
async function examineReplicationRole(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ whose: string; statement: string }>(
    `SELECT whose, statement FROM (
       SELECT coalesce(r.rolname || ' in ' || d.datname, r.rolname, d.datname, 'everybody') AS whose,
              CASE WHEN r.oid IS NULL THEN format('ALTER DATABASE %I', d.datname)
                   WHEN d.oid IS NULL THEN format('ALTER ROLE %I', r.rolname)
                   ELSE format('ALTER ROLE %I IN DATABASE %I', r.rolname, d.datname) END
                || ' RESET session_replication_role' AS statement, c.setting
         FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase,
              LATERAL unnest(s.setconfig) AS c (setting)
        WHERE s.setdatabase = 0 OR d.datname = current_database()) x
      WHERE setting LIKE 'session_replication_role=%' AND setting <> 'session_replication_role=origin'
     UNION ALL
     SELECT 'this session', 'ALTER SYSTEM RESET session_replication_role'
      WHERE current_setting('session_replication_role') = 'replica'
        AND (SELECT source FROM pg_settings WHERE name = 'session_replication_role') = 'configuration file'
     ORDER BY 1`,
  );
  return rows.map(({ whose, statement }) =>
    failed(
      'settings',
      `session_replication_role is set for ${whose}: the triggers do not fire, so no desktop hears of what is written.`,
      `Take it back: ${statement};`,
    ),
  );
}

async function examineLimits(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; most: string; login: string }>(
    `SELECT name, reset_val AS most, session_user AS login FROM pg_settings
      WHERE CASE WHEN name = ANY ($1) THEN reset_val::bigint BETWEEN 1 AND $2 END ORDER BY 1`,
    [limitNames, tooShort - 1],
  );
  return rows.map(({ name, most, login }) =>
    doubtful(
      'settings',
      `${name} is ${most} ms for this login: its sessions may be ended before they can set a limit of their own.`,
      `Give it more: ALTER ROLE ${quoteName(login)} SET ${name} = '1min'; (or for the database or the server, where it is set).`,
    ),
  );
}
