import type { ClientBase } from 'pg';
import { counted } from '../../../src-preload/contract/words';
import { doubtful, type Finding } from './finding';

/** The migration that counts days in a row by the zones of accounts. */
const sinceVersion = 81;
/** So many are named. */
const mostNamed = 5;

/** Whether the time zone of every account in this login's sight is one. */
export async function examineAccountZones(client: ClientBase, version: number): Promise<Finding[]> {
  if (version < sinceVersion) return [];
  const { rows } = await client.query<{ timezone: string; accounts: number }>(
    `SELECT timezone, accounts
       FROM (SELECT timezone, count(*)::int AS accounts FROM customer_success.organizations
              WHERE timezone IS NOT NULL GROUP BY 1) named
      WHERE customer_success.zone_known(timezone) IS NULL ORDER BY 2 DESC, 1`,
  );
  if (rows.length === 0) return [];
  const all = rows.reduce((sum, { accounts }) => sum + accounts, 0);
  const named = rows
    .slice(0, mostNamed)
    .map(({ timezone, accounts }) => `“${timezone}” (${counted(accounts, 'account')})`)
    .join(', ');
  const more = rows.length > mostNamed ? ' and others' : '';
  const text = `What ${counted(all, 'account has', 'accounts have')} for a time zone is none: ${named}${more}. Their days in a row are the company’s.`;
  return [
    doubtful(
      'zones of accounts',
      text,
      'Write names of places such as Europe/Berlin, and load organizations.csv again.',
    ),
  ];
}
