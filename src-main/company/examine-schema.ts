import type { ClientBase } from 'pg';
import { desktopColumns, desktopSchemaVersion } from './desktop-columns';
import { doubtful, type Finding, failed, passed } from './finding';
import { readMigrations } from './migrations';

const createIt = 'Run `steward company create --url …` with a login that owns the database.';

/** Version of the schema, its columns, what the login may read, and the partitions of the coming month. */
export async function examineSchema(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ schema: boolean; usage: boolean; ledger: boolean }>(
    `SELECT to_regnamespace('customer_success') IS NOT NULL AS schema,
            coalesce(has_schema_privilege(to_regnamespace('customer_success'), 'USAGE'), false) AS usage,
            EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('customer_success')
                    AND relname = 'schema_migrations') AS ledger`,
  );
  if (!rows[0]?.schema || !rows[0].ledger) {
    return [failed('schema', 'The database has no schema customer_success made by Steward.', createIt)];
  }
  if (!rows[0].usage) {
    return [
      failed(
        'privileges',
        'This login is not let into the schema customer_success.',
        'Let it in: `steward company grant --login … --role manager --book EMAIL`.',
      ),
    ];
  }
  return [
    ...(await examineVersion(client)),
    ...(await examineColumns(client)),
    ...(await examinePrivileges(client)),
    ...(await examinePartitions(client)),
  ];
}

async function examineVersion(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ step: number; version: number }>(
    `SELECT (SELECT max(version) FROM customer_success.schema_migrations) AS step,
            (SELECT schema_version FROM customer_success.sync_meta) AS version`,
  );
  const known = readMigrations().length;
  const { step = 0, version = 0 } = rows[0] ?? {};
  if (version > desktopSchemaVersion || step > known) {
    return [failed('schema', `The schema is version ${step}, newer than this Steward.`, 'Update Steward.')];
  }
  if (step < known) {
    return [doubtful('schema', `The schema is version ${step}; this Steward brings ${known}.`, createIt)];
  }
  return [passed('schema', `The schema is version ${step}, up to date.`)];
}

async function examineColumns(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = to_regnamespace('customer_success') AND c.relname = ANY ($1)
        AND a.attnum > 0 AND NOT a.attisdropped`,
    [Object.keys(desktopColumns)],
  );
  const found = new Map(rows.map((row) => [`${row.table}.${row.column}`, row.type]));
  const wrong = Object.entries(desktopColumns).flatMap(([table, columns]) =>
    Object.entries(columns).flatMap(([column, type]) => {
      const actual = found.get(`${table}.${column}`);
      if (actual === type) return [];
      return [
        actual === undefined
          ? `${table}.${column} is missing`
          : `${table}.${column} is ${actual}, not ${type}`,
      ];
    }),
  );
  if (wrong.length === 0) return [passed('columns', 'Every column that desktops read is there.')];
  return [
    failed(
      'columns',
      `${wrong.slice(0, 8).join('; ')}${wrong.length > 8 ? `; and ${wrong.length - 8} more` : ''}.`,
      'Somebody changed the tables: put the columns back as docs/company-data.md describes them.',
    ),
  ];
}

async function examinePrivileges(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = to_regnamespace('customer_success')
        AND relname = ANY ($1) AND NOT has_table_privilege(oid, 'SELECT') ORDER BY 1`,
    [Object.keys(desktopColumns)],
  );
  if (rows.length === 0) return [passed('privileges', 'The login may read every table that desktops read.')];
  return [
    failed(
      'privileges',
      `The login may not read ${rows.map((row) => row.name).join(', ')}.`,
      'Grant it cs_viewer, cs_manager or cs_admin: `steward company grant`.',
    ),
  ];
}

async function examinePartitions(client: ClientBase): Promise<Finding[]> {
  const { rows } = await client.query<{ ahead: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('customer_success')
                    AND relname = 'activity_events_' || to_char(now() + interval '1 month', 'YYYY_MM')) AS ahead`,
  );
  if (rows[0]?.ahead) return [passed('partitions', 'Next month’s partition of activity_events is there.')];
  return [
    doubtful(
      'partitions',
      'Next month’s events have no partition yet; they will lie in the default one.',
      `Let the pipeline run each month: SELECT customer_success.ensure_partitions('activity_events', current_date, current_date + 92).`,
    ),
  ];
}
