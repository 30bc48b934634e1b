import type { Tx } from '../types';
import { type EntityTableName, entityTables } from './copied-tables';
import { tableIn } from './place';

export interface EntryMark {
  readonly table: EntityTableName;
  readonly entry: string;
}

/** Notes that what screens read of an entry has to be folded again before the transaction ends (store/operations). */
export function markEntry(tx: Tx, table: EntityTableName, entry: string): void {
  tx.prepared<[string, string]>('insert or ignore into entry_marks (table_name, entry) values (?, ?)').run(
    table,
    entry,
  );
}

/** Every entry of which the copy has a row: before a load takes the tables' place, and after. */
export function markCopiedEntries(tx: Tx): void {
  for (const { name, entry } of entityTables) {
    if (entry === null) continue;
    tx.prepared<[string]>(
      `insert or ignore into entry_marks (table_name, entry) select ?, "${entry}" from "${tableIn('live', name)}"`,
    ).run(name);
  }
}

/** @returns the marked entries; none is marked afterwards */
export function takeMarks(tx: Tx): EntryMark[] {
  const marks = tx.prepared<[], EntryMark>('select table_name as "table", entry from entry_marks').all();
  if (marks.length > 0) tx.prepared('delete from entry_marks').run();
  return marks;
}
