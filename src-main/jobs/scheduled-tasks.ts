import type { ScheduledTask } from '../../src-preload/contract/scheduled-task';
import { scheduleWords } from '../engines/schedule/schedule-words';
import { errorMessage } from '../lib/error-message';
import { type JobRow, readUnfinishedJob } from '../store/jobs/job-rows';
import { readNeeds, readTask, readTasks, readWaits, type TaskRow } from '../store/jobs/task-rows';
import type { ReadDb } from '../store/types';
import { scheduleOf } from './queue-due';

/** Everything scheduled, as screens see it: what is due next first, what is over last. @param zone of the company */
export function scheduledTasks(db: ReadDb, now: number, zone: string, limit: number): ScheduledTask[] {
  return readTasks(db, limit).map((task) => {
    const job = readUnfinishedJob(db, task.taskId);
    return {
      id: task.taskId,
      title: task.title,
      when: wordsOf(task, now, zone),
      nextDue: task.nextDue,
      isPaused: task.pausedAt !== null,
      needs: readNeeds(db, task.taskId).map((id) => readTask(db, id)?.title ?? id),
      waits: waitWords(db, task, job),
      isUnderWay: job !== undefined,
      last:
        task.lastState === null || task.lastAt === null
          ? null
          : { state: task.lastState, message: task.lastMessage, at: task.lastAt },
    };
  });
}

function wordsOf(task: TaskRow, now: number, zone: string): string {
  try {
    // The next time stands beside it.
    return scheduleWords(scheduleOf(task), now, zone).split('; next ')[0] ?? '';
  } catch (error) {
    return errorMessage(error);
  }
}

/** Why nothing of it is done right now, in a sentence; null where it is simply not time yet. */
function waitWords(db: ReadDb, task: TaskRow, job: JobRow | undefined): string | null {
  if (job?.state === 'running') return 'Under way.';
  if (task.pausedAt !== null) return 'Paused: nothing of it begins until it is resumed.';
  if (job === undefined) return task.nextDue === null ? 'Over: it is not due again.' : null;
  const [need] = readWaits(db, job.jobId);
  if (need !== undefined) return `Waits for ${needWords(readTask(db, need))}.`;
  return job.attempt > 0 ? (job.message ?? 'It will be tried again.') : 'Due: waits for its turn.';
}

function needWords(need: TaskRow | undefined): string {
  if (need === undefined) return 'something that is no longer scheduled';
  const failed = need.lastState === 'failed' || need.lastState === 'cancelled';
  return `“${need.title}”, which ${failed ? 'did not succeed last time' : 'is not done yet'}`;
}
