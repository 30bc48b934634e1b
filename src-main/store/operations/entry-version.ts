import type { OperationKind } from '../../../src-preload/contract/operations';
import type { Tx } from '../types';

/** The version of an entry as screens show it now; undefined for kinds that hold for any, and for one that is gone. */
export function entryVersion(tx: Tx, kind: OperationKind, entry: string): number | undefined {
  const [table, key] =
    kind === 'note.change' ? ['notes', 'note_id'] : kind === 'view.save' ? ['saved_views', 'view_id'] : [];
  if (table === undefined) return undefined;
  return tx.prepared<[string], number>(`select version from ${table} where ${key} = ?`).pluck().get(entry);
}
