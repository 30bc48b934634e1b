import type { Job } from '../../../src-preload/contract/jobs';
import { type JobsHandle, startJobs } from '../../jobs/start-jobs';
import { systemClock } from '../../ports/clock';
import { readMonitor } from '../../store/desk/read-monitor';
import type { Store } from '../../store/types';

/**
 * Does one job, and those that follow from it, to the end. A job that doesn't succeed makes the command's exit code 1.
 * @returns the job as it ended; undefined when it is no longer listed
 */
export async function runJob(
  store: Store,
  enqueue: (jobs: JobsHandle, priority: number) => number,
): Promise<Job | undefined> {
  const jobs = startJobs({
    store,
    clock: systemClock,
    onJob: () => undefined,
    onScored: () => undefined,
    sliceMilliseconds: 200,
  });
  const id = enqueue(jobs, 10);
  await jobs.runUntilIdle();
  await jobs.stop();
  const job = readMonitor(store).jobs.find((one) => one.id === id);
  if (job?.state !== 'succeeded') process.exitCode = 1;
  return job;
}
