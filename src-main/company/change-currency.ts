import type { ClientBase } from 'pg';
import { StewardError } from '../lib/steward-error';
import { announceLoad } from './announce-load';
import { explainChange } from './explain-change';

/** What a change of the company's currency did. */
export interface CurrencyChange {
  /** ISO 4217; null where it had none. */
  readonly from: string | null;
  readonly to: string;
  /** Rates of before: they told what others are worth in another currency, and are forgotten. */
  readonly forgottenRates: number;
}

/**
 * Gives the company the currency that its sums are told in, and that amounts without one are in.
 * @param currency ISO 4217, in any case
 * @throws StewardError `invalid_input` for what is no code of a currency, `conflict` while a load is running, `not_ready`
 *   where the schema is older than that, `forbidden` for a login that doesn't own it
 */
export async function changeCurrency(client: ClientBase, currency: string): Promise<CurrencyChange> {
  const to = currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(to)) {
    throw new StewardError(
      'invalid_input',
      `${currency} is no currency. Write its code of three letters, such as EUR.`,
    );
  }
  try {
    await announceLoad(client);
    const { rows } = await client.query<{ from: string | null; rates: number }>(
      `SELECT customer_success.currency() AS "from", (SELECT count(*)::int FROM customer_success.exchange_rates) AS rates`,
    );
    const { from = null, rates = 0 } = rows[0] ?? {};
    await client.query('SELECT customer_success.set_currency($1)', [to]);
    return { from, to, forgottenRates: from === null || from === to ? 0 : rates };
  } catch (error) {
    throw explainChange(error, 'currencies');
  }
}
