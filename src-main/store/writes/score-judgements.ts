import { and, eq, isNull } from 'drizzle-orm';
import { pulses, scoreOverrides } from '../schema/health';
import type { Tx } from '../types';

export function addOverride(
  tx: Tx,
  override: Omit<typeof scoreOverrides.$inferInsert, 'overrideId' | 'withdrawnAt'>,
): void {
  tx.insert(scoreOverrides).values(override).run();
}

/** Every override of the account that still stands. @returns how many */
export function withdrawOverrides(tx: Tx, organizationId: number, now: number): number {
  return tx
    .update(scoreOverrides)
    .set({ withdrawnAt: now })
    .where(and(eq(scoreOverrides.organizationId, organizationId), isNull(scoreOverrides.withdrawnAt)))
    .run().changes;
}

export function addPulse(tx: Tx, pulse: Omit<typeof pulses.$inferInsert, 'pulseId'>): void {
  tx.insert(pulses).values(pulse).run();
}
