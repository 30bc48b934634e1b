import type { ReadDb, Tx } from '../types';
import type { CopiedTable, EntityTableName } from './copied-tables';

/** A row that this store can't take, with the reason. It is shown to people and left out of the copy. */
export interface SetAsideRow {
  readonly table: CopiedTable;
  /** The row's id; `organization/day` for a page of activity. */
  readonly key: string;
  readonly reason: string;
  /** The row as it came. */
  readonly row: unknown;
}

export function setAside(tx: Tx, rows: readonly SetAsideRow[], now: number): void {
  const insert = tx.prepared(
    'insert into set_aside_rows (table_name, key, reason, row, at) values (?, ?, ?, ?, ?)',
  );
  for (const row of rows) {
    takeBack(tx, row.table, [row.key]);
    insert.run(row.table, row.key, row.reason, JSON.stringify(row.row), now);
  }
}

/** Forgets what was set aside under the keys: they came again, or are gone. */
export function takeBack(tx: Tx, table: CopiedTable, keys: Iterable<string>): void {
  if (!anyAside(tx, table)) return;
  const remove = tx.prepared<[string, string]>('delete from set_aside_rows where table_name = ? and key = ?');
  for (const key of keys) remove.run(table, key);
}

/** Forgets what was set aside of organizations' rows or pages. */
export function takeBackOf(tx: Tx, table: CopiedTable, organizationIds: readonly number[]): void {
  if (!anyAside(tx, table)) return;
  tx.prepared<[string, string]>(
    `delete from set_aside_rows where table_name = ?
        and json_extract(row, '$.organization_id') in (select value from json_each(?))`,
  ).run(table, JSON.stringify(organizationIds));
}

/** Rows are numbered in the order they were set aside, whatever this machine's clock says. @returns the last number */
export function lastSetAside(db: ReadDb): number {
  return db.prepared<[], number | null>('select max(id) from set_aside_rows').pluck().get() ?? 0;
}

/** Forgets what was set aside of a table up to the given number. */
export function takeBackThrough(tx: Tx, table: CopiedTable, number: number): void {
  tx.prepared<[string, number]>('delete from set_aside_rows where table_name = ? and id <= ?').run(
    table,
    number,
  );
}

export function keysSetAside(db: ReadDb, table: CopiedTable): string[] {
  return db
    .prepared<[string], string>('select key from set_aside_rows where table_name = ?')
    .pluck()
    .all(table);
}

/** @param organizationIds null: of all @returns keys of rows of a table that is kept row by row */
export function rowsSetAside(
  db: ReadDb,
  table: EntityTableName,
  organizationIds: readonly number[] | null,
): number[] {
  const keys =
    organizationIds === null
      ? keysSetAside(db, table)
      : db
          .prepared<[string, string], string>(
            `select key from set_aside_rows where table_name = ?
                and json_extract(row, '$.organization_id') in (select value from json_each(?))`,
          )
          .pluck()
          .all(table, JSON.stringify(organizationIds));
  return keys.map(Number).filter(Number.isSafeInteger);
}

export function countSetAside(db: ReadDb): number {
  return db.prepared<[], number>('select count(*) from set_aside_rows').pluck().get() ?? 0;
}

function anyAside(tx: Tx, table: CopiedTable): boolean {
  return (
    tx.prepared<[string]>('select 1 from set_aside_rows where table_name = ? limit 1').get(table) !==
    undefined
  );
}
