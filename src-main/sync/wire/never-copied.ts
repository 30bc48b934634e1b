import type { CopiedTable } from '../../store/copy/copied-tables';
import { columnsNeverCopied, tablesNeverCopied } from '../../store/copy/sync-state';
import type { ReadDb } from '../../store/types';
import { laterColumnsThere } from './company-tables';
import type { Connection } from './connect';

/**
 * Tables that no pull has ever brought here, or not with all the columns that the company has: an update of Steward adds
 * some, and so may an update of the company. They are read whole, once.
 */
export async function neverCopied(connection: Connection, db: ReadDb): Promise<CopiedTable[]> {
  const tables = tablesNeverCopied(db);
  const unread = columnsNeverCopied(db);
  // Most copies have all columns, and need not ask the company for them.
  if (unread.size === 0) return tables;
  const there = await laterColumnsThere(connection);
  const widened = [...unread].flatMap(([table, columns]) =>
    columns.some((column) => there[table]?.includes(column)) ? [table] : [],
  );
  return [...tables, ...widened];
}
