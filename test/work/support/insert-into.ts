import type { Store } from '../../../src-main/store/types';
import { writeTransaction } from '../../../src-main/store/write-transaction';

/** A row as it lies in its table, column by column. */
export function insertInto(
  store: Store,
  table: string,
  row: Readonly<Record<string, string | number | null>>,
): void {
  const columns = Object.keys(row);
  writeTransaction(store, 'test row', (tx) =>
    tx
      .prepared<(string | number | null)[]>(
        `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      )
      .run(...Object.values(row)),
  );
}
