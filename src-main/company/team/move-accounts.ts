import type { ClientBase } from 'pg';

/** Accounts and the manager whose they are to be; each account once. */
export interface AccountMoves {
  readonly organizationIds: readonly number[];
  readonly managerIds: readonly number[];
}

/**
 * Gives accounts to managers, and writes that into the audit of each account. The accounts of one call are told of as one
 * change to the desktops: the one loses sight of them with its next pull, the other gains it.
 * @param why what the company's own chain says of it
 */
export async function moveAccounts(client: ClientBase, moves: AccountMoves, why: object): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE moved ON COMMIT DROP AS
     SELECT o.organization_id, o.external_id, b.email AS before, a.email AS after, a.manager_id
       FROM unnest($1::int[], $2::int[]) AS x (organization_id, manager_id)
       JOIN customer_success.organizations o USING (organization_id)
       JOIN customer_success.managers a ON a.manager_id = x.manager_id
       LEFT JOIN customer_success.managers b ON b.manager_id = o.owner_id
      WHERE o.owner_id IS DISTINCT FROM x.manager_id`,
    [moves.organizationIds, moves.managerIds],
  );
  await client.query(
    `UPDATE customer_success.organizations o SET owner_id = m.manager_id FROM moved m WHERE m.organization_id = o.organization_id`,
  );
  // The company's chain first, then the accounts' in the order of their numbers: so does whoever needs several.
  await client.query(
    `SELECT customer_success.write_audit(0, 'team.assign', $1::jsonb || jsonb_build_object('accounts', (SELECT count(*) FROM moved)), NULL)`,
    [JSON.stringify(why)],
  );
  await client.query(
    `SELECT customer_success.write_audit(organization_id, 'account.assign', jsonb_build_object('account', external_id),
              jsonb_build_object('before', before, 'after', after))
       FROM (SELECT * FROM moved ORDER BY organization_id) m`,
  );
}
