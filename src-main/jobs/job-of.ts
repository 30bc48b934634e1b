import type { Job } from '../../src-preload/contract/jobs';
import type { JobRow } from '../store/jobs/job-rows';
import type { JobList } from './define-job';

/** A job as screens see it. One of a kind that this version doesn't know goes by the kind's name. */
export function jobOf(list: JobList, row: JobRow): Job {
  return {
    id: row.jobId,
    kind: row.kind,
    title: list.get(row.kind)?.title ?? row.kind.replaceAll('_', ' '),
    state: row.state,
    priority: row.priority,
    attempt: row.attempt,
    maxAttempts: row.maxAttempts,
    runAfter: row.runAfter,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    done: row.done,
    total: row.total,
    message: row.message,
  };
}
