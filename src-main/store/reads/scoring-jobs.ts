import { and, asc, desc, eq, lte } from 'drizzle-orm';
import { metricsAggregationJobs } from '../schema/work';
import type { ReadDb, Tx } from '../types';

export type JobRow = typeof metricsAggregationJobs.$inferSelect;

/** The job to run next: due, the most urgent first, then the one that waited longest. */
export function readNextDue(db: ReadDb | Tx, now: number): JobRow | undefined {
  return db
    .select()
    .from(metricsAggregationJobs)
    .where(and(eq(metricsAggregationJobs.state, 'queued'), lte(metricsAggregationJobs.runAfter, now)))
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
