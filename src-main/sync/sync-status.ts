import type { SyncStatus } from '../../src-preload/contract/monitor';
import { countSetAside, readSyncState, readTableRows } from '../store/reads/read-sync-state';
import type { Store } from '../store/types';

/** What only the running sync knows; the rest of the status is in the store. */
export interface LiveStatus {
  readonly phase: SyncStatus['phase'];
  readonly problem: string | null;
  readonly nextAttemptAt: number | null;
  readonly progress: SyncStatus['progress'];
  readonly lastPull: SyncStatus['lastPull'];
}

export function statusOf(store: Store, live: LiveStatus): SyncStatus {
  const state = readSyncState(store.read);
  return {
    ...live,
    asOf: state.asOf,
    held: state.held && { table: state.held.table, deletes: state.held.deletes, rows: state.held.rows },
    tables: readTableRows(store.read),
    setAside: countSetAside(store.read),
  };
}

/** The copy as it stands while no company is connected. */
export function statusWithoutCompany(store: Store): SyncStatus {
  const phase = readSyncState(store.read).asOf === null ? 'never' : 'idle';
  return statusOf(store, { phase, problem: null, nextAttemptAt: null, progress: null, lastPull: null });
}
