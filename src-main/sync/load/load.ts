import { readCompanyId } from '../../store/copy/company-id';
import { type CopiedTable, copiedTables } from '../../store/copy/copied-tables';
import { dropTwins, makeTwins, twinsFit } from '../../store/copy/place';
import { lastSetAside } from '../../store/copy/set-aside';
import { type LoadState, readSyncState, writeSyncState } from '../../store/copy/sync-state';
import { writeTransaction } from '../../store/write-transaction';
import { inCompanySnapshot } from '../wire/company-snapshot';
import { companyTables, laterColumnsThere } from '../wire/company-tables';
import type { Connection } from '../wire/connect';
import type { LoadNeed, SyncContext } from '../wire/context';
import { firstEventDay } from '../wire/event-window';
import { neverCopied } from '../wire/never-copied';
import { requireUsable } from '../wire/requirements';
import { countEntities, loadEntities, loadPages, readBook } from './load-tables';

/** Rows so far and rows to come, over all tables of the load. */
export interface LoadProgress {
  readonly table: CopiedTable;
  readonly doneRows: number;
  /** Null until they are counted; of pages, reckoned from the accounts they were read for. */
  readonly totalRows: number | null;
}

export interface LoadOptions {
  /** A second session, so that the server prepares one table while another arrives. */
  readonly connect: () => Promise<Connection>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/**
 * Fills the tables' twins chunk by chunk. Chunks may come from different moments: the pull that completes the load
 * starts from a snapshot taken before the first, and reads again whatever has changed since. So a cut, a crash or a
 * cancel costs only the chunk under way.
 * @returns the load, ready to be completed by a pull; null when the login has no membership
 */
export async function load(
  context: SyncContext,
  need: LoadNeed,
  options: LoadOptions,
): Promise<LoadState | null> {
  const state = (await resumable(context)) ?? (await beginLoad(context, need));
  if (state === null) return null;
  const second = await options.connect();
  const cutBoth = (reason: Error) => {
    context.connection.cut(reason);
    second.cut(reason);
  };
  const onAbort = () => cutBoth(new Error('the load was cancelled'));
  options.signal.addEventListener('abort', onAbort);
  try {
    options.signal.throwIfAborted();
    const report = (table: CopiedTable) => options.onProgress(progressOf(state, table));
    const step = { context, state, report };
    const lanes = [
      () => loadPages(step, context.connection, 'activity_events'),
      async () => {
        const entities = await companyTables(second);
        const due = entities.filter(({ name }) => state.tables.includes(name));
        const book = await readBook(second);
        await countEntities(step, second, due, book);
        for (const table of due) await loadEntities(step, second, table, book);
        await loadPages(step, second, 'activity_daily');
        await loadPages(step, second, 'activity_zone_days');
      },
    ];
    await Promise.all(lanes.map((lane) => lane().catch((error: unknown) => stopBoth(error, cutBoth))));
    return state;
  } finally {
    options.signal.removeEventListener('abort', onAbort);
    await second.close();
  }
}

/** A load stands or falls as a whole: when one lane fails, the other need not go on. */
function stopBoth(error: unknown, cut: (reason: Error) => void): never {
  cut(error instanceof Error ? error : new Error(String(error)));
  throw error;
}

/** @returns the unfinished load, unless it no longer fits this Steward, its store or the company */
async function resumable(context: SyncContext): Promise<LoadState | null> {
  const { load: state } = readSyncState(context.store.read);
  if (state === null || !twinsFit(context.store.read, state.tables)) return null;
  const due = await neverCopied(context.connection, context.store.read);
  if (due.some((table) => !state.tables.includes(table))) return null;
  const company = await inCompanySnapshot(context.connection, state.snapshot, null, async (found) => found);
  const fits = company.epoch === state.epoch && company.retained && !company.setBack;
  return fits && company.role !== null ? state : null;
}

/** Notes the snapshot to catch up from before anything is read. */
async function beginLoad(context: SyncContext, need: LoadNeed): Promise<LoadState | null> {
  const { company, columns } = await inCompanySnapshot(context.connection, null, null, async (found) => ({
    company: found,
    columns: await laterColumnsThere(context.connection),
  }));
  requireUsable(company, readCompanyId(context.store.read));
  if (company.role === null) return null;
  context.log?.info({ reason: need.reason, tables: need.tables }, 'loading');
  const state: LoadState = {
    reason: need.reason,
    tables: [...need.tables],
    epoch: company.epoch,
    schemaVersion: company.schemaVersion,
    snapshot: company.snapshot,
    asideThrough: lastSetAside(context.store.read),
    eventsFromDay: firstEventDay(company, context.rawEventDays),
    progress: {},
    columns,
    totals: {},
  };
  writeTransaction(context.store, 'sync.load.begin', (tx) => {
    dropTwins(tx, copiedTables);
    makeTwins(tx, state.tables);
    writeSyncState(tx, { load: state });
  });
  return state;
}

function progressOf(state: LoadState, table: CopiedTable): LoadProgress {
  const sum = (part: (name: CopiedTable) => number) =>
    state.tables.reduce((total, name) => total + part(name), 0);
  const counted = state.tables.every((name) => state.totals[name] !== undefined);
  return {
    table,
    doneRows: sum((name) => state.progress[name]?.rows ?? 0),
    totalRows: counted ? sum((name) => state.totals[name] ?? 0) : null,
  };
}
