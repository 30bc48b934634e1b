import type { ClientBase } from 'pg';
import { type Migration, readMigrations } from '../migrations';
import { expectedCatalogue, readCatalogueHistory } from './expected-catalogue';
import { doubtful, type Finding, failed, passed } from './finding';

const createIt = 'Run `steward company create --url …` with a login that owns the database.';

/** The `schema_version` that this build's desktops can read. */
const desktopSchemaVersion = 2;

export interface SchemaExamination {
  readonly findings: Finding[];
  /** The last migration that the company has run, as far as this Steward knows; null where nobody made its schema. */
  readonly version: number | null;
}

/** Whether the schema is there and the login is let in; its version; what it may read; the coming month's partitions. */
export async function examineSchema(client: ClientBase): Promise<SchemaExamination> {
  const { rows } = await client.query<{
    schema: boolean;
    usage: boolean;
    ledger: boolean;
    readable: boolean;
  }>(
    `SELECT n.oid IS NOT NULL AS schema, coalesce(has_schema_privilege(n.oid, 'USAGE'), false) AS usage,
            l.oid IS NOT NULL AS ledger, coalesce(has_table_privilege(l.oid, 'SELECT'), false) AS readable
       FROM (SELECT to_regnamespace('customer_success') AS oid) n
       LEFT JOIN pg_class l ON l.relnamespace = n.oid AND l.relname = 'schema_migrations'`,
  );
  const { schema, usage, ledger, readable } = rows[0] ?? {};
  if (!schema || !ledger) {
    const finding = failed(
      'schema',
      'The database has no schema customer_success made by Steward.',
      createIt,
    );
    return { findings: [finding], version: null };
  }
  if (!usage) {
    const finding = failed(
      'privileges',
      'This login is not let into the schema customer_success.',
      'Let it in: `steward company grant --login … --role manager --book EMAIL`.',
    );
    return { findings: [finding], version: null };
  }
  const known = readMigrations();
  const applied = readable ? await appliedSteps(client) : null;
  const version = applied === null ? known.length : (applied.at(-1)?.version ?? 0);
  const format = await readFormat(client);
  return {
    findings: [
      applied === null ? unknownVersion : judgeVersion({ version, format }, applied, known),
      ...(await examinePrivileges(client, version)),
      ...(await examinePartitions(client)),
    ],
    version,
  };
}

interface AppliedStep {
  readonly version: number;
  readonly checksum: string;
}

async function appliedSteps(client: ClientBase): Promise<AppliedStep[]> {
  const { rows } = await client.query<AppliedStep>(
    'SELECT version, checksum FROM customer_success.schema_migrations ORDER BY version',
  );
  return rows;
}

const unknownVersion = doubtful(
  'schema',
  'This login may not read which version the schema is; it was compared with this Steward’s.',
  'Let it in anew: `steward company grant --login … --role manager --book EMAIL`.',
);

/** What desktops must be able to read; null where the view that says it is broken, which the catalogue tells. */
async function readFormat(client: ClientBase): Promise<number | null> {
  try {
    const { rows } = await client.query<{ format: number }>(
      'SELECT schema_version AS format FROM customer_success.sync_meta',
    );
    return rows[0]?.format ?? null;
  } catch {
    return null;
  }
}

function judgeVersion(
  { version, format }: { version: number; format: number | null },
  applied: readonly AppliedStep[],
  known: readonly Migration[],
): Finding {
  if (version > known.length || (format ?? 0) > desktopSchemaVersion) {
    return failed('schema', `The schema is version ${version}, newer than this Steward.`, 'Update Steward.');
  }
  const strange = applied.find(
    (step, index) => step.version !== index + 1 || step.checksum !== known[index]?.checksum,
  );
  if (strange !== undefined) {
    return failed(
      'schema',
      `Step ${strange.version} of the company’s schema differs from this Steward’s.`,
      'Use the Steward that made the database, or a released version of it.',
    );
  }
  if (version < known.length) {
    const text = `The schema is version ${version}; this Steward brings ${known.length}. Tables that came since count as empty.`;
    return doubtful('schema', text, createIt);
  }
  return passed('schema', `The schema is version ${version}, up to date.`);
}

/** Whether the login itself may read what the migrations up to `version` let members read. */
async function examinePrivileges(client: ClientBase, version: number): Promise<Finding[]> {
  const readable = expectedCatalogue(readCatalogueHistory(), version)
    .filter(({ properties }) => properties['grants to cs_viewer']?.split(', ').includes('SELECT'))
    .map(({ name }) => name);
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = to_regnamespace('customer_success')
        AND relname = ANY ($1) AND NOT has_table_privilege(oid, 'SELECT') ORDER BY 1`,
    [readable],
  );
  if (rows.length === 0) return [passed('reading', 'The login may read every table that desktops read.')];
  return [
    failed(
      'reading',
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
