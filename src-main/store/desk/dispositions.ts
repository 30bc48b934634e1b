import { and, eq, like } from 'drizzle-orm';
import { todayDispositions } from '../schema/work';
import type { Tx } from '../types';

export type NewDisposition = typeof todayDispositions.$inferInsert;

/** Records what the manager did with an item's reason; the last word of a day stands. */
export function putDisposition(tx: Tx, disposition: NewDisposition): void {
  tx.insert(todayDispositions)
    .values(disposition)
    .onConflictDoUpdate({ target: [todayDispositions.key, todayDispositions.day], set: disposition })
    .run();
}

/** Takes back what was done this day with an item's account, so that all its reasons stand again. */
export function removeDispositions(tx: Tx, key: string, day: number): void {
  const [account] = key.split(':', 1);
  tx.delete(todayDispositions)
    .where(and(like(todayDispositions.key, `${account}:%`), eq(todayDispositions.day, day)))
    .run();
}
