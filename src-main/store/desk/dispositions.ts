import { and, eq, gt, or } from 'drizzle-orm';
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

/** Takes back what was done this day with an account, so that all its reasons stand again. @returns whether anything was */
export function removeDispositions(tx: Tx, organizationId: number, day: number): boolean {
  const { changes } = tx
    .delete(todayDispositions)
    .where(and(eq(todayDispositions.organizationId, organizationId), eq(todayDispositions.day, day)))
    .run();
  return changes > 0;
}

/**
 * Takes back all that may still keep an account off the queue, of whichever day.
 * @param doneAfter what was done later than this day counts @param today snoozes to a later day count
 * @returns whether anything was
 */
export function removeStandingDispositions(
  tx: Tx,
  organizationId: number,
  { doneAfter, today }: { doneAfter: number; today: number },
): boolean {
  const { state, day, untilDay } = todayDispositions;
  const { changes } = tx
    .delete(todayDispositions)
    .where(
      and(
        eq(todayDispositions.organizationId, organizationId),
        or(and(eq(state, 'done'), gt(day, doneAfter)), and(eq(state, 'snoozed'), gt(untilDay, today))),
      ),
    )
    .run();
  return changes > 0;
}
