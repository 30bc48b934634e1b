import { z } from 'zod';
import { changeJob, type JobRow, readJobsInState } from '../store/jobs/job-rows';
import type { Tx } from '../store/types';
import { settleJob } from './settle-job';

/** A running job without a sign of life for so long belongs to a process that is gone. */
export const silentMilliseconds = 15_000;
/** A job that ends its process so many times isn't tried again. */
const tolerableCrashes = 2;

/** What a job's row keeps as its checkpoint. */
const keptSchema = z.object({
  crashes: z.number().int(),
  /** How far the work got, by the kind's own schema. */
  at: z.unknown(),
});
export type Kept = z.infer<typeof keptSchema>;

export function keptOf(row: Pick<JobRow, 'checkpoint'>): Kept {
  if (row.checkpoint === null) return { crashes: 0, at: undefined };
  const kept = keptSchema.safeParse(JSON.parse(row.checkpoint));
  return kept.success ? kept.data : { crashes: 0, at: undefined };
}

/**
 * Jobs whose process died go back into the queue and on from their checkpoint; one that killed its process three
 * times is put aside as failed, in words.
 * @param own jobs that this process is running
 * @returns the jobs found
 */
export function recoverCrashedJobs(tx: Tx, now: number, own: ReadonlySet<number>): JobRow[] {
  const crashed = readJobsInState(tx, 'running').filter(
    // A sign of life that is to come was given before the clock was set back.
    ({ jobId, heartbeatAt }) => !own.has(jobId) && Math.abs(now - (heartbeatAt ?? 0)) >= silentMilliseconds,
  );
  for (const row of crashed) {
    const { crashes, at } = keptOf(row);
    const checkpoint = JSON.stringify({ crashes: crashes + 1, at });
    if (crashes < tolerableCrashes) {
      changeJob(tx, row.jobId, {
        state: 'queued',
        runAfter: now,
        heartbeatAt: null,
        checkpoint,
        message: 'Goes on after the program ended unexpectedly.',
      });
    } else {
      const message = `Put aside: the program ended unexpectedly ${crashes + 1} times while doing this.`;
      settleJob(tx, row, { state: 'failed', message, checkpoint }, now);
    }
  }
  return crashed;
}
