import { and, asc, desc, eq, lte, notInArray } from 'drizzle-orm';
import { metricsAggregationJobs } from '../schema/work';
import type { ReadDb, Tx } from '../types';

export type JobRow = typeof metricsAggregationJobs.$inferSelect;

/** The job to run next: due, of no kind that has to wait, the most urgent first, then the one that waited longest. */
export function readNextDue(
  db: ReadDb | Tx,
  now: number,
  waitingKinds: readonly string[] = [],
): JobRow | undefined {
  return db
    .select()
    .from(metricsAggregationJobs)
    .where(
      and(
        eq(metricsAggregationJobs.state, 'queued'),
        lte(metricsAggregationJobs.runAfter, now),
        notInArray(metricsAggregationJobs.kind, [...waitingKinds]),
      ),
    )
    .orderBy(
      desc(metricsAggregationJobs.priority),
      asc(metricsAggregationJobs.runAfter),
      asc(metricsAggregationJobs.jobId),
    )
    .limit(1)
    .get();
}

export function readJobsInState(db: ReadDb | Tx, state: JobRow['state'], kind?: string): JobRow[] {
  const inState = eq(metricsAggregationJobs.state, state);
  return db
    .select()
    .from(metricsAggregationJobs)
    .where(kind === undefined ? inState : and(inState, eq(metricsAggregationJobs.kind, kind)))
    .orderBy(asc(metricsAggregationJobs.jobId))
    .all();
}

export function readJob(db: ReadDb | Tx, jobId: number): JobRow | undefined {
  return db.select().from(metricsAggregationJobs).where(eq(metricsAggregationJobs.jobId, jobId)).get();
}
