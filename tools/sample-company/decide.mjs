// @ts-check
import { randomBytes } from 'node:crypto';
import pg from 'pg';

/**
 * Has the company carry out what a person would decide on a desktop, all in one call.
 * @param {pg.Client} client of whoever decides
 * @param {readonly { kind: string, patch: object, account?: string, entry?: string, version?: number }[]} decisions
 * @returns {Promise<string[]>} the entries that they made
 */
export async function decide(client, decisions) {
  const operations = decisions.map(({ kind, patch, account = null, entry = null, version = null }) => ({
    op_id: decisionId(),
    kind,
    account,
    entry,
    base_version: version,
    patch,
    made_at: Date.now(),
  }));
  const { rows } = await client.query('SELECT * FROM customer_success.apply_operations($1, $2)', [
    JSON.stringify(operations),
    JSON.stringify({ machine: 'sample', app: 'sample' }),
  ]);
  const refused = rows.find((row) => row.outcome !== 'applied');
  if (refused) throw new Error(`the sample company refused: ${JSON.stringify(refused.answer)}`);
  return operations.map(({ op_id: id }) => id);
}

let number = 0;

/** The number of a decision: a UUID of version 7; the later sorts after the earlier. */
function decisionId() {
  number = (number + 1) % 4096;
  const [time, chance] = [Date.now().toString(16).padStart(12, '0'), randomBytes(8).toString('hex')];
  const place = number.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${place}-8${chance.slice(0, 3)}-${chance.slice(3, 15)}`;
}

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} use
 */
export async function withClient(url, use) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
