import { beforeEach, describe, expect, test } from 'vitest';
import { diagnose } from '../../src-main/company/diagnose';
import { mendCompany } from '../../src-main/company/mend-company';
import { companyForEachTest } from '../support/company-for-each-test';
import { doctorsInTurn } from '../support/doctors-in-turn';
import type { TestLogin } from '../support/postgres';

const here = companyForEachTest();
doctorsInTurn(here);
let login: TestLogin;
beforeEach(async () => {
  login = await here.company.createLogin({ role: 'manager', scope: 'all' });
});

async function troubles(): Promise<string[]> {
  const findings = await diagnose(login.url);
  return findings
    .filter(({ level }) => level !== 'ok')
    .map(({ level, check, text, todo }) => `${level} ${check}: ${text} -> ${todo}`);
}

/** Those that PostgreSQL 15 knows not are for later ones. */
const unusual: readonly (readonly [string, string, number?])[] = [
  ['search_path', `'"$user", public'`],
  ['search_path', 'customer_success'],
  ['search_path', `''`],
  ['quote_all_identifiers', 'on'],
  ['standard_conforming_strings', 'off'],
  ['default_transaction_read_only', 'on'],
  ['default_transaction_isolation', 'serializable'],
  ['default_transaction_deferrable', 'on'],
  ['row_security', 'off'],
  ['TimeZone', `'Asia/Kathmandu'`],
  ['DateStyle', `'German, DMY'`],
  ['IntervalStyle', 'sql_standard'],
  ['extra_float_digits', '-15'],
  ['bytea_output', 'escape'],
  ['client_encoding', 'LATIN1'],
  ['lc_monetary', `'C'`],
  ['xmloption', 'document'],
  ['array_nulls', 'off'],
  ['transform_null_equals', 'on'],
  ['backslash_quote', 'on'],
  ['escape_string_warning', 'off'],
  ['check_function_bodies', 'off'],
  ['client_min_messages', 'debug1'],
  ['exit_on_error', 'on'],
  ['statement_timeout', '200'],
  ['lock_timeout', '100'],
  ['idle_in_transaction_session_timeout', '100'],
  ['idle_session_timeout', '1000'],
  ['transaction_timeout', '1000', 170_000],
  ['work_mem', '64'],
  ['enable_seqscan', 'off'],
  ['enable_hashjoin', 'off'],
  ['from_collapse_limit', '1'],
  ['join_collapse_limit', '1'],
  ['plan_cache_mode', 'force_generic_plan'],
  ['jit_above_cost', '0'],
  ['synchronous_commit', 'off'],
  ['role', 'cs_manager'],
  ['constraint_exclusion', 'on'],
  ['steward.mine', `'x'`],
];

test('a sound company is found sound, whatever is set for its login', async () => {
  for (const [name, value] of await known()) {
    await here.company.admin.query(`ALTER ROLE ${login.login} SET ${name} = ${value}`);
    expect(await troubles(), `${name} = ${value}`).toEqual([]);
    await here.company.admin.query(`ALTER ROLE ${login.login} RESET ${name}`);
  }
});

test('there is nothing to mend in a sound company, whatever is set for its database', async () => {
  for (const [name, value] of await known()) {
    if (name !== 'exit_on_error' && name !== 'role')
      await here.company.admin.query(`ALTER DATABASE ${here.company.database} SET ${name} = ${value}`);
  }
  expect(await mendCompany(here.company.url)).toEqual({ done: [], refused: [] });
});

/** Without those that came with later servers than this. */
async function known(): Promise<(typeof unusual)[number][]> {
  const { rows } = await here.company.admin.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  return unusual.filter(([, , since = 0]) => (rows[0]?.version ?? 0) >= since);
}

test('a sound company is found sound beside other schemas, extensions, partitions and what an administrator tunes', async () => {
  await here.company.admin.query(`
    CREATE SCHEMA reports; CREATE TABLE reports.organizations (name text); GRANT SELECT ON reports.organizations TO PUBLIC;
    CREATE FUNCTION public.sees_everything() RETURNS boolean LANGUAGE sql AS 'SELECT true';
    CREATE FUNCTION public.count_activity() RETURNS int LANGUAGE sql AS 'SELECT 1';
    ALTER TABLE customer_success.activity_daily SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01);
    ALTER INDEX customer_success.activity_daily_pkey SET (fillfactor = 70);
    ALTER INDEX customer_success.sync_log_by_xid SET (fillfactor = 70);
    ALTER TABLE customer_success.organizations ALTER COLUMN name SET STATISTICS 1000;
    CREATE STATISTICS customer_success.together ON organization_id, feature_id FROM customer_success.activity_daily;
    CREATE INDEX ours ON customer_success.users (email);
    COMMENT ON TABLE customer_success.users IS 'ours';
    ALTER TABLE customer_success.users REPLICA IDENTITY FULL;
    ALTER SEQUENCE customer_success.users_user_id_seq RESTART WITH 5000;
    CREATE PUBLICATION ours FOR TABLE customer_success.users;
    SELECT customer_success.ensure_partitions('activity_events', '2020-01-01', '2022-12-31');
    ANALYZE`);
  expect(await troubles()).toEqual([]);
});

describe('what a session can’t set for itself is named with what to do:', () => {
  test('a limit of connections, of the login and of the database', async () => {
    await here.company.admin.query(`
      ALTER ROLE ${login.login} CONNECTION LIMIT 1; ALTER DATABASE ${here.company.database} CONNECTION LIMIT 2`);
    expect(await troubles()).toEqual([
      `warning settings: The database ${here.company.database} allows 2 connections at a time; a desktop needs 3. -> Allow more: ALTER DATABASE ${here.company.database} CONNECTION LIMIT -1;`,
      `error settings: The login ${login.login} allows one connection at a time; a desktop needs 3. -> Allow more: ALTER ROLE ${login.login} CONNECTION LIMIT -1;`,
    ]);
  });

  test('a login whose only connection is taken', async () => {
    await here.company.admin.query(`ALTER ROLE ${login.login} CONNECTION LIMIT 1`);
    await login.connect();
    expect(await troubles()).toEqual([
      expect.stringMatching(/^error connection: .* -> .*ALTER ROLE \S+ CONNECTION LIMIT -1/),
    ]);
  });

  test('but not a statement_timeout of a few milliseconds: a session begins with its own', async () => {
    await here.company.admin.query(`ALTER ROLE ${login.login} SET statement_timeout = 20`);
    expect(await troubles()).toEqual([]);
  });

  test.each(['idle_in_transaction_session_timeout', 'lock_timeout'])(
    '%s of a few milliseconds',
    async (name) => {
      await here.company.admin.query(`ALTER ROLE ${login.login} SET ${name} = 20`);
      expect(await troubles()).toEqual([
        expect.stringMatching(
          `warning settings: ${name} is 20 ms for this login.* ALTER ROLE ${login.login} SET ${name} = '1min';`,
        ),
      ]);
    },
  );

  test.each(['idle_session_timeout', 'transaction_timeout'])(
    '%s that ends every session at once',
    async (name) => {
      const { rows } = await here.company.admin.query(`SELECT FROM pg_settings WHERE name = $1`, [name]);
      if (rows.length === 0) return;
      await here.company.admin.query(`ALTER ROLE ${login.login} SET ${name} = 1`);
      for (const one of await troubles()) expect(one).toContain(name);
    },
  );

  test('triggers that don’t fire, for the pipeline or for everybody', async () => {
    const pipeline = await here.company.createLogin({ role: 'loader' });
    await here.company.admin.query(`
      ALTER ROLE ${pipeline.login} SET session_replication_role = replica;
      ALTER DATABASE ${here.company.database} SET session_replication_role = replica`);
    expect(await troubles()).toEqual([
      expect.stringMatching(
        `error settings: session_replication_role is set for ${pipeline.login}.* ALTER ROLE ${pipeline.login} RESET session_replication_role;`,
      ),
      expect.stringMatching(
        `error settings: session_replication_role is set for ${here.company.database}.* ALTER DATABASE ${here.company.database} RESET`,
      ),
    ]);
  });
});

test('what the server does not show to a login is said, and the rest is compared', async () => {
  await here.company.admin.query(`
    REVOKE SELECT ON pg_policy, pg_auth_members FROM PUBLIC;
    ALTER TABLE customer_success.users NO FORCE ROW LEVEL SECURITY`);
  const found = await troubles();
  expect(found).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^warning row security: .* nobody looked at: policy\. -> Let an administrator run `steward doctor`/,
      ),
      expect.stringMatching(/^warning roles: .* nobody looked at: role membership\./),
      expect.stringMatching(/^warning logins: .*pg_auth_members/),
      expect.stringMatching(/^error row security: users has no forced row security\./),
    ]),
  );
});
