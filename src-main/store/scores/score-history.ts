import { desc, eq } from 'drizzle-orm';
import { organizationHealthScores } from '../schema/health';
import type { ReadDb } from '../types';

/** A score of the past as it was made: those of an earlier Steward stand to the micropoint. */
export interface PastScore {
  readonly day: number;
  readonly score: number;
  readonly confidence: number;
  readonly configVersion: number;
}

const longest = 1000;

/** The account's latest scores, oldest first. */
export function readScoreHistory(db: ReadDb, organizationId: number): PastScore[] {
  return db
    .select({
      day: organizationHealthScores.asOf,
      score: organizationHealthScores.score,
      confidence: organizationHealthScores.confidence,
      configVersion: organizationHealthScores.configVersion,
    })
    .from(organizationHealthScores)
    .where(eq(organizationHealthScores.organizationId, organizationId))
    .orderBy(desc(organizationHealthScores.asOf))
    .limit(longest)
    .all()
    .reverse();
}
