import type { LedgerOfAccount } from '../../lib/rewards/statement';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';

/** The ledger of an account at the company, as the login sees it. @param account the company's own id @throws StewardError not_found */
export async function readStatement(session: CompanySession, account: string): Promise<LedgerOfAccount[]> {
  const found = await session.query<{ id: number }>(
    'SELECT organization_id AS id FROM customer_success.organizations WHERE external_id = $1',
    [account],
  );
  const [organization] = found.rows;
  if (organization === undefined)
    throw new StewardError('not_found', `There is no account ${account} among those that this login sees.`);
  const day = (column: string) => `${column} - date '1970-01-01'`;
  const { rows } = await session.query<LedgerOfAccount>(
    `SELECT t.row_id AS row, t.transaction_id::text AS id, t.kind, t.points, t.owed, t.lot, ${day('t.last_day')} AS "lastDay",
            t.reversal_of AS "reversalOf", ${day('t.day')} AS day, i.name AS item, t.reason, t.author::text AS author
       FROM customer_success.reward_transactions t
       LEFT JOIN customer_success.user_rewards r USING (reward_id) LEFT JOIN customer_success.rewards_catalog i USING (item_id)
      WHERE t.organization_id = $1 ORDER BY t.row_id`,
    [organization.id],
  );
  return rows;
}

/** Writes down what ran out, of all accounts. @returns of how many lots @throws StewardError forbidden */
export async function expirePoints(session: CompanySession): Promise<number> {
  const { rows: may } = await session.query<{ may: boolean }>(
    `SELECT has_function_privilege('customer_success.expire_points()', 'execute')
            AND customer_success.is_admin() AND customer_success.sees_everything() AS may`,
  );
  if (may[0]?.may !== true)
    throw new StewardError(
      'forbidden',
      'Points that ran out are written down by an admin who sees every account, and by the runner each day. They can’t be used in any case.',
    );
  const { rows } = await session.query<{ lots: number }>('SELECT customer_success.expire_points() AS lots');
  return rows[0]?.lots ?? 0;
}
