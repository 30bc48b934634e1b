import { addJob, changeJob, type JobRow, readJobsInState } from '../store/jobs/job-rows';
import type { Tx } from '../store/types';
import { type JobKind, type JobPayload, payloadSchemas } from './job-kinds';

export const maxAttempts = 5;

/**
 * Puts a job into the queue. One of the same kind that waits already does the work of both: accounts to score are put
 * together, and the larger priority holds.
 * @param runAfter instant; a job for later isn't put together with one that is due
 * @returns the id of the job that will do it
 */
export function enqueueJob<K extends JobKind>(
  tx: Tx,
  kind: K,
  payload: JobPayload<K>,
  priority: number,
  now: number,
  runAfter = now,
): number {
  const waiting =
    runAfter <= now ? readJobsInState(tx, 'queued', kind).find((job) => canJoin(job, now)) : undefined;
  if (waiting === undefined) {
    return addJob(tx, {
      kind,
      priority,
      maxAttempts,
      runAfter,
      createdAt: now,
      payload: JSON.stringify(payload),
    });
  }
  changeJob(tx, waiting.jobId, {
    priority: Math.max(priority, waiting.priority),
    payload: JSON.stringify(joined(kind, waiting.payload, payload)),
  });
  return waiting.jobId;
}

/** A job that was cut off goes on from its checkpoint, which says nothing of accounts that came later. */
function canJoin(job: JobRow, now: number): boolean {
  return job.runAfter <= now && job.checkpoint === null;
}

function joined<K extends JobKind>(kind: K, waiting: string, added: JobPayload<K>): unknown {
  if (kind === 'assess_risk') {
    const schema = payloadSchemas.assess_risk;
    const lists = [schema.parse(JSON.parse(waiting)), schema.parse(added)].map((one) => one.organizationIds);
    if (lists.some((list) => list === 'all')) return { organizationIds: 'all' };
    return { organizationIds: [...new Set(lists.flat())] };
  }
  if (kind !== 'score_changed') return added;
  const schema = payloadSchemas.score_changed;
  const ids = [schema.parse(JSON.parse(waiting)), schema.parse(added)].flatMap(
    ({ organizationIds }) => organizationIds,
  );
  return { organizationIds: [...new Set(ids)] };
}
