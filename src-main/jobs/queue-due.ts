import { catchUpSchema, type Schedule, scheduleSchema } from '../../src-preload/contract/schedule';
import { occurrencesUpTo } from '../engines/schedule/catch-up';
import { type Due, nextDue } from '../engines/schedule/next-due';
import { occurrenceOf } from '../engines/schedule/occurrence';
import { errorMessage } from '../lib/error-message';
import { addJob, hasOccurrence, readUnfinishedJob } from '../store/jobs/job-rows';
import { changeTask, readDueTasks, readTasksToCome, type TaskRow } from '../store/jobs/task-rows';
import type { Tx } from '../store/types';
import { maxAttempts } from './job-queue';
import { waitForNeeds } from './task-needs';

/** So many tasks at most in one transaction: what comes due all at once holds nobody up. */
const mostAtOnce = 100;

/**
 * Makes jobs of what has come due. A task whose schedule can't be read is set aside in words, and the rest goes on.
 * @returns the jobs made, and whether more tasks are due
 */
export function queueDue(tx: Tx, now: number): { readonly jobIds: number[]; readonly isMore: boolean } {
  const due = readDueTasks(tx, now, mostAtOnce);
  const made = due.flatMap((task) => jobsOf(tx, task, now).map((jobId) => ({ jobId, task })));
  for (const { jobId, task } of made) waitForNeeds(tx, jobId, task.taskId, now);
  return { jobIds: made.map(({ jobId }) => jobId), isMore: due.length === mostAtOnce };
}

function jobsOf(tx: Tx, task: TaskRow, now: number): number[] {
  const { taskId, nextDue: at } = task;
  if (at === null) return [];
  try {
    const schedule = scheduleOf(task);
    const policy = catchUpSchema.parse(JSON.parse(task.catchUp));
    const first = nextDue(schedule, at - 1);
    // The clocks of its zone are to change otherwise than was known: it is due at another time.
    if (first === null || first.at > now) {
      changeTask(tx, taskId, { nextDue: first?.at ?? null });
      return [];
    }
    const { run, next } = occurrencesUpTo(schedule, first, now, policy);
    changeTask(tx, taskId, { nextDue: next?.at ?? null });
    const isAnother = policy.kind !== 'all' && readUnfinishedJob(tx, taskId)?.state === 'queued';
    return isAnother ? [] : run.flatMap((occurrence) => jobOfOccurrence(tx, task, occurrence, now));
  } catch (error) {
    const message = `It can’t be done as it is scheduled: ${errorMessage(error)}`;
    changeTask(tx, taskId, { nextDue: null, lastState: 'failed', lastMessage: message, lastAt: now });
    return [];
  }
}

/** No occurrence is done twice, though the clock be set back before it. */
function jobOfOccurrence(tx: Tx, task: TaskRow, due: Due, now: number): number[] {
  const occurrence = occurrenceOf(due);
  return hasOccurrence(tx, task.taskId, occurrence) ? [] : [addJobOf(tx, task, occurrence, now)];
}

/** It waits from now on: time in which nobody was awake is not waiting. */
export function addJobOf(tx: Tx, task: TaskRow, occurrence: string, now: number): number {
  const { taskId, kind, payload, priority } = task;
  return addJob(tx, {
    kind,
    payload,
    priority,
    maxAttempts,
    runAfter: now,
    createdAt: now,
    taskId,
    occurrence,
  });
}

export function scheduleOf({ schedule }: Pick<TaskRow, 'schedule'>): Schedule {
  return scheduleSchema.parse(JSON.parse(schedule));
}

/**
 * Reckons anew when everything is due that is to come: after the clock was set back, and at the start, for this machine may
 * have learnt since how a zone changes its clocks. What is overdue stays so.
 */
export function reckonAnew(tx: Tx, now: number): void {
  for (const task of readTasksToCome(tx)) {
    if (task.nextDue === null || task.nextDue <= now) continue;
    try {
      const due = nextDue(scheduleOf(task), now);
      if (due !== null && due.at !== task.nextDue) changeTask(tx, task.taskId, { nextDue: due.at });
    } catch {
      // It shows in words once it is due.
    }
  }
}
