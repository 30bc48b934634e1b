import type { OperationKind } from '../../../src-preload/contract/operations';
import type { ChangedFields, OpenOperation } from '../../lib/operations/operation';
import type { Tx } from '../types';

/** How an entry of one kind comes from its copied row and the operations on their way, and where screens read it. */
export interface EntryFold<Row, Kind extends OperationKind> {
  /** As the company's database has it; null where it is not in the copy. */
  copied(tx: Tx, entry: string): { readonly row: Row; readonly changed: ChangedFields } | null;
  fold(row: Row | null, operation: OpenOperation<Kind>): Row | null;
  /** Writes what screens read; null: nothing of it. */
  put(tx: Tx, entry: string, row: Row | null): void;
}
