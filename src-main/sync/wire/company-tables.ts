import { type CopiedTable, type EntityTable, entityTables } from '../../store/copy/copied-tables';
import { laterColumns, laterTables } from '../../store/copy/later-tables';
import type { Connection } from './connect';

/**
 * The tables to read at a company whose schema may be older than this Steward, each with the columns that are there. A
 * table that is not there yet counts as empty, a column as unknown; once they are, all that is written to them stands in
 * the log of changes, so nothing is missed.
 */
export async function companyTables(connection: Connection): Promise<readonly EntityTable[]> {
  const list = laterTables.map((name) => `'${name}'`).join(', ');
  const found = await connection.queryTuples<[string]>(
    `select relname::text from pg_class
      where relnamespace = to_regnamespace('customer_success') and relname in (${list})`,
  );
  const there = new Set(found.map(([name]) => name));
  const later: readonly string[] = laterTables;
  const columns = await laterColumnsThere(connection);
  return entityTables
    .filter(({ name }) => !later.includes(name) || there.has(name))
    .map((table) => withColumns(table, columns))
    .filter(hasKey);
}

/** A table that was no one's to copy before has a key since then: until it has, it counts as empty. */
function hasKey({ key, columns }: EntityTable): boolean {
  return columns.some(({ name }) => name === key);
}

/** Which of the later columns the company has, by table. */
export async function laterColumnsThere(
  connection: Connection,
): Promise<Partial<Record<CopiedTable, string[]>>> {
  const pairs = Object.entries(laterColumns).flatMap(([table, columns]) =>
    columns.map((column) => `('${table}', '${column}')`),
  );
  const found = await connection.queryTuples<[CopiedTable, string]>(
    `select c.relname::text, a.attname::text from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = to_regnamespace('customer_success') and not a.attisdropped
        and (c.relname::text, a.attname::text) in (${pairs.join(', ')}) order by 1, 2`,
  );
  const there: Partial<Record<CopiedTable, string[]>> = {};
  for (const [table, column] of found) there[table] = [...(there[table] ?? []), column];
  return there;
}

function withColumns(table: EntityTable, there: Partial<Record<CopiedTable, string[]>>): EntityTable {
  const later = laterColumns[table.name] ?? [];
  const lacking = later.filter((column) => !there[table.name]?.includes(column));
  if (lacking.length === 0) return table;
  return { ...table, columns: table.columns.filter(({ name }) => !lacking.includes(name)) };
}
