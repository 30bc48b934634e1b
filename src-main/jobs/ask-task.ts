import { nextDue } from '../engines/schedule/next-due';
import { StewardError } from '../lib/steward-error';
import { readUnfinishedJob } from '../store/jobs/job-rows';
import { changeTask, readTask, type TaskRow } from '../store/jobs/task-rows';
import type { Tx } from '../store/types';
import { addJobOf, scheduleOf } from './queue-due';

/** Nothing of it begins until it is resumed; what is under way goes on. */
export function pauseTask(tx: Tx, taskId: string, now: number): void {
  const task = taskOr(tx, taskId);
  if (task.pausedAt === null) changeTask(tx, taskId, { pausedAt: now });
}

/** What recurs goes on with its next time and leaves out those meanwhile; what was to be done once is still to be done. */
export function resumeTask(tx: Tx, taskId: string, now: number): void {
  const task = taskOr(tx, taskId);
  if (task.pausedAt === null) return;
  const next = task.nextDue === null ? null : nextDue(scheduleOf(task), now);
  changeTask(tx, taskId, { pausedAt: null, nextDue: next?.at ?? task.nextDue });
}

/** Does it once more, right away; its own times stay. @returns the job that does it: one that isn't over, or a new one */
export function runTaskNow(tx: Tx, taskId: string, now: number): number {
  const task = taskOr(tx, taskId);
  if (task.pausedAt !== null)
    throw new StewardError('conflict', `“${task.title}” is paused: resume it first.`);
  const unfinished = readUnfinishedJob(tx, taskId);
  return unfinished?.jobId ?? addJobOf(tx, task, `asked ${new Date(now).toISOString()}`, now);
}

function taskOr(tx: Tx, taskId: string): TaskRow {
  const task = readTask(tx, taskId);
  if (task === undefined) throw new StewardError('not_found', 'This is no longer scheduled.');
  return task;
}
