import { type EntityTable, entityTables, laterTables } from '../../store/copy/copied-tables';
import type { Connection } from './connect';

/**
 * The tables to read at a company whose schema may be older than this Steward. One that is not there yet counts as
 * empty; once it is, all that is written to it stands in the log of changes, so nothing is missed.
 */
export async function companyTables(connection: Connection): Promise<readonly EntityTable[]> {
  const list = laterTables.map((name) => `'${name}'`).join(', ');
  const found = await connection.queryTuples<[string]>(
    `select relname::text from pg_class
      where relnamespace = to_regnamespace('customer_success') and relname in (${list})`,
  );
  const there = new Set(found.map(([name]) => name));
  const later: readonly string[] = laterTables;
  return entityTables.filter(({ name }) => !later.includes(name) || there.has(name));
}
