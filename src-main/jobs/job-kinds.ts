import { z } from 'zod';
import type { Job, jobKinds } from '../../src-preload/contract/jobs';
import type { JobRow } from '../store/jobs/job-rows';

export type JobKind = (typeof jobKinds)[number];

const nothing = z.object({});
/** Whether it is a turn of something that recurs, rather than asked for by somebody. */
const recurring = z.object({ isTurn: z.boolean().optional() });

/** What each kind is asked to do. */
export const payloadSchemas = {
  score_changed: z.object({ organizationIds: z.array(z.number().int()) }),
  score_all: recurring,
  backfill_history: nothing,
  rebuild_activity: nothing,
  maintenance: recurring,
  train_risk: nothing,
  measure_effects: nothing,
  count_levels: nothing,
  assess_risk: z.object({ organizationIds: z.union([z.array(z.number().int()), z.literal('all')]) }),
} as const satisfies Record<JobKind, z.ZodType>;

export type JobPayload<K extends JobKind> = z.input<(typeof payloadSchemas)[K]>;

export function isJobKind(kind: string): kind is JobKind {
  return Object.hasOwn(payloadSchemas, kind);
}

/** A job as screens see it. */
export function jobOf(row: JobRow): Job {
  const {
    jobId,
    state,
    priority,
    attempt,
    maxAttempts,
    runAfter,
    startedAt,
    finishedAt,
    done,
    total,
    message,
  } = row;
  if (!isJobKind(row.kind)) throw new Error(`job ${jobId} is of the unknown kind ${row.kind}`);
  return {
    id: jobId,
    kind: row.kind,
    state,
    priority,
    attempt,
    maxAttempts,
    runAfter,
    startedAt,
    finishedAt,
    done,
    total,
    message,
  };
}
