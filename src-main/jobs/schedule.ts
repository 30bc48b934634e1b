import { RecurrenceRule } from 'node-schedule';
import { type JobRow, readJobsInState } from '../store/jobs/job-rows';
import type { Tx } from '../store/types';
import { isJobKind, type JobKind, payloadSchemas } from './job-kinds';
import { enqueueJob } from './job-queue';

interface Recurring {
  readonly kind: Extract<JobKind, 'score_all' | 'maintenance'>;
  readonly priority: number;
  readonly rule: RecurrenceRule;
}

/** A day of activity ends at midnight UTC; a little later its last events have arrived. */
const nightly: readonly Recurring[] = [
  { kind: 'score_all', priority: 4, rule: everyNight(0, 5) },
  { kind: 'maintenance', priority: 0, rule: everyNight(1, 30) },
];

/**
 * Sees to it that the next turn of everything that recurs lies in the queue. Due times are rows, because timers die
 * when the machine sleeps: a turn that was missed runs once, as soon as someone looks.
 */
export function ensureScheduled(tx: Tx, now: number): void {
  for (const { kind, priority, rule } of nightly) {
    if (readJobsInState(tx, 'queued', kind).some(isTurn)) continue;
    enqueueJob(tx, kind, { isTurn: true }, priority, now, rule.nextInvocationDate(new Date(now)).getTime());
  }
}

function isTurn({ kind, payload }: JobRow): boolean {
  return isJobKind(kind) && 'isTurn' in payloadSchemas[kind].parse(JSON.parse(payload));
}

function everyNight(hour: number, minute: number): RecurrenceRule {
  const rule = new RecurrenceRule();
  rule.tz = 'Etc/UTC';
  rule.hour = hour;
  rule.minute = minute;
  rule.second = 0;
  return rule;
}
