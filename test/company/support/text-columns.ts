import type pg from 'pg';

/** A column that can hold what somebody wrote. */
export interface TextColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

export interface Column extends TextColumn {
  readonly isRequired: boolean;
  readonly isText: boolean;
  readonly checks: string | null;
}

/** A row of a table, by where it lies. */
export interface Place {
  readonly part: string;
  readonly ctid: string;
}

/**
 * Adds a row with something in each column that must have something, or finds the one of a table that has one row alone.
 * @param known values of columns, whatever their table
 */
export async function addRow(
  client: pg.ClientBase,
  table: string,
  columns: readonly Column[],
  known: Readonly<Record<string, unknown>>,
): Promise<Place> {
  const given = columns.filter(({ column, isRequired }) => isRequired || column in known);
  const names = given.map(({ column }) => `"${column}"`).join(', ');
  const places = given.map((_, place) => `$${place + 1}`).join(', ');
  const values =
    given.length === 0 ? 'DEFAULT VALUES' : `(${names}) OVERRIDING SYSTEM VALUE VALUES (${places})`;
  const isOfAccount = columns.some(({ column }) => column === 'organization_id');
  const ofAccount = isOfAccount ? `'${known['organization_id']}'` : 'NULL';
  const place = 'tableoid::regclass::text AS part, ctid::text AS ctid';
  const { rows } = await client.query<Place>(
    `WITH added AS (INSERT INTO customer_success."${table}" ${values} ON CONFLICT DO NOTHING RETURNING ${place})
     SELECT * FROM added UNION ALL (SELECT ${place} FROM customer_success."${table}" t
       WHERE to_jsonb(t) ->> 'organization_id' IS NOT DISTINCT FROM ${ofAccount} LIMIT 1)`,
    given.map((column) => known[column.column] ?? sampleOf(column)),
  );
  const [found] = rows;
  if (found === undefined) throw new Error(`say what a row of ${table} needs`);
  return found;
}

/** Texts, JSON, lists of them: as the catalogue has them, so that a column that comes later is tried by itself. */
export async function columnsOf(admin: pg.Pool): Promise<Column[]> {
  const { rows } = await admin.query<Column>(`
    SELECT c.relname::text AS "table", a.attname::text AS "column", format_type(a.atttypid, NULL) AS type,
           a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AS "isRequired",
           coalesce(e.typcategory, t.typcategory) = 'S' OR t.typname IN ('json', 'jsonb', 'xml', '_json', '_jsonb') AS "isText",
           (SELECT string_agg(pg_get_constraintdef(x.oid), ' ') FROM pg_constraint x
             WHERE x.conrelid = c.oid AND x.contype = 'c' AND a.attnum = ANY (x.conkey)) AS checks
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
     WHERE c.relnamespace = 'customer_success'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     ORDER BY 1, a.attnum`);
  return rows;
}

let made = 0;

/** What the column takes; of words of a list the first. */
function sampleOf({ column, type, checks }: Column): unknown {
  const [, ofSeveral, only] = checks?.match(new RegExp(`ARRAY\\['([^']*)'|\\b${column} = '([^']*)'`)) ?? [];
  const listed = ofSeveral ?? only;
  if (listed !== undefined) return listed;
  made += 1;
  if (/^(integer|smallint|bigint|numeric|double precision|real|xid8)$/.test(type)) return 1000 + made;
  if (type === 'boolean') return true;
  if (type === 'uuid') return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  if (type === 'date') return '2026-10-01';
  if (type.startsWith('timestamp')) return '2026-10-01T12:00:00Z';
  if (type === 'bytea') return Buffer.from([made % 256]);
  if (type === 'pg_snapshot') return '3:3:';
  if (/^jsonb?$/.test(type)) return checks?.includes("'array'") ? '[]' : '{}';
  if (column === 'currency') return 'EUR';
  return `${column} ${made}`;
}
