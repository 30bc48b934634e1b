import type { ClientBase } from 'pg';
import { errorCode } from '../lib/error-code';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import { inTransaction } from './in-transaction';
import { type Migration, readMigrations } from './migrations';

/** The oldest PostgreSQL whose features the schema uses. */
const oldestServer = 150_000;

export interface MigrationReport {
  /** Version found before, 0 where there was no schema. */
  readonly from: number;
  readonly to: number;
  readonly applied: readonly string[];
}

/**
 * Brings the company's schema to this build's version: each step in a transaction of its own, recorded with it, so
 * that a failure leaves the last whole step. Safe to run again and from two places at once.
 * The login must be a superuser, or own the database and have CREATEROLE.
 * @throws StewardError `newer_database` for a schema of a later Steward; `conflict` for one whose steps were edited;
 *   `not_ready` when the server is too old or refuses a step
 */
export async function migrateCompany(
  client: ClientBase,
  migrations: readonly Migration[] = readMigrations(),
): Promise<MigrationReport> {
  await requireServer(client);
  const done = await appliedMigrations(client);
  refuseForeignHistory(done, migrations);
  const pending = migrations.slice(done.length);
  const applied: string[] = [];
  for (const migration of pending) {
    if (await applyMigration(client, migration)) applied.push(migration.name);
  }
  await renewHistory(client);
  return { from: done.length, to: done.length + pending.length, applied };
}

async function requireServer(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: number; text: string; standby: boolean }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text,
            pg_is_in_recovery() AS standby`,
  );
  const server = rows[0];
  if (server === undefined || server.version < oldestServer) {
    throw new StewardError(
      'not_ready',
      `This server is PostgreSQL ${server?.text ?? '?'}. Steward needs 15 or later.`,
    );
  }
  if (server.standby) {
    throw new StewardError(
      'not_ready',
      'This server is a standby, which takes no changes. Give the address of the primary.',
    );
  }
}

interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
}

async function appliedMigrations(client: ClientBase): Promise<AppliedMigration[]> {
  const exists = await client.query<{ schema: boolean; ledger: boolean }>(
    `SELECT to_regnamespace('customer_success') IS NOT NULL AS schema,
            to_regclass('customer_success.schema_migrations') IS NOT NULL AS ledger`,
  );
  if (exists.rows[0]?.ledger) {
    const { rows } = await client.query<AppliedMigration>(
      'SELECT version, name, checksum FROM customer_success.schema_migrations ORDER BY version',
    );
    return rows;
  }
  if (exists.rows[0]?.schema) {
    throw new StewardError(
      'conflict',
      'This database has a schema customer_success that Steward did not make. Rename it, or choose another database.',
    );
  }
  return [];
}

function refuseForeignHistory(done: readonly AppliedMigration[], known: readonly Migration[]): void {
  const newest = done.at(-1)?.version ?? 0;
  if (newest > known.length) {
    throw new StewardError(
      'newer_database',
      `The company's schema is version ${newest}; this Steward knows up to ${known.length}. Update Steward.`,
    );
  }
  for (const [index, step] of done.entries()) {
    const ours = known[index];
    if (step.version !== ours?.version || step.checksum !== ours.checksum) {
      throw new StewardError(
        'conflict',
        `Step ${step.version} (${step.name}) of the company's schema differs from this Steward's. Use the Steward that made the database, or a released version of it.`,
      );
    }
  }
}

/** @returns false where another Steward made the step meanwhile */
async function applyMigration(client: ClientBase, migration: Migration): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await applyOnce(client, migration);
    } catch (error) {
      if (attempt < 5 && (isRaceOverRoles(error) || isRaceOverSchema(error))) continue;
      throw explainFailure(migration, error);
    }
  }
}

async function applyOnce(client: ClientBase, migration: Migration): Promise<boolean> {
  return inTransaction(client, async () => {
    if (await isApplied(client, migration)) return false;
    await client.query(migration.sql);
    await client.query(
      'INSERT INTO customer_success.schema_migrations (version, name, checksum) VALUES ($1, $2, $3)',
      [migration.version, migration.name, migration.checksum],
    );
    return true;
  });
}

/**
 * Whether the step is there; from now to the end of the transaction nobody else can make it. The lock is one that only
 * the schema's owner may take: any login could hold an advisory one. Before the first step there is nothing to lock;
 * two that make the schema at once meet at its name.
 */
async function isApplied(client: ClientBase, { version }: Migration): Promise<boolean> {
  const ledger = await client.query(`SELECT FROM pg_tables
    WHERE schemaname = 'customer_success' AND tablename = 'schema_migrations'`);
  if (ledger.rowCount === 0) return false;
  await client.query('LOCK TABLE customer_success.schema_migrations IN SHARE ROW EXCLUSIVE MODE');
  const step = await client.query('SELECT FROM customer_success.schema_migrations WHERE version = $1', [
    version,
  ]);
  return step.rowCount === 1;
}

/** A dump may have been restored here: its log tells of another server's transactions, and begins again. */
async function renewHistory(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>(
    `SELECT to_regprocedure('customer_success.renew_history()') IS NOT NULL AS known`,
  );
  if (rows[0]?.known) await client.query('SELECT customer_success.renew_history()');
}

/** Roles belong to the server: two databases migrated at once may trip over the same row of its catalogue. */
function isRaceOverRoles(error: unknown): boolean {
  return error instanceof Error && /tuple concurrently (updated|deleted)/.test(error.message);
}

function isRaceOverSchema(error: unknown): boolean {
  return (
    errorCode(error) === '42P06' ||
    (error instanceof Error && /pg_namespace_nspname_index/.test(error.message))
  );
}

function explainFailure(migration: Migration, error: unknown): StewardError {
  const reason = errorMessage(error);
  const todo = /permission denied|must be (superuser|owner)|must have/.test(reason)
    ? ' Use a superuser, or the owner of the database with CREATEROLE.'
    : '';
  return new StewardError(
    'not_ready',
    `Step ${migration.version} (${migration.name}) of the company's schema failed and was rolled back: ${reason}.${todo}`,
    undefined,
    { cause: error },
  );
}
