import { leaveBehind } from '../texts/texts-behind';
import type { ReadDb, Tx } from '../types';
import { type CopiedTable, entityTable, isPageTable, localName } from './copied-tables';

/**
 * Where copied rows go: `live` is what screens read; `loading` is a twin of each table that a load fills unseen
 * until it is whole.
 */
export type Place = 'live' | 'loading';

export function tableIn(place: Place, table: CopiedTable): string {
  return place === 'live' ? localName(table) : `loading_${table}`;
}

function schemaSql(db: ReadDb, type: 'table' | 'index' | 'trigger', table: string): string[] {
  return db
    .prepared<[string, string], string>(
      'select sql from sqlite_master where type = ? and tbl_name = ? and sql is not null',
    )
    .pluck()
    .all(type, table);
}

/** The twin is made without the named indexes: they are built once, when its rows take their place. */
function twinSql(db: ReadDb, table: CopiedTable): string {
  const [sql] = schemaSql(db, 'table', localName(table));
  if (sql === undefined) throw new Error(`table ${table} is missing`);
  return sql.replace(/^CREATE TABLE [`"]?\w+[`"]?/i, `CREATE TABLE "${tableIn('loading', table)}"`);
}

/** Empty twins of the tables, whatever an earlier load left. */
export function makeTwins(tx: Tx, tables: readonly CopiedTable[]): void {
  for (const table of tables) {
    tx.run(`drop table if exists "${tableIn('loading', table)}"`);
    tx.run(twinSql(tx, table));
  }
}

/** @returns false when a twin is missing, or made for another version of the schema */
export function twinsFit(db: ReadDb, tables: readonly CopiedTable[]): boolean {
  return tables.every((table) => schemaSql(db, 'table', tableIn('loading', table))[0] === twinSql(db, table));
}

export function dropTwins(tx: Tx, tables: readonly CopiedTable[]): void {
  for (const table of tables) tx.run(`drop table if exists "${tableIn('loading', table)}"`);
}

/** Up to so many rows are copied sooner than their table is renamed, for which SQLite reads the whole schema anew. */
const fewRows = 500;

/** Puts the twins in the tables' place, whole and at once. */
export function promoteTwins(tx: Tx, tables: readonly CopiedTable[]): void {
  for (const table of tables) {
    if (hasFewRows(tx, 'live', table) && hasFewRows(tx, 'loading', table)) copyTwin(tx, table);
    else renameTwin(tx, table);
  }
}

function hasFewRows(db: ReadDb, place: Place, table: CopiedTable): boolean {
  const beyond = `select 1 from "${tableIn(place, table)}" limit 1 offset ${fewRows}`;
  return db.prepared<[], number>(beyond).get() === undefined;
}

/** A twin has the columns of its table, in their order. */
function copyTwin(tx: Tx, table: CopiedTable): void {
  const [live, twin] = [tableIn('live', table), tableIn('loading', table)];
  tx.run(`delete from "${live}"`);
  tx.run(`insert into "${live}" select * from "${twin}"`);
  tx.run(`drop table "${twin}"`);
}

function renameTwin(tx: Tx, table: CopiedTable): void {
  const [live, twin] = [tableIn('live', table), tableIn('loading', table)];
  const beside = [...schemaSql(tx, 'index', live), ...schemaSql(tx, 'trigger', live)];
  tx.run(`drop table "${live}"`);
  tx.run(`alter table "${twin}" rename to "${live}"`);
  for (const sql of beside) tx.run(sql);
  leaveBehind(tx, live);
}

/** @returns organizations of which the table's twin has rows, in no order */
export function organizationsIn(db: ReadDb, table: CopiedTable): number[] {
  if (!isPageTable(table) && !entityTable(table).ofOrganization) return [];
  const name = tableIn('loading', table);
  return db.prepared<[], number>(`select distinct organization_id from "${name}"`).pluck().all();
}
