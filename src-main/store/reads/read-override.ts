import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import type { standingOverrideSchema } from '../../../src-preload/contract/health';
import { formatDay } from '../../lib/day';
import { scoreOverrides } from '../schema/health';
import type { ReadDb } from '../types';

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
    score: row.score,
    reason: row.reason,
    until: formatDay(row.untilDay),
    author: row.author,
    createdAt: row.createdAt,
  };
}
