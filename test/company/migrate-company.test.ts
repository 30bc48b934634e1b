import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrateCompany } from '../../src-main/company/migrate-company';
import { type Migration, readMigrations } from '../../src-main/company/migrations';
import { startPostgres, type TestServer } from '../support/postgres';

let server: TestServer;
let database: string;
let clients: pg.Client[];
let count = 0;
beforeAll(async () => {
  server = await startPostgres({ bare: true });
});
afterAll(() => server.stop());
beforeEach(async () => {
  count += 1;
  database = `steward_migrate_${process.pid}_${count}`;
  clients = [];
  await server.admin.query(`CREATE DATABASE ${database}`);
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()));
  await server.admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
});

async function connect(login?: { name: string; password: string }): Promise<pg.Client> {
  const address = new URL(server.url);
  address.pathname = `/${database}`;
  if (login !== undefined) {
    address.username = login.name;
    address.password = login.password;
  }
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  clients.push(client);
  return client;
}

function step(version: number, sql: string): Migration {
  return { version, name: `step ${version}`, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

const shipped = readMigrations();

/** Steps of our own on top of the first shipped one, which makes the ledger. */
function withSteps(...sql: string[]): Migration[] {
  return [...shipped.slice(0, 1), ...sql.map((text, index) => step(index + 2, text))];
}

test('an empty database gets every step, in order', async () => {
  const client = await connect();
  const report = await migrateCompany(client);
  expect(report).toEqual({
    from: 0,
    to: shipped.length,
    applied: shipped.map((migration) => migration.name),
  });
  const { rows } = await client.query(
    'SELECT version, name FROM customer_success.schema_migrations ORDER BY applied_at',
  );
  expect(rows).toEqual(shipped.map(({ version, name }) => ({ version, name })));
});

test('run again, it does nothing', async () => {
  const client = await connect();
  await migrateCompany(client);
  expect(await migrateCompany(client)).toEqual({ from: shipped.length, to: shipped.length, applied: [] });
});

test('run from several places at once, each step is made once', async () => {
  const reports = await Promise.all([1, 2, 3].map(async () => migrateCompany(await connect())));
  expect(reports.flatMap((report) => report.applied).sort()).toEqual(shipped.map(({ name }) => name).sort());
});

test('an older schema gets the steps it lacks', async () => {
  const client = await connect();
  await migrateCompany(client, withSteps('CREATE TABLE customer_success.a ()'));
  const report = await migrateCompany(
    client,
    withSteps('CREATE TABLE customer_success.a ()', 'CREATE TABLE customer_success.b ()'),
  );
  expect(report).toEqual({ from: 2, to: 3, applied: ['step 3'] });
});

test('a step that fails half-way is rolled back whole, and the steps before it stay', async () => {
  const client = await connect();
  const broken = withSteps(
    'CREATE TABLE customer_success.a ()',
    'CREATE TABLE customer_success.b (); SELECT 1 / 0',
  );
  await expect(migrateCompany(client, broken)).rejects.toThrow(
    /Step 3 \(step 3\) .* rolled back: division by zero/,
  );
  const { rows } = await client.query(
    `SELECT to_regclass('customer_success.a') IS NOT NULL AS a, to_regclass('customer_success.b') IS NOT NULL AS b,
            (SELECT max(version) FROM customer_success.schema_migrations) AS version`,
  );
  expect(rows).toEqual([{ a: true, b: false, version: 2 }]);
});

test('after a failure the mended step is taken', async () => {
  const client = await connect();
  await expect(migrateCompany(client, withSteps('SELECT 1 / 0'))).rejects.toThrow();
  expect((await migrateCompany(client, withSteps('SELECT 1'))).to).toBe(2);
});

describe('is refused:', () => {
  test('a schema of a later Steward', async () => {
    const client = await connect();
    await migrateCompany(client, withSteps('SELECT 1', 'SELECT 2'));
    await expect(migrateCompany(client, withSteps('SELECT 1'))).rejects.toMatchObject({
      code: 'newer_database',
      message: expect.stringContaining('Update Steward'),
    });
  });

  test('a schema whose steps were edited', async () => {
    const client = await connect();
    await migrateCompany(client, withSteps('SELECT 1'));
    await expect(migrateCompany(client, withSteps('SELECT 2'))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a schema of that name that is not ours', async () => {
    const client = await connect();
    await client.query('CREATE SCHEMA customer_success');
    await expect(migrateCompany(client)).rejects.toThrow(
      /a schema customer_success that Steward did not make/,
    );
  });

  test('a login that may not make it, in words that say which may', async () => {
    const name = `nobody_${process.pid}`;
    await server.admin.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`);
    const client = await connect({ name, password: 'x' });
    await expect(migrateCompany(client)).rejects.toThrow(
      /Use a superuser, or the owner of the database with CREATEROLE/,
    );
    await client.end();
    clients = [];
    await server.admin.query(`DROP ROLE ${name}`);
  });
});

test('accounts that were here before their owners were written down are whose they are since that day', async () => {
  const before = shipped.findIndex(({ name }) => name.includes('whose_accounts_were'));
  const client = await connect();
  await migrateCompany(client, shipped.slice(0, before));
  await client.query(`
    INSERT INTO customer_success.managers (manager_id, email, name) VALUES (7, 'ann@x.org', 'Ann');
    INSERT INTO customer_success.organizations (external_id, name, owner_id, created_at)
    VALUES ('acme', 'Acme', 7, '2024-01-01'), ('cove', 'Cove', NULL, '2024-01-01')`);
  await migrateCompany(client, shipped);
  const { rows } = await client.query(
    `SELECT external_id, to_owner, is_first, now() - changed_at < interval '5 minutes' AS soon
       FROM customer_success.owner_changes JOIN customer_success.organizations USING (organization_id) ORDER BY 1`,
  );
  expect(rows).toEqual([
    { external_id: 'acme', to_owner: 7, is_first: true, soon: true },
    { external_id: 'cove', to_owner: null, is_first: true, soon: true },
  ]);
});

test('an owner of the database who is no superuser can make the schema, and fill and prune it', async () => {
  const name = `owner_${process.pid}`;
  await server.admin.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'x'`);
  for (const role of ['cs_owner', 'cs_viewer', 'cs_manager']) {
    await server.admin.query(
      `DO $$ BEGIN IF to_regrole('${role}') IS NULL THEN CREATE ROLE ${role} NOLOGIN; END IF; END $$`,
    );
    await server.admin.query(`GRANT ${role} TO ${name} WITH ADMIN OPTION`);
  }
  await server.admin.query(`ALTER DATABASE ${database} OWNER TO ${name}`);
  const client = await connect({ name, password: 'x' });
  expect((await migrateCompany(client)).to).toBe(shipped.length);
  await client.query(`INSERT INTO customer_success.organizations (external_id, name) VALUES ('a', 'A')`);
  await client.query(`SELECT customer_success.refresh_aggregates(), customer_success.prune_sync_log('0')`);
  expect((await client.query('SELECT FROM customer_success.organizations')).rowCount).toBe(1);
  await client.end();
  clients = [];
  await server.admin.query(`ALTER DATABASE ${database} OWNER TO CURRENT_USER`);
  await server.admin.query(`REVOKE cs_owner, cs_viewer, cs_manager FROM ${name}`);
  const database_ = await connect();
  await database_.query(`REASSIGN OWNED BY ${name} TO CURRENT_USER; DROP OWNED BY ${name}`);
  await server.admin.query(`DROP OWNED BY ${name}`);
  await server.admin.query(`DROP ROLE ${name}`);
});

test('the shipped steps count up without gaps', () => {
  expect(shipped.map((migration) => migration.version)).toEqual(shipped.map((_, index) => index + 1));
});
