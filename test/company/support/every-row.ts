import type pg from 'pg';

export interface DumpedRow {
  readonly table: string;
  /** The row as a dump would have it. */
  readonly text: string;
  readonly account: number | null;
}

/** Every row of every table of the company, as a dump has it. */
export async function everyRow(admin: pg.Pool): Promise<DumpedRow[]> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `SELECT relname::text AS name FROM pg_class
      WHERE relnamespace = 'customer_success'::regnamespace AND relkind IN ('r', 'p', 'm') AND NOT relispartition ORDER BY 1`,
  );
  const found: DumpedRow[] = [];
  for (const { name } of tables) {
    const { rows } = await admin.query<Omit<DumpedRow, 'table'>>(
      `SELECT r::text AS text, (to_jsonb(r) ->> 'organization_id')::int AS account FROM customer_success."${name}" r ORDER BY 1`,
    );
    found.push(...rows.map((row) => ({ table: name, ...row })));
  }
  return found;
}
