import {
  type EntityTable,
  type EntityTableName,
  entityTables,
  laterColumns,
  laterTables,
} from '../../store/copy/copied-tables';
import type { Connection } from './connect';

/**
 * The tables to read at a company whose schema may be older than this Steward. One that is not there yet counts as
 * empty, and a column that is not there as unknown; once it is, all that is written to it stands in the log of changes,
 * so nothing is missed.
 */
export async function companyTables(connection: Connection): Promise<readonly EntityTable[]> {
  const found = await connection.queryTuples<[table: string, column: string]>(
    `select c.relname::text, a.attname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = to_regnamespace('customer_success') and not a.attisdropped
        and (c.relname, a.attname) in (${[...signsOfTables(), ...signsOfColumns()].join(', ')})`,
  );
  const there = new Set(found.map(([table, column]) => `${table}.${column}`));
  const isThere = (table: EntityTable) => !isLater(table.name) || there.has(`${table.name}.${table.key}`);
  return entityTables.filter(isThere).map((table) => withoutMissing(table, there));
}

function withoutMissing(table: EntityTable, there: ReadonlySet<string>): EntityTable {
  const later = laterColumns[table.name] ?? [];
  if (later.every((name) => there.has(`${table.name}.${name}`))) return table;
  return {
    ...table,
    columns: table.columns.map((column) =>
      later.includes(column.name) && !there.has(`${table.name}.${column.name}`)
        ? { ...column, absent: true }
        : column,
    ),
  };
}

function isLater(name: EntityTableName): boolean {
  const later: readonly EntityTableName[] = laterTables;
  return later.includes(name);
}

/** A table is there when its key is. */
function signsOfTables(): string[] {
  return entityTables.filter(({ name }) => isLater(name)).map(({ name, key }) => `('${name}', '${key}')`);
}

function signsOfColumns(): string[] {
  return Object.entries(laterColumns).flatMap(([table, names]) =>
    (names ?? []).map((name) => `('${table}', '${name}')`),
  );
}
