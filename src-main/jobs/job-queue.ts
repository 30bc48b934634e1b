import { addJob, changeJob, type JobRow, readQueuedJobs } from '../store/jobs/job-rows';
import type { Tx } from '../store/types';
import { attemptsFor } from './error-class';
import type { JobKind } from './job-kind';

/** Of what fails again and again; some errors end it earlier (error-class). */
export const maxAttempts = attemptsFor.temporary;

export interface Asked {
  readonly priority: number;
  readonly now: number;
}

/**
 * Puts a job into the queue. One of the same kind that waits already does the work of both: their payloads are joined,
 * and the larger priority holds.
 * @returns the id of the job that will do it
 */
export function enqueueJob<P>(tx: Tx, job: JobKind<P>, payload: P, { priority, now }: Asked): number {
  const { kind } = job;
  const waiting = readQueuedJobs(tx, kind).find((row) => canJoin(row, job, payload, now));
  if (waiting === undefined) {
    return addJob(tx, {
      kind,
      priority,
      maxAttempts,
      runAfter: now,
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

/**
 * A job that was cut off goes on from its checkpoint, which says nothing of accounts that came later; and one of a task
 * does what that task says, which another's payload may not take the place of.
 */
function canJoin<P>(row: JobRow, job: JobKind<P>, added: P, now: number): boolean {
  const keepsItsOwn = row.taskId === null || job.join !== undefined || row.payload === JSON.stringify(added);
  return row.runAfter <= now && row.checkpoint === null && keepsItsOwn;
}

function joined<P>(job: JobKind<P>, waiting: JobRow, added: P): P {
  return job.join === undefined ? added : job.join(job.payload.parse(JSON.parse(waiting.payload)), added);
}
