import { and, eq, inArray, lt } from 'drizzle-orm';
import type { JobRow } from '../reads/scoring-jobs';
import { metricsAggregationJobs } from '../schema/work';
import type { Tx } from '../types';

export type NewJob = Pick<JobRow, 'kind' | 'priority' | 'maxAttempts' | 'runAfter' | 'createdAt' | 'payload'>;

/** @returns the new job's id */
export function addJob(tx: Tx, job: NewJob): number {
  const values = { ...job, state: 'queued' as const, attempt: 0, done: 0, cancelRequested: false };
  return Number(tx.insert(metricsAggregationJobs).values(values).run().lastInsertRowid);
}

export function changeJob(tx: Tx, jobId: number, change: Partial<Omit<JobRow, 'jobId'>>): void {
  tx.update(metricsAggregationJobs).set(change).where(eq(metricsAggregationJobs.jobId, jobId)).run();
}

/** Takes a queued job. @returns whether it was still there to take: another process may have been quicker */
export function claimJob(tx: Tx, job: JobRow, now: number): boolean {
  const { changes } = tx
    .update(metricsAggregationJobs)
    .set({
      state: 'running',
      attempt: job.attempt + 1,
      startedAt: job.startedAt ?? now,
      heartbeatAt: now,
      message: null,
    })
    .where(and(eq(metricsAggregationJobs.jobId, job.jobId), eq(metricsAggregationJobs.state, 'queued')))
    .run();
  return changes === 1;
}

export interface JobProgress {
  readonly done: number;
  readonly total: number | null;
  /** JSON. */
  readonly checkpoint: string;
}

/** Called once a slice, in the slice's own transaction. @returns whether someone asked to cancel */
export function saveProgress(tx: Tx, jobId: number, progress: JobProgress, now: number): boolean {
  const row = tx
    .prepared<[number, number | null, string, number, number], { cancelRequested: number }>(
      `update metrics_aggregation_jobs set done = ?, total = ?, checkpoint = ?, heartbeat_at = ? where job_id = ?
       returning cancel_requested as cancelRequested`,
    )
    .get(progress.done, progress.total, progress.checkpoint, now, jobId);
  return row?.cancelRequested === 1;
}

/** Forgets jobs that ended before an instant. @returns how many */
export function removeEndedJobs(tx: Tx, before: number): number {
  return tx
    .delete(metricsAggregationJobs)
    .where(
      and(
        inArray(metricsAggregationJobs.state, ['succeeded', 'failed', 'cancelled']),
        lt(metricsAggregationJobs.finishedAt, before),
      ),
    )
    .run().changes;
}
