import { z } from 'zod';
import type { ReadDb, Tx } from '../types';
import { type CopiedTable, copiedTables, entityTableNames } from './copied-tables';
import { laterColumns } from './later-tables';

/** Changes the given fields of the one row, and leaves the others. */
export function writeSyncState(tx: Tx, change: Partial<SyncState>): void {
  const next = { ...readSyncState(tx), ...change };
  tx.prepared(
    `replace into sync_state (id, snapshot, epoch, schema_version, login, as_of, checked_at, load, held, raw_event_days, events_from_day, zone, currency)
     values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    next.snapshot,
    next.epoch,
    next.schemaVersion,
    next.login,
    next.asOf,
    next.checkedAt,
    textOf(next.load),
    textOf(next.held),
    next.rawEventDays,
    next.eventsFromDay,
    next.zone,
    next.currency,
  );
}

function textOf(value: LoadState | Held | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

export function setTableRows(tx: Tx, table: CopiedTable, rows: number): void {
  tx.prepared<[string, number]>(
    `insert into sync_tables (table_name, rows) values (?, ?)
     on conflict (table_name) do update set rows = excluded.rows`,
  ).run(table, rows);
}

/** Notes which of a table's later columns its rows were read with. */
export function setTableColumns(tx: Tx, table: CopiedTable, columns: readonly string[]): void {
  tx.prepared<[string, string]>('update sync_tables set columns = ? where table_name = ?').run(
    JSON.stringify(columns),
    table,
  );
}

/** Later columns that the rows of these tables were never read with, by table. */
export function columnsNeverCopied(db: ReadDb): Map<CopiedTable, string[]> {
  const rows = db
    .prepared<[], { name: string; columns: string | null }>(
      'select table_name as name, columns from sync_tables',
    )
    .all();
  const known = new Map(
    rows.map(({ name, columns }) => [name, z.array(z.string()).parse(JSON.parse(columns ?? '[]'))]),
  );
  const missing = new Map<CopiedTable, string[]>();
  for (const table of entityTableNames) {
    const read = known.get(table);
    const unread = (laterColumns[table] ?? []).filter((column) => !read?.includes(column));
    if (read !== undefined && unread.length > 0) missing.set(table, unread);
  }
  return missing;
}

const tableSchema = z.custom<CopiedTable>((name) => copiedTables.some((table) => table === name));

/** How far a load has come. It goes on from here after a cut, a crash or a cancel. */
const loadSchema = z.object({
  /** Why, in words for the log. */
  reason: z.string(),
  tables: z.array(tableSchema),
  epoch: z.string(),
  schemaVersion: z.number().int(),
  /** pg_snapshot from before the first chunk: the pull that ends the load starts there. */
  snapshot: z.string(),
  /** The last row set aside when it began: up to there, they have been seen again by its end or are gone. */
  asideThrough: z.number().int(),
  /** Raw events are loaded from this day on. */
  eventsFromDay: z.number().int(),
  /** Per table: the last key that was accepted, and the rows up to it. */
  progress: z.partialRecord(
    tableSchema,
    z.object({ lastKey: z.number().int(), rows: z.number(), whole: z.boolean() }),
  ),
  /** Later columns that the company has, per table: its rows are read with them. */
  columns: z.partialRecord(tableSchema, z.array(z.string())).optional(),
  /** Rows to expect, per table. */
  totals: z.partialRecord(tableSchema, z.number()),
});
export type LoadState = z.infer<typeof loadSchema>;

/** A pull that would delete a lot, waiting for a person's word. */
const heldSchema = z.object({
  table: tableSchema,
  deletes: z.number().int(),
  rows: z.number().int(),
  accepted: z.boolean(),
});
export type Held = z.infer<typeof heldSchema>;

export interface SyncState {
  /** pg_snapshot of the last applied pull; null before the first load is complete. */
  readonly snapshot: string | null;
  readonly epoch: string | null;
  readonly schemaVersion: number | null;
  readonly login: string | null;
  readonly asOf: number | null;
  readonly checkedAt: number | null;
  readonly load: LoadState | null;
  readonly held: Held | null;
  readonly rawEventDays: number;
  readonly eventsFromDay: number | null;
  /** IANA name of the zone that the company's days are days of. */
  readonly zone: string;
  /** ISO 4217: the company's own currency; null where nobody named one. */
  readonly currency: string | null;
}

/** Raw events are kept this many days where nobody chose otherwise. */
export const defaultRawEventDays = 90;

interface Row {
  snapshot: string | null;
  epoch: string | null;
  schema_version: number | null;
  login: string | null;
  as_of: number | null;
  checked_at: number | null;
  load: string | null;
  held: string | null;
  raw_event_days: number;
  events_from_day: number | null;
  zone: string | null;
  currency: string | null;
}

/** Where the copy stands. */
export function readSyncState(db: ReadDb): SyncState {
  const row = db.prepared<[], Row>('select * from sync_state where id = 1').get();
  return {
    snapshot: row?.snapshot ?? null,
    epoch: row?.epoch ?? null,
    schemaVersion: row?.schema_version ?? null,
    login: row?.login ?? null,
    asOf: row?.as_of ?? null,
    checkedAt: row?.checked_at ?? null,
    load: parsed(loadSchema, row?.load),
    held: parsed(heldSchema, row?.held),
    rawEventDays: row?.raw_event_days ?? defaultRawEventDays,
    eventsFromDay: row?.events_from_day ?? null,
    zone: row?.zone ?? 'UTC',
    currency: row?.currency ?? null,
  };
}

/** Whom the company's database knew this desktop as at the last pull; null before the first. */
export function readLogin(db: ReadDb): string | null {
  return db.prepared<[], string | null>('select login from sync_state where id = 1').pluck().get() ?? null;
}

/** What an earlier version wrote and this one can't read counts as absent: the load then starts afresh. */
function parsed<T>(schema: z.ZodType<T>, text: string | null | undefined): T | null {
  return text == null ? null : (schema.safeParse(JSON.parse(text)).data ?? null);
}

/** Rows of each copied table (entries of pages), as sync keeps count of them. */
export function readTableRows(db: ReadDb): { table: CopiedTable; rows: number }[] {
  return db
    .prepared<[], { table: CopiedTable; rows: number }>('select table_name as "table", rows from sync_tables')
    .all()
    .sort((left, right) => placeOf(left.table) - placeOf(right.table));
}

/** Tables that no pull has ever brought here: all before the first load, and those that an update of Steward adds. */
export function tablesNeverCopied(db: ReadDb): CopiedTable[] {
  const copied = new Set(readTableRows(db).map(({ table }) => table));
  return copiedTables.filter((table) => !copied.has(table));
}

function placeOf(name: CopiedTable): number {
  return copiedTables.indexOf(name);
}
