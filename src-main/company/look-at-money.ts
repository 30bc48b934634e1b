import type { ClientBase } from 'pg';
import type { MoneyReport } from './load-report';

/**
 * After a load: chooses the company's currency where nobody has and subscriptions name some, and finds the currencies
 * without a rate.
 */
export async function lookAtMoney(client: ClientBase): Promise<MoneyReport> {
  const { rows } = await client.query<{ chosen: string | null; currency: string | null }>(
    `SELECT c.chosen, coalesce(c.chosen, customer_success.currency()) AS currency
       FROM (SELECT customer_success.choose_currency() AS chosen OFFSET 0) c`,
  );
  const { chosen = null, currency = null } = rows[0] ?? {};
  const { rows: withoutRate } = await client.query<{ currency: string; rows: number }>(
    `SELECT s.currency, count(*)::int AS rows FROM customer_success.subscriptions s
      WHERE s.currency IS DISTINCT FROM customer_success.currency() AND s.currency IS NOT NULL
        AND NOT EXISTS (SELECT FROM customer_success.exchange_rates r WHERE r.currency = s.currency AND r.valid_on <= (now() AT TIME ZONE (SELECT customer_success.zone()))::date)
      GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  return { currency, isChosen: chosen !== null, withoutRate };
}
