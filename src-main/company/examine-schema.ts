import type { ClientBase } from 'pg';
import { cameWith, desktopColumns, desktopSchemaVersion } from './desktop-columns';
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
  const version = await readVersion(client);
  return [
    judgeVersion(version),
    ...(await examineColumns(client, version.step)),
    ...(await examinePrivileges(client)),
    ...(await examinePartitions(client)),
  ];
}

interface SchemaVersion {
  /** The last migration that the company has run, and the last that this Steward brings. */
  readonly step: number;
  readonly known: number;
  /** What desktops must be able to read. */
  readonly format: number;
}

async function readVersion(client: ClientBase): Promise<SchemaVersion> {
  const { rows } = await client.query<{ step: number | null; format: number | null }>(
    `SELECT (SELECT max(version) FROM customer_success.schema_migrations) AS step,
            (SELECT schema_version FROM customer_success.sync_meta) AS format`,
  );
  return { step: rows[0]?.step ?? 0, known: readMigrations().length, format: rows[0]?.format ?? 0 };
}

function judgeVersion({ step, known, format }: SchemaVersion): Finding {
  if (format > desktopSchemaVersion || step > known) {
    return failed('schema', `The schema is version ${step}, newer than this Steward.`, 'Update Steward.');
  }
  if (step < known) {
    const text = `The schema is version ${step}; this Steward brings ${known}. Tables that came since count as empty.`;
    return doubtful('schema', text, createIt);
  }
  return passed('schema', `The schema is version ${step}, up to date.`);
}

/** @param step the last migration that the company has run: it lacks the tables that came later */
async function examineColumns(client: ClientBase, step: number): Promise<Finding[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE c.relnamespace = to_regnamespace('customer_success') AND c.relname = ANY ($1)
        AND a.attnum > 0 AND NOT a.attisdropped`,
    [Object.keys(desktopColumns)],
  );
  const found = new Map(rows.map((row) => [`${row.table}.${row.column}`, row.type]));
  const expected = Object.entries(desktopColumns).filter(([table]) => (cameWith[table] ?? 0) <= step);
  const wrong = expected.flatMap(([table, columns]) =>
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
