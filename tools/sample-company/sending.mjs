// @ts-check
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { decide, withClient } from './decide.mjs';

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
    if (rows.length === 0) await decide(client, [{ kind: 'brand.set', patch: { brand } }]);
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

/** @param {import('pg').Client} client @param {string} call @param {...string} values */
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
