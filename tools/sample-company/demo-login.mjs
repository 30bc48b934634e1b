// @ts-check
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { managers } from './product.mjs';

const login = 'steward_demo';

/**
 * The login that Steward opens the sample company with: an admin with a book of her own who sees all accounts, so that
 * all can be tried: a rule is switched on by admins.
 * Its password is made anew at each start.
 * @param {string} url superuser's address of the sample company's database
 * @returns {Promise<string>} the login's address of it
 */
export async function createDemoLogin(url) {
  const password = randomBytes(18).toString('hex');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [login]);
    await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${login} LOGIN PASSWORD '${password}'`);
    await client.query(`GRANT cs_admin TO ${login}`);
    await client.query(
      `INSERT INTO customer_success.memberships (login, role, scope, manager_id)
       SELECT $1, 'admin', 'all', manager_id FROM customer_success.managers WHERE email = $2
       ON CONFLICT (login) DO UPDATE SET role = excluded.role`,
      [login, managers[0].email],
    );
  } finally {
    await client.end();
  }
  const address = new URL(url);
  address.username = login;
  address.password = password;
  return address.href;
}
