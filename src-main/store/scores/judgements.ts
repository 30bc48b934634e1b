import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { standingOverrideSchema } from '../../../src-preload/contract/health';
import { tenthOf } from '../../../src-preload/contract/words';
import { formatDay } from '../../lib/day';
import { pulses, scoreOverrides } from '../schema/health';
import type { ReadDb, Tx } from '../types';

export function addOverride(tx: Tx, override: Omit<typeof scoreOverrides.$inferInsert, 'withdrawnAt'>): void {
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

export function addPulse(tx: Tx, pulse: typeof pulses.$inferInsert): void {
  tx.insert(pulses).values(pulse).run();
}

/** Overrides that hold on this day: not over, not withdrawn. */
export function standingOverride(today: number) {
  return and(gte(scoreOverrides.untilDay, today), isNull(scoreOverrides.withdrawnAt));
}

/** The override in force for an account; the newest where several stand. */
export function readOverride(
  db: ReadDb,
  organizationId: number,
  today: number,
): z.infer<typeof standingOverrideSchema> | null {
  const row = db
    .select()
    .from(scoreOverrides)
    .where(and(eq(scoreOverrides.organizationId, organizationId), standingOverride(today)))
    .orderBy(desc(scoreOverrides.createdAt))
    .limit(1)
    .get();
  if (row === undefined) return null;
  return {
    score: tenthOf(row.score),
    reason: row.reason,
    until: formatDay(row.untilDay),
    author: row.author,
    createdAt: row.createdAt,
  };
}
