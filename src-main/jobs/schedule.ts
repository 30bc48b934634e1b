import { nextDue } from '../engines/schedule/next-due';
import type { CompanyCalendar } from '../lib/company-calendar';
import { changeTask, readTask } from '../store/jobs/task-rows';
import type { Tx } from '../store/types';
import type { JobDefinition, JobList, Turns } from './define-job';
import { scheduleTask } from './schedule-task';

/** What Steward does by itself, by the id of its task. */
export function turnOf(kind: string): string {
  return `turn:${kind}`;
}

/**
 * Sees to it that everything that recurs by itself is a scheduled task. Due times are rows, because timers die when the
 * machine sleeps: a turn that was missed is done once, as soon as someone looks, however many were missed.
 */
export function ensureScheduled(tx: Tx, list: JobList, now: number, { zone }: CompanyCalendar): void {
  for (const definition of list.values()) {
    if (definition.turns !== undefined) ensureTurn(tx, definition, definition.turns, zone, now);
  }
}

function ensureTurn(
  tx: Tx,
  job: JobDefinition<unknown>,
  { schedule: scheduleIn, payload, priority }: Turns<unknown>,
  zone: string,
  now: number,
): void {
  const taskId = turnOf(job.kind);
  const schedule = scheduleIn(zone);
  const task = readTask(tx, taskId);
  if (task === undefined) {
    const catchUp = { kind: 'once', within: null } as const;
    scheduleTask(tx, { taskId, title: job.title, job, payload, priority, schedule, catchUp }, now);
  } else if (task.schedule !== JSON.stringify(schedule)) {
    // The company counts its days in another zone now.
    changeTask(tx, taskId, {
      schedule: JSON.stringify(schedule),
      nextDue: nextDue(schedule, now)?.at ?? null,
    });
  }
}
