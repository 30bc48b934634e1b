import type { Ids } from '../ports/ids';
import { readLogin } from '../store/copy/sync-state';
import type { Store, Tx } from '../store/types';
import { writeTransaction } from '../store/write-transaction';

/** What a decision needs besides what was decided. The host makes it. */
export interface ActionContext {
  readonly store: Pick<Store, 'db'>;
  readonly ids: Ids;
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Whom the desktop is used by; see `authorOf`. */
  readonly author: string;
  /** Asks for new scores, of these accounts or of all, in the decision's own transaction. */
  rescore(tx: Tx, organizationIds: readonly number[] | 'all'): void;
  /** Something waits to go up to the company: called within the decision's transaction, heard after it. */
  pushSoon(): void;
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

/** Who decides, as it stands beside the entry: the login at the company; before a first sync the desktop's user. */
export function authorOf(tx: Tx, context: Pick<ActionContext, 'author'>): string {
  return readLogin(tx) ?? context.author;
}
