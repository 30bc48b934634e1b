import { readSyncState, writeSyncState } from '../../store/copy/sync-state';
import type { Store } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';

/** A person's word that what is held may pass at the next pull. @returns false when nothing is held */
export function acceptHeld(store: Store): boolean {
  const { held } = readSyncState(store.read);
  if (held === null) return false;
  writeTransaction(store, 'sync.accept', (tx) => writeSyncState(tx, { held: { ...held, accepted: true } }));
  return true;
}
