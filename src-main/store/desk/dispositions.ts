import { and, eq } from 'drizzle-orm';
import { todayDispositions } from '../schema/work';
import type { Tx } from '../types';

export type NewDisposition = typeof todayDispositions.$inferInsert;

/** Records what the manager did with an item's reason; the last word of a day stands, under the key of the first. */
export function putDisposition(tx: Tx, disposition: NewDisposition): void {
  const { dispositionId: _key, ...word } = disposition;
  const { organizationId, kind, day } = todayDispositions;
  tx.insert(todayDispositions)
    .values(disposition)
    .onConflictDoUpdate({ target: [organizationId, kind, day], set: word })
    .run();
}

/** Takes back what was done this day with an account, so that all its reasons stand again. */
export function removeDispositions(tx: Tx, organizationId: number, day: number): void {
  tx.delete(todayDispositions)
    .where(and(eq(todayDispositions.organizationId, organizationId), eq(todayDispositions.day, day)))
    .run();
}
