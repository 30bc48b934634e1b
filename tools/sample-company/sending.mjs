// @ts-check
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import pg from 'pg';

const login = 'steward_demo_admin';

const brand = {
  company_name: 'Sample Company',
  postal_address: '1 Harbour Street, Dublin, Ireland',
  website: 'https://sample.example',
  logo_url: null,
  color: '#1f5fbf',
  sender_name: 'Customer success of Sample Company',
  sender_address: 'success@sample.example',
};

/**
 * Lets the sample company send into its own mailbox: it has a sender, its contacts are customers by contract, no hour is quiet, so that what is
 * launched is seen arriving whenever somebody looks; and contacts unsubscribe on a page of this machine.
 * @param {string} url superuser's address of the sample company's database
 * @returns {Promise<{ pages: string, adminUrl: string }>} where the page is to be, and an admin's address
 */
export async function letSend(url) {
  const adminUrl = await createAdmin(url);
  const pages = `127.0.0.1:${await freePort()}`;
  await withClient(url, (client) =>
    client.query(
      `INSERT INTO customer_success.communication_preferences
         (address_digest, category, state, basis, said_by, organization_id, user_id, author)
       SELECT DISTINCT ON (1) customer_success.address_digest(u.email), '*', 'granted', 'contract', 'team', u.organization_id, u.user_id,
              'steward_sample'
         FROM customer_success.users u WHERE customer_success.address_digest(u.email) IS NOT NULL
           ON CONFLICT DO NOTHING`,
    ),
  );
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query('SELECT FROM customer_success.brand_settings');
    if (rows.length === 0) await setBrand(client);
    const patch = { unsubscribe_url: `http://${pages}/u/`, quiet_from: 0, quiet_until: 0 };
    await answerOf(client, 'set_sending($1)', JSON.stringify(patch));
  });
  return { pages, adminUrl };
}

/**
 * Proves the page once it is there, as an admin's Steward does: a look changes nothing, and a click reaches the company.
 * @param {{ pages: string, adminUrl: string }} sending
 * @param {AbortSignal} signal
 */
export async function provePages({ pages, adminUrl }, signal) {
  while (!signal.aborted) {
    if (
      await fetch(`http://${pages}/`).then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  if (signal.aborted) return;
  await withClient(adminUrl, async (client) => {
    const { token, url } = await answerOf(client, 'unsubscribe_probe()');
    const look = await fetch(`${url}${token}`);
    const before = await answerOf(client, 'unsubscribe_choices($1)', token);
    const form = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    const click = await fetch(`${url}${token}`, { method: 'POST', body: form });
    if (!look.ok || !before.is_subscribed || !click.ok)
      throw new Error('the page to unsubscribe does not answer');
    const { outcome } = await answerOf(client, 'unsubscribe_answers($1)', url);
    if (outcome !== 'applied') throw new Error('the page to unsubscribe is not proved');
  });
}

/** @param {pg.Client} client */
async function setBrand(client) {
  const operation = {
    op_id: decisionId(),
    kind: 'brand.set',
    account: null,
    patch: { brand },
    made_at: Date.now(),
  };
  const { rows } = await client.query('SELECT * FROM customer_success.apply_operations($1, $2)', [
    JSON.stringify([operation]),
    JSON.stringify({ machine: 'sample', app: 'sample' }),
  ]);
  if (rows[0].outcome !== 'applied') throw new Error(`no brand: ${JSON.stringify(rows[0].answer)}`);
}

/** The number of a decision: a UUID of version 7. */
function decisionId() {
  const [time, chance] = [Date.now().toString(16).padStart(12, '0'), randomBytes(10).toString('hex')];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${chance.slice(0, 3)}-8${chance.slice(3, 6)}-${chance.slice(6, 18)}`;
}

/** @param {string} url */
async function createAdmin(url) {
  const password = randomBytes(18).toString('hex');
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login]);
    await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${login} LOGIN PASSWORD '${password}'`);
    await client.query(`GRANT cs_admin TO ${login}`);
    await client.query(
      `INSERT INTO customer_success.memberships (login, role, scope) VALUES ($1, 'admin', 'all') ON CONFLICT (login) DO NOTHING`,
      [login],
    );
  });
  const address = new URL(url);
  address.username = login;
  address.password = password;
  return address.href;
}

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} use
 */
async function withClient(url, use) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** @param {pg.Client} client @param {string} call @param {...string} values */
async function answerOf(client, call, ...values) {
  const { rows } = await client.query(`SELECT customer_success.${call} AS answer`, values);
  const answer = rows[0].answer;
  if (answer.outcome === 'refused') throw new Error(`${call}: ${JSON.stringify(answer)}`);
  return answer;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
