import { addJob, changeJob, type JobRow, readJobsInState } from '../store/jobs/job-rows';
import type { Tx } from '../store/types';
import type { JobKind } from './job-kind';

export const maxAttempts = 5;

export interface Asked {
  readonly priority: number;
  readonly now: number;
  /** Instant; a job for later isn't put together with one that is due. Now, unless given. */
  readonly runAfter?: number;
}

/**
 * Puts a job into the queue. One of the same kind that waits already does the work of both: their payloads are joined,
 * and the larger priority holds.
 * @returns the id of the job that will do it
 */
export function enqueueJob<P>(
  tx: Tx,
  job: JobKind<P>,
  payload: P,
  { priority, now, runAfter = now }: Asked,
): number {
  const { kind } = job;
  const waiting =
    runAfter <= now ? readJobsInState(tx, 'queued', kind).find((row) => canJoin(row, now)) : undefined;
  if (waiting === undefined) {
    return addJob(tx, {
      kind,
      priority,
      maxAttempts,
      runAfter,
      createdAt: now,
      payload: JSON.stringify(payload),
    });
  }
  changeJob(tx, waiting.jobId, {
    priority: Math.max(priority, waiting.priority),
    payload: JSON.stringify(joined(job, waiting, payload)),
  });
  return waiting.jobId;
}

/** A job that was cut off goes on from its checkpoint, which says nothing of accounts that came later. */
function canJoin(row: JobRow, now: number): boolean {
  return row.runAfter <= now && row.checkpoint === null;
}

function joined<P>(job: JobKind<P>, waiting: JobRow, added: P): P {
  return job.join === undefined ? added : job.join(job.payload.parse(JSON.parse(waiting.payload)), added);
}
