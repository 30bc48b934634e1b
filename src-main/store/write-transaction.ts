import { timed } from './timings';
import type { Store, Tx } from './types';

/**
 * All or nothing: what `write` does is there after it returns, and none of it if it throws. It can't await, because
 * the one writer would meanwhile run other people's statements inside the transaction.
 */
export function writeTransaction<T>(
  store: Pick<Store, 'db'>,
  name: string,
  write: (tx: Tx) => T extends PromiseLike<unknown> ? never : T,
): T {
  const { client, tx } = store.db;
  return timed(tx, name, () => client.transaction(() => write(tx)).immediate());
}

/**
 * For copies of what the company has anyway: after a power cut the last of these may be missing, in their order and
 * never in part. Saves a wait for the disk at each commit.
 */
export function bulkTransaction<T>(
  store: Pick<Store, 'db'>,
  name: string,
  write: (tx: Tx) => T extends PromiseLike<unknown> ? never : T,
): T {
  const { client } = store.db;
  client.pragma('synchronous = NORMAL');
  try {
    return writeTransaction(store, name, write);
  } finally {
    client.pragma('synchronous = FULL');
  }
}
