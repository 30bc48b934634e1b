import type { ClientBase } from 'pg';
import { errorCode } from '../lib/error-code';
import { StewardError } from '../lib/steward-error';
import { connectCompany } from './connect-company';
import { type Mending, mendCatalogue } from './doctor/mend-catalogue';
import { useOwnSettings } from './doctor/own-settings';
import { inTransaction } from './in-transaction';
import { readMigrations } from './migrations';

/** PostgreSQL's code for a lock that was not to be had in time. */
const held = '55P03';

/**
 * Makes the company's schema again what the migrations make, as far as that needs no person's word.
 * @throws StewardError as `connectCompany`; `forbidden` for a login that doesn't own the schema; `not_ready` for a schema
 *   of another version than this Steward's, or while another session holds a table; nothing was changed then
 */
export async function mendCompany(url: string): Promise<Mending> {
  const client = await connectCompany(url, { writesRows: false });
  try {
    await useOwnSettings(client);
    // What is made anew reads all that a table holds.
    await client.query('SET statement_timeout = 0');
    await requireOwner(client);
    await requireVersion(client);
    return await inTransaction(client, () => mendCatalogue(client));
  } catch (error) {
    if (errorCode(error) !== held) throw error;
    throw new StewardError(
      'not_ready',
      'A table is held by another session, for example a load, so nothing was mended. Try again when it is done.',
      undefined,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {}); // what was mended is committed
  }
}

async function requireOwner(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ login: string; may: boolean }>(
    `SELECT session_user AS login, (SELECT rolsuper FROM pg_roles WHERE rolname = session_user)
         OR coalesce(pg_has_role(session_user, to_regrole('cs_owner'), 'MEMBER'), false) AS may`,
  );
  if (rows[0]?.may) return;
  throw new StewardError(
    'forbidden',
    `${rows[0]?.login} may not mend the schema. Use a superuser, or the login that made the company.`,
  );
}

async function requireVersion(client: ClientBase): Promise<void> {
  const known = readMigrations().length;
  const { rows } = await client.query<{ ledger: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('customer_success')
                    AND relname = 'schema_migrations') AS ledger`,
  );
  if (!rows[0]?.ledger) {
    throw new StewardError('not_ready', 'There is no company here. Make one with `steward company create`.');
  }
  const asked = await client.query<{ version: number | null }>(
    'SELECT max(version) AS version FROM customer_success.schema_migrations',
  );
  const version = asked.rows[0]?.version ?? 0;
  if (version === known) return;
  throw new StewardError(
    'not_ready',
    version > known
      ? `The schema is version ${version}, newer than this Steward. Update Steward.`
      : `The schema is version ${version}, this Steward brings ${known}. Run \`steward company create\` first.`,
  );
}
