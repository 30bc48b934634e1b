import type { ClientBase } from 'pg';

/**
 * What a login, a database or a server may have set otherwise: how PostgreSQL prints what it knows, how long it bears
 * with us, and whether it takes row security and writes as we ask.
 */
const settings: Readonly<Record<string, string>> = {
  statement_timeout: '20s',
  lock_timeout: '5s',
  transaction_timeout: '0',
  idle_in_transaction_session_timeout: '5min',
  idle_session_timeout: '0',
  search_path: 'pg_catalog',
  row_security: 'on',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  default_transaction_isolation: 'read committed',
  quote_all_identifiers: 'off',
  standard_conforming_strings: 'on',
  backslash_quote: 'safe_encoding',
  transform_null_equals: 'off',
  array_nulls: 'on',
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  xmloption: 'content',
  check_function_bodies: 'off',
  client_min_messages: 'warning',
  exit_on_error: 'off',
  restrict_nonsystem_relation_kind: '',
  default_table_access_method: 'heap',
  default_tablespace: '',
  jit: 'off',
};

/**
 * Gives the session settings of its own, so that it finds the same whatever is set for its login. Some are unknown to
 * older servers.
 */
export async function useOwnSettings(client: ClientBase): Promise<void> {
  // First, because the others must be done within it.
  await client.query(`SET statement_timeout = '20s'`);
  await client.query('SET ROLE NONE');
  const { rows } = await client.query<{ name: string }>(
    'SELECT s.name FROM pg_catalog.pg_settings s WHERE s.name = ANY ($1)',
    [Object.keys(settings)],
  );
  const known = rows.map(({ name }) => `pg_catalog.set_config('${name}', '${settings[name]}', false)`);
  await client.query(`SELECT ${known.join(', ')}`);
}
