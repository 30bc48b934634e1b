import type { ClientBase } from 'pg';

/**
 * Lifts the server's date from the passwords of those who have put their own in place of the one they were invited with.
 * Only whoever may alter a login can, and nobody can for oneself. @returns their logins
 */
export async function settleInvitations(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ login: string }>(
    `SELECT i.login FROM customer_success.invitations i JOIN pg_roles r ON r.rolname = i.login
       JOIN pg_roles me ON me.rolname = session_user
      WHERE i.accepted_at IS NOT NULL AND i.settled_at IS NULL AND r.rolvaliduntil IS NOT DISTINCT FROM i.valid_until
        AND (me.rolsuper OR (me.rolcreaterole AND (current_setting('server_version_num')::int < 160000
                                                   OR pg_has_role(session_user, r.oid, 'USAGE WITH ADMIN OPTION'))))
      ORDER BY 1`,
  );
  for (const { login } of rows) {
    await client.query(`ALTER ROLE ${client.escapeIdentifier(login)} VALID UNTIL 'infinity'`);
    await client.query(
      'UPDATE customer_success.invitations SET settled_at = clock_timestamp() WHERE login = $1',
      [login],
    );
  }
  return rows.map(({ login }) => login);
}
