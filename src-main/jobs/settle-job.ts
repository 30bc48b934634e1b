import { changeJob, type JobRow } from '../store/jobs/job-rows';
import { changeTask, removeWaits } from '../store/jobs/task-rows';
import type { Tx } from '../store/types';
import { releaseAfter } from './task-needs';

/** How a job is over. */
export interface Ended {
  readonly state: 'succeeded' | 'failed' | 'cancelled';
  readonly message: string | null;
}

/** Ends a job. The task that it did knows how, and those that waited for that begin with this very transaction. */
export function settleJob(
  tx: Tx,
  { jobId, taskId }: Pick<JobRow, 'jobId' | 'taskId'>,
  changes: Ended & Partial<Omit<JobRow, 'jobId'>>,
  now: number,
): void {
  changeJob(tx, jobId, { ...changes, finishedAt: now, heartbeatAt: null });
  removeWaits(tx, jobId);
  if (taskId === null) return;
  const { state, message } = changes;
  changeTask(tx, taskId, { lastState: state, lastMessage: message, lastAt: now });
  if (state === 'succeeded') releaseAfter(tx, taskId, now);
}
