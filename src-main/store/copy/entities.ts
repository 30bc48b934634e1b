import type { ReadDb, Tx } from '../types';
import type { EntityTable } from './copied-tables';
import { markEntry } from './entry-marks';
import { type Place, tableIn } from './place';

/** Values of a row in the order of the table's columns. */
export type EntityValues = readonly (string | number | null)[];

export function putEntities(tx: Tx, place: Place, table: EntityTable, rows: readonly EntityValues[]): void {
  const names = table.columns.map((column) => `"${column.name}"`).join(', ');
  const places = table.columns.map(() => '?').join(', ');
  const replace = tx.prepared(`replace into "${tableIn(place, table.name)}" (${names}) values (${places})`);
  const entryAt = place === 'live' ? table.columns.findIndex(({ name }) => name === table.entry) : -1;
  for (const row of rows) {
    replace.run(...row);
    if (entryAt >= 0) markEntry(tx, table.name, String(row[entryAt]));
  }
}

/** @returns how many were there */
export function removeEntities(tx: Tx, place: Place, table: EntityTable, keys: Iterable<number>): number {
  const remove = tx.prepared<[number]>(
    `delete from "${tableIn(place, table.name)}" where "${table.key}" = ?`,
  );
  const entryOf =
    place === 'live' && table.entry !== null
      ? tx.prepared<[number], string>(
          `select "${table.entry}" from "${tableIn(place, table.name)}" where "${table.key}" = ?`,
        )
      : null;
  let removed = 0;
  for (const key of keys) {
    const entry = entryOf?.pluck().get(key);
    if (entry !== undefined) markEntry(tx, table.name, entry);
    removed += remove.run(key).changes;
  }
  return removed;
}

export function countEntities(db: ReadDb, place: Place, table: EntityTable): number {
  return (
    db
      .prepared<[], number>(`select count(*) from "${tableIn(place, table.name)}"`)
      .pluck()
      .get() ?? 0
  );
}

/** Keys of the rows of the given organizations. */
export function entityKeysOf(
  db: ReadDb,
  place: Place,
  table: EntityTable,
  organizationIds: readonly number[],
): number[] {
  return db
    .prepared<[string], number>(
      `select "${table.key}" from "${tableIn(place, table.name)}"
        where organization_id in (select value from json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(organizationIds));
}

export function entityKeys(db: ReadDb, place: Place, table: EntityTable): number[] {
  return db
    .prepared<[], number>(`select "${table.key}" from "${tableIn(place, table.name)}" order by 1`)
    .pluck()
    .all();
}

/** @param organizationId null: the whole table @returns rows in the order of their keys */
export function readEntities(db: ReadDb, table: EntityTable, organizationId: number | null): EntityValues[] {
  const names = table.columns.map((column) => `"${column.name}"`).join(', ');
  const where = organizationId === null ? '' : 'where organization_id = ?';
  return db
    .prepared<number[], EntityValues>(
      `select ${names} from "${tableIn('live', table.name)}" ${where} order by "${table.key}"`,
    )
    .raw()
    .all(...(organizationId === null ? [] : [organizationId]));
}
