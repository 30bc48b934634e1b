import { nextDue } from '../engines/schedule/next-due';
import type { CompanyCalendar } from '../lib/company-calendar';
import { readJobsInState } from '../store/jobs/job-rows';
import type { Tx } from '../store/types';
import type { JobDefinition, JobList, Turns } from './define-job';
import { enqueueJob } from './job-queue';

/**
 * Sees to it that the next turn of everything that recurs lies in the queue. Due times are rows, because timers die
 * when the machine sleeps: a turn that was missed runs once, as soon as someone looks.
 */
export function ensureScheduled(tx: Tx, list: JobList, now: number, calendar: CompanyCalendar): void {
  for (const definition of list.values()) {
    const { turns } = definition;
    if (turns === undefined || hasTurn(tx, definition, turns)) continue;
    const due = nextDue(turns.schedule(calendar.zone), now);
    if (due === null) continue;
    enqueueJob(tx, definition, turns.payload, { priority: turns.priority, now, runAfter: due.at });
  }
}

function hasTurn(tx: Tx, { kind, payload }: JobDefinition<unknown>, turns: Turns<unknown>): boolean {
  return readJobsInState(tx, 'queued', kind).some((row) =>
    turns.isTurn(payload.parse(JSON.parse(row.payload))),
  );
}
