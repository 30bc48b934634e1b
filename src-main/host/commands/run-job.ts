import type { Job } from '../../../src-preload/contract/jobs';
import { priorities } from '../../jobs/priorities';
import type { JobsHandle } from '../../jobs/start-jobs';
import { systemClock } from '../../ports/clock';
import type { Store } from '../../store/types';
import { startWork } from '../start-work';

/**
 * Does one job, and those that follow from it, to the end. A job that doesn't succeed makes the command's exit code 1.
 * @returns the job as it ended; undefined when it is no longer listed
 */
export async function runJob(
  store: Store,
  enqueue: (jobs: JobsHandle, priority: number) => number,
): Promise<Job | undefined> {
  const jobs = startWork({
    store,
    clock: systemClock,
    onJob: () => undefined,
    onChanged: () => undefined,
    sliceMilliseconds: 200,
  });
  const id = enqueue(jobs, priorities.asked);
  await jobs.runUntilIdle();
  const job = jobs.find(id);
  await jobs.stop();
  if (job?.state !== 'succeeded') process.exitCode = 1;
  return job;
}
