import type Database from 'better-sqlite3';

function columnsOf(client: Database.Database, table: string): string[] {
  return client.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table);
}

/**
 * Copies a whole table between files, by the columns that both know: the two may be of different versions.
 * @returns number of rows copied
 * @throws when the table is missing, a row can't be read or doesn't fit; nothing of the table is copied then
 */
export function copyRows(from: Database.Database, to: Database.Database, table: string): number {
  const known = new Set(columnsOf(to, table));
  const columns = columnsOf(from, table).filter((column) => known.has(column));
  if (columns.length === 0) throw new Error(`the files have no table ${table} in common`);
  const list = columns.map((column) => `"${column}"`).join(', ');
  const places = columns.map(() => '?').join(', ');
  const insert = to.prepare(`insert into "${table}" (${list}) values (${places})`);
  return to.transaction(() => {
    let copied = 0;
    for (const row of from.prepare<[], unknown[]>(`select ${list} from "${table}"`).raw().iterate()) {
      insert.run(...row);
      copied += 1;
    }
    return copied;
  })();
}
