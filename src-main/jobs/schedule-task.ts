import { type CatchUp, type Schedule, scheduleSchema } from '../../src-preload/contract/schedule';
import { nextDue } from '../engines/schedule/next-due';
import { StewardError } from '../lib/steward-error';
import { addTaskRow, putNeeds, readTask } from '../store/jobs/task-rows';
import type { Tx } from '../store/types';
import type { JobKind } from './job-kind';
import { refuseCircle } from './task-needs';

/** The last occurrence that was missed is made up for, within a day. */
export const defaultCatchUp: CatchUp = { kind: 'once', within: 24 * 3_600_000 };

export interface NewTask<P> {
  readonly taskId: string;
  /** What Monitor calls it. */
  readonly title: string;
  readonly job: JobKind<P>;
  readonly payload: P;
  readonly priority: number;
  /** `now`: as soon as may be. */
  readonly schedule: Schedule | 'now';
  readonly catchUp?: CatchUp;
  /** Tasks that have to be done first, each time. */
  readonly needs?: readonly string[];
}

/**
 * Schedules something, in the caller's transaction: once or again and again, and after others.
 * @throws StewardError invalid_input in words: a schedule that can't be read or never comes, an unknown zone, a task that
 * needs itself in the end, with the path
 */
export function scheduleTask<P>(tx: Tx, task: NewTask<P>, now: number): void {
  const { taskId, title, job, priority, needs = [] } = task;
  const schedule = task.schedule === 'now' ? ({ kind: 'at', at: now } as const) : task.schedule;
  if (readTask(tx, taskId) !== undefined)
    throw new StewardError('conflict', `“${title}” is scheduled already.`);
  const due = firstDue(schedule, now);
  refuseCircle(tx, { taskId, title }, needs);
  addTaskRow(tx, {
    taskId,
    title,
    kind: job.kind,
    payload: JSON.stringify(task.payload),
    priority,
    schedule: JSON.stringify(schedule),
    catchUp: JSON.stringify(task.catchUp ?? defaultCatchUp),
    createdAt: now,
    nextDue: due,
  });
  putNeeds(tx, taskId, needs);
}

/** @throws StewardError invalid_input for one that can't be read, or that is never due */
function firstDue(schedule: Schedule, now: number): number {
  const read = scheduleSchema.safeParse(schedule);
  if (!read.success) {
    const words = read.error.issues[0]?.message ?? '';
    throw new StewardError('invalid_input', `This is no schedule: ${words}.`);
  }
  try {
    // What is due this very instant counts.
    const due = nextDue(schedule, now - 1);
    if (due !== null) return due.at;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new StewardError(
      'invalid_input',
      'This schedule names a time zone or a day that does not exist. Write zones as in “Europe/Berlin”.',
      undefined,
      { cause: error },
    );
  }
  throw new StewardError(
    'invalid_input',
    'This lies in the past: it would never be due. Choose a time to come.',
  );
}
