import { desc, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { scoreHistorySchema } from '../../../src-preload/contract/account';
import { formatDay } from '../../lib/day';
import { organizationHealthScores } from '../schema/health';
import type { ReadDb } from '../types';

const longest = 1000;

/** The account's latest scores, oldest first. */
export function readScoreHistory(
  db: ReadDb,
  organizationId: number,
): z.infer<typeof scoreHistorySchema>['points'] {
  return db
    .select({
      day: organizationHealthScores.asOf,
      score: organizationHealthScores.score,
      band: organizationHealthScores.band,
      confidence: organizationHealthScores.confidence,
      configVersion: organizationHealthScores.configVersion,
    })
    .from(organizationHealthScores)
    .where(eq(organizationHealthScores.organizationId, organizationId))
    .orderBy(desc(organizationHealthScores.asOf))
    .limit(longest)
    .all()
    .reverse()
    .map((row) => ({ ...row, day: formatDay(row.day) }));
}
