import { and, eq, like } from 'drizzle-orm';
import { todayDispositions } from '../schema/work';
import type { Store } from '../types';
import { writeTransaction } from '../write-transaction';

export type NewDisposition = typeof todayDispositions.$inferInsert;

/** Records what the manager did with an item's reasons; the last word of a day stands. */
export function disposeOf(store: Store, dispositions: readonly NewDisposition[]): void {
  writeTransaction(store, 'today.dispose', (tx) => {
    for (const disposition of dispositions) {
      tx.insert(todayDispositions)
        .values(disposition)
        .onConflictDoUpdate({ target: [todayDispositions.key, todayDispositions.day], set: disposition })
        .run();
    }
  });
}

/** Takes back what was done this day with an item's account, so that all its reasons stand again. */
export function clearDispositions(store: Store, key: string, day: number): void {
  const [account] = key.split(':', 1);
  writeTransaction(store, 'today.undo', (tx) => {
    tx.delete(todayDispositions)
      .where(and(like(todayDispositions.key, `${account}:%`), eq(todayDispositions.day, day)))
      .run();
  });
}
