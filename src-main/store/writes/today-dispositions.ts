import { eq } from 'drizzle-orm';
import { todayDispositions } from '../schema/work';
import type { Store } from '../types';
import { writeTransaction } from '../write-transaction';

export type NewDisposition = typeof todayDispositions.$inferInsert;

/** Records what the manager did with an item; the last word of a day stands. */
export function disposeOf(store: Store, disposition: NewDisposition): void {
  writeTransaction(store, 'dispose of today item', (tx) => {
    tx.insert(todayDispositions)
      .values(disposition)
      .onConflictDoUpdate({ target: [todayDispositions.key, todayDispositions.day], set: disposition })
      .run();
  });
}

/** Takes back everything done with an item, so that it stands again. */
export function clearDisposition(store: Store, key: string): void {
  writeTransaction(store, 'undo today item', (tx) => {
    tx.delete(todayDispositions).where(eq(todayDispositions.key, key)).run();
  });
}
