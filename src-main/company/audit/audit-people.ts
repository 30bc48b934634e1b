import type { ClientBase } from 'pg';

/** Members of the team that the login may see: all of them for an admin, for others themselves. In the order of their logins. */
export async function readAuditPeople(
  client: ClientBase,
): Promise<{ readonly login: string; readonly name: string | null }[]> {
  const { rows } = await client.query<{ login: string; name: string | null }>(
    `SELECT s.login::text AS login, g.name FROM customer_success.memberships s
       LEFT JOIN customer_success.managers g ON g.manager_id = s.manager_id ORDER BY 1 LIMIT 2000`,
  );
  return rows;
}
