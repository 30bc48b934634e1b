import type { Store, Tx } from '../store/types';
import { writeTransaction } from '../store/write-transaction';

/** What a decision needs besides what was decided. The host makes it. */
export interface ActionContext {
  readonly store: Pick<Store, 'db'>;
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Who decides, as it is written beside the entry. */
  readonly author: string;
  /** Asks for new scores, of these accounts or of all, in the decision's own transaction. */
  rescore(tx: Tx, organizationIds: readonly number[] | 'all'): void;
}

/**
 * Carries a decision out: what it writes and the job that follows from it are there together, or neither is.
 * @param name as queries are timed by, `pulse.set`
 */
export function decide<T>(
  context: Pick<ActionContext, 'store'>,
  name: string,
  write: (tx: Tx) => T extends PromiseLike<unknown> ? never : T,
): T {
  return writeTransaction(context.store, name, write);
}
