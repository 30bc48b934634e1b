import type { ClientBase } from 'pg';
import { counted } from '../../../src-preload/contract/words';
import { doubtful, type Finding } from './finding';

/** The migration that gave money a currency. */
const sinceVersion = 16;

/** Whether every amount in this login's sight has a way into the company's sums. */
export async function examineMoney(client: ClientBase, version: number): Promise<Finding[]> {
  if (version < sinceVersion) return [];
  const { rows } = await client.query<{ own: string | null; currency: string; rows: number }>(
    `SELECT m.currency AS own, s.currency, count(*)::int AS rows
       FROM customer_success.subscriptions s CROSS JOIN customer_success.sync_meta m
      WHERE s.currency IS NOT NULL AND s.currency IS DISTINCT FROM m.currency
        AND NOT EXISTS (SELECT FROM customer_success.exchange_rates r WHERE r.currency = s.currency)
      GROUP BY 1, 2 ORDER BY 3 DESC, 2`,
  );
  const [first] = rows;
  if (first === undefined) return [];
  const amounts = rows
    .map(({ currency, rows: n }) => `${currency} (${counted(n, 'subscription')})`)
    .join(', ');
  if (first.own === null) {
    const text = `Nobody has named the company’s currency, so amounts that name one are in no sum: ${amounts}.`;
    return [doubtful('money', text, 'Name it: `steward company currency CODE --url …`.')];
  }
  const text = `No rate turns these amounts into ${first.own}, so they are in no sum: ${amounts}.`;
  return [doubtful('money', text, 'Load rates.csv (docs/company-data.md).')];
}
