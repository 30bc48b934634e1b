import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type CopiedTable,
  type EntityTable,
  isPageTable,
  type PageTableName,
} from '../../store/copy/copied-tables';
import { putEntities } from '../../store/copy/entities';
import { putPages } from '../../store/copy/pages';
import { setAside } from '../../store/copy/set-aside';
import { type LoadState, writeSyncState } from '../../store/copy/sync-state';
import type { Tx } from '../../store/types';
import { bulkTransaction } from '../../store/write-transaction';
import { visibleOrganizations } from '../pull/scope';
import { readKeepsZoneDays } from '../wire/company-state';
import { firstInt4, intArray } from '../wire/company-values';
import type { Connection } from '../wire/connect';
import type { SyncContext } from '../wire/context';
import { copyOut } from '../wire/copy-out';
import { decodeEntity, type EntityRow, selectEntities } from '../wire/entity-rows';
import { pageColumns, selectPages } from '../wire/page-queries';
import { decodePage, type PageResult } from '../wire/page-rows';

/** A load under way. `state` is its progress in memory; `accept` writes it down with the rows it speaks of. */
export interface LoadStep {
  readonly context: SyncContext;
  readonly state: LoadState;
  readonly report: (table: CopiedTable) => void;
}

/** Rows asked for at once; a broken connection costs at most these. */
const entitiesOfChunk = 20_000;
const entriesOfChunk = 250_000;
/** Organizations of the first chunk of pages; how many entries they have tells how large the next may be. */
const firstOrganizations = 32;
/** A book of so few accounts is read by their names: between two of them lie many of others'. */
const mostByName = 1_000;
/** One transaction of this many bytes holds up nobody for long. */
const sliceBytes = 1_000_000;

/** @param book of `readBook` */
export async function loadEntities(
  step: LoadStep,
  connection: Connection,
  table: EntityTable,
  book: Book,
): Promise<void> {
  if (isDone(step, table.name)) return;
  for (;;) {
    const start = progressOf(step, table.name);
    const select = `${selectEntities(table, `"${table.key}" > ${start.lastKey} and ${within(table, book)}`)} order by 1 limit ${entitiesOfChunk}`;
    let lastKey = start.lastKey;
    const rows = copyOut(connection, select, table.columns.length, (tuple) => decodeEntity(table, tuple));
    const received = await writeSlices(step, table.name, rows, sizeOfEntity, (tx, slice) => {
      putEntities(
        tx,
        'loading',
        table,
        slice.flatMap((row) => ('values' in row ? [row.values] : [])),
      );
      setAside(
        tx,
        slice.flatMap((row) => ('aside' in row ? [row.aside] : [])),
        step.context.clock.now(),
      );
      lastKey = slice.at(-1)?.key ?? lastKey;
      return slice.length;
    });
    const whole = received.items < entitiesOfChunk;
    accept(step, table.name, { lastKey, rows: start.rows + received.rows, whole });
    if (whole) return;
  }
}

export async function loadPages(step: LoadStep, connection: Connection, table: PageTableName): Promise<void> {
  if (isDone(step, table)) return;
  const { lastKey } = progressOf(step, table);
  const isKept = table !== 'activity_zone_days' || (await readKeepsZoneDays(connection));
  const organizationIds = isKept ? await visibleOrganizations(connection) : [];
  const byName = organizationIds.length <= mostByName;
  let from = organizationIds.filter((id) => id <= lastKey).length;
  let count = firstOrganizations;
  while (from < organizationIds.length) {
    const start = progressOf(step, table);
    const chunk = organizationIds.slice(from, from + count);
    const through = chunk.at(-1) ?? start.lastKey;
    const choice = byName ? { organizationIds: chunk } : { after: start.lastKey, through };
    const select = selectPages(table, choice, step.state.eventsFromDay);
    const pages = copyOut(connection, select, pageColumns, (tuple) => decodePage(table, tuple));
    const received = await writeSlices(step, table, pages, sizeOfPage, (tx, slice) => {
      const good = slice.flatMap((result) => result.page ?? []);
      putPages(tx, 'loading', table, good);
      setAside(
        tx,
        slice.flatMap((result) => result.aside ?? []),
        step.context.clock.now(),
      );
      return good.reduce((sum, page) => sum + page.rows, 0);
    });
    from += chunk.length;
    const rows = start.rows + received.rows;
    step.state.totals[table] = Math.round((rows * organizationIds.length) / from);
    accept(step, table, { lastKey: through, rows, whole: false });
    const entriesEach = Math.max(received.rows / chunk.length, 1);
    count = Math.max(1, Math.min(count * 8, Math.floor(entriesOfChunk / entriesEach)));
  }
  const done = progressOf(step, table);
  step.state.totals[table] = done.rows;
  accept(step, table, { ...done, whole: true });
}

/** Counts the rows to come of the tables that are kept by row; those kept by page are reckoned from their progress. */
export async function countEntities(
  step: LoadStep,
  connection: Connection,
  tables: readonly EntityTable[],
  book: Book,
): Promise<void> {
  const names = new Set<CopiedTable>(tables.map(({ name }) => name));
  for (const name of step.state.tables) {
    if (!isPageTable(name) && !names.has(name)) step.state.totals[name] = 0;
  }
  if (tables.length === 0) return;
  const counts = tables.map(
    (table) =>
      `(select count(*)::float8 from customer_success.${table.name} where ${within(table, book)}) as ${table.name}`,
  );
  const [row] = await connection.query<Partial<Record<CopiedTable, number>>>(`select ${counts.join(', ')}`);
  Object.assign(step.state.totals, row);
}

/** The accounts to read by name; null where they are too many to name. */
export type Book = readonly number[] | null;

/**
 * What comes into sight after this look is read by the pull that completes the load: accounts that are new to the login have
 * changed hands, been made, or their rows stand in the log.
 */
export async function readBook(connection: Connection): Promise<Book> {
  const organizationIds = await visibleOrganizations(connection);
  return organizationIds.length <= mostByName ? organizationIds : null;
}

function within({ ofOrganization }: EntityTable, book: Book): string {
  return book !== null && ofOrganization ? `organization_id = any (${intArray(book)})` : 'true';
}

interface Progress {
  readonly lastKey: number;
  readonly rows: number;
  readonly whole: boolean;
}

function progressOf({ state }: LoadStep, table: CopiedTable): Progress {
  return state.progress[table] ?? { lastKey: firstInt4, rows: 0, whole: false };
}

function isDone(step: LoadStep, table: CopiedTable): boolean {
  return !step.state.tables.includes(table) || progressOf(step, table).whole;
}

/**
 * A chunk counts from here on: the server has confirmed it whole. What one that broke off has left behind does no
 * harm: its range is read again, and rows that are gone by then stand in the log that the load ends with.
 */
function accept(step: LoadStep, table: CopiedTable, progress: Progress): void {
  step.state.progress[table] = progress;
  bulkTransaction(step.context.store, 'sync.load.accept', (tx) => writeSyncState(tx, { load: step.state }));
  step.report(table);
}

/** Writes what arrives in short transactions, and lets others have their turn between them. */
async function writeSlices<T>(
  step: LoadStep,
  table: CopiedTable,
  batches: AsyncIterable<readonly T[]>,
  sizeOf: (item: T) => number,
  write: (tx: Tx, slice: readonly T[]) => number,
): Promise<{ items: number; rows: number }> {
  let slice: T[] = [];
  let size = 0;
  const received = { items: 0, rows: 0 };
  const flush = () => {
    received.items += slice.length;
    received.rows += bulkTransaction(step.context.store, `sync.load.${table}`, (tx) => write(tx, slice));
    slice = [];
    size = 0;
  };
  for await (const batch of batches) {
    for (const item of batch) {
      slice.push(item);
      size += sizeOf(item);
    }
    if (size < sliceBytes) continue;
    flush();
    await nextTurn();
  }
  if (slice.length > 0) flush();
  return received;
}

function sizeOfEntity(row: EntityRow): number {
  return 'values' in row ? row.values.length * 16 : 200;
}

function sizeOfPage(result: PageResult): number {
  return 60 + (result.page?.payload.byteLength ?? 0);
}
