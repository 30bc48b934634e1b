/** Settings of PostgreSQL by name. */
export type SessionSettings = Readonly<Record<string, string>>;

/**
 * What a server, a database or a role sets by itself must not change what is read or written: each session sets all of
 * it for itself. A setting that a server doesn't have is left out.
 */
const ownSettings: SessionSettings = {
  role: 'none',
  search_path: 'pg_catalog, pg_temp',
  // How values are written and read.
  client_encoding: 'UTF8',
  timezone: 'UTC',
  datestyle: 'ISO, YMD',
  intervalstyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  array_nulls: 'on',
  lc_monetary: 'C',
  lc_numeric: 'C',
  lc_time: 'C',
  // How statements are understood.
  standard_conforming_strings: 'on',
  backslash_quote: 'safe_encoding',
  quote_all_identifiers: 'off',
  transform_null_equals: 'off',
  check_function_bodies: 'on',
  client_min_messages: 'warning',
  exit_on_error: 'off',
  // What may be seen and written.
  row_security: 'on',
  restrict_nonsystem_relation_kind: '',
  default_transaction_read_only: 'off',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  default_tablespace: '',
  temp_tablespaces: '',
  default_table_access_method: 'heap',
  // How long anything may take: who opens the session says so, else as long as it takes.
  statement_timeout: '0',
  lock_timeout: '0',
  transaction_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
};

/**
 * One statement that gives the session its settings, however odd the ones it began with are.
 * @param process the server's process that was promised to this session: where another one answers, nothing is set, and the
 *   statement has no rows. Null: set them in any case.
 */
export function settingsStatement(settings: SessionSettings, process: number | null): string {
  const values = Object.entries({ ...ownSettings, ...settings }).map(
    ([name, value]) => `('${name}', '${value}')`,
  );
  return `select pg_catalog.set_config(s.name, s.value, false) from (values ${values.join(', ')}) s (name, value)
           where pg_catalog.current_setting(s.name, true) is not null
             and ${process === null ? 'true' : `pg_catalog.pg_backend_pid() = ${process}`}`;
}

/**
 * Limits of time that would end the very statement that lifts them, or the one after it, are lifted as a session
 * begins. `transaction_timeout` only where it is known to be there: others refuse a session that names it.
 */
export const unhurried = '-c statement_timeout=0 -c idle_session_timeout=0';
export const unhurriedTransactions = `${unhurried} -c transaction_timeout=0`;
