import type { ClientBase, Pool } from 'pg';

/** Settings that somebody may have given a server, a database or a role, each as odd as it gets. */
const settings: readonly (readonly [name: string, value: string])[] = [
  ['statement_timeout', '1ms'],
  ['lock_timeout', '1ms'],
  ['transaction_timeout', '1ms'],
  ['idle_in_transaction_session_timeout', '1ms'],
  ['idle_session_timeout', '1ms'],
  ['standard_conforming_strings', 'off'],
  ['backslash_quote', 'off'],
  ['escape_string_warning', 'off'],
  ['quote_all_identifiers', 'on'],
  ['transform_null_equals', 'on'],
  ['array_nulls', 'off'],
  ['datestyle', 'SQL, DMY'],
  ['intervalstyle', 'sql_standard'],
  ['timezone', 'Pacific/Apia'],
  ['extra_float_digits', '-15'],
  ['bytea_output', 'escape'],
  ['client_encoding', 'LATIN1'],
  ['search_path', 'decoy, customer_success'],
  ['row_security', 'off'],
  ['restrict_nonsystem_relation_kind', 'view'],
  ['default_transaction_read_only', 'on'],
  ['default_transaction_isolation', 'serializable'],
  ['default_transaction_deferrable', 'on'],
  ['client_min_messages', 'debug5'],
  ['exit_on_error', 'on'],
  ['xmloption', 'document'],
  ['check_function_bodies', 'off'],
  ['work_mem', '64kB'],
  ['plan_cache_mode', 'force_generic_plan'],
  ['enable_seqscan', 'off'],
  ['enable_indexscan', 'off'],
  ['debug_parallel_query', 'regress'],
  ['force_parallel_mode', 'regress'],
  ['jit_above_cost', '0'],
];

/**
 * Of all at once: a server that gives each transaction a millisecond ends sessions, and the helpers of its parallel
 * queries, before they can set anything.
 */
const together: Readonly<Record<string, string>> = { transaction_timeout: '500ms' };

/** Those that this server has. */
export async function oddSettings(admin: Pool | ClientBase): Promise<[string, string][]> {
  const { rows } = await admin.query<{ name: string }>('select lower(name) as name from pg_settings');
  const known = new Set(rows.map(({ name }) => name));
  return settings.filter(([name]) => known.has(name)).map(([name, value]) => [name, value]);
}

/** The same, to be set together. */
export async function oddSettingsTogether(admin: Pool | ClientBase): Promise<[string, string][]> {
  return (await oddSettings(admin)).map(([name, value]) => [name, together[name] ?? value]);
}

/** What a search_path may lead to in place of PostgreSQL's own. */
export async function makeDecoys(admin: Pool | ClientBase): Promise<void> {
  await admin.query(`
    create schema decoy;
    grant usage on schema decoy to public;
    create function decoy.set_config(text, text, boolean) returns text language sql as 'select ''decoy''';
    create function decoy.current_setting(text, boolean) returns text language sql as 'select null::text';
    create function decoy.now() returns timestamptz language sql as 'select ''2001-01-01''::timestamptz';
    create table decoy.organizations (organization_id int)`);
}

/** One item of `ALTER … SET`. */
export function assignment([name, value]: readonly [string, string]): string {
  return `${name} = ${name === 'search_path' ? value : `'${value}'`}`;
}
