import type { ClientBase } from 'pg';
import { errorCode } from '../lib/error-code';
import { StewardError } from '../lib/steward-error';
import { announceLoad } from './announce-load';
import { explainChange } from './explain-change';
import { inTransaction } from './in-transaction';

/** What a change of the company's zone did. */
export interface ZoneChange {
  /** IANA names. */
  readonly from: string;
  readonly to: string;
  /** Days, `2026-01-31`, on which counts have no events any more: those counts stay on the day they were on. */
  readonly daysWithoutEvents: readonly { readonly day: string; readonly accounts: number }[];
}

/** The zone that the company counts its days in. @param client at a company whose schema is up to date */
export async function readZone(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ zone: string }>('SELECT customer_success.zone() AS zone');
  return rows[0]?.zone ?? 'UTC';
}

const noSuchValue = '22023';

/**
 * Gives the company another zone and counts its events anew by that zone's days, all or nothing and while nobody loads.
 * @param zone IANA name, in any case
 * @throws StewardError `invalid_input` for what is no zone, `conflict` while a load is running, `not_ready` where the
 *   schema is older than that, `forbidden` for a login that doesn't own it
 */
export async function changeZone(client: ClientBase, zone: string): Promise<ZoneChange> {
  try {
    await announceLoad(client);
    const change = await inTransaction(client, async () => {
      const from = await readZone(client);
      const { rows } = await client.query<{ day: string; accounts: number }>(
        'SELECT day::text, accounts FROM customer_success.set_zone($1)',
        [zone],
      );
      return { from, to: await readZone(client), daysWithoutEvents: rows };
    });
    if (change.from !== change.to) await client.query('SELECT customer_success.refresh_aggregates()');
    return change;
  } catch (error) {
    throw explained(error, zone);
  }
}

function explained(error: unknown, zone: string): unknown {
  if (errorCode(error) !== noSuchValue) return explainChange(error, 'zones');
  return new StewardError(
    'invalid_input',
    `${zone} is no time zone. Write the name of a place in the IANA list, such as Europe/Berlin, or UTC.`,
    undefined,
    { cause: error },
  );
}
