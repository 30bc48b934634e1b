import type { WorkContext } from '../../jobs/work';
import type { Tx } from '../../store/types';

/** Accounts that have new scores. */
export interface Scored {
  readonly organizationIds: readonly number[] | 'all';
  /** The day of the scores. */
  readonly asOf: number;
}

/** Asks for what follows from new scores, in the transaction that ends their job: neither is there without the other. */
export type AfterScoring = (context: WorkContext, tx: Tx, scored: Scored) => void;
