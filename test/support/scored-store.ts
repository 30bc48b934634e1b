import { startWork } from '../../src-main/host/start-work';
import type { JobsHandle, JobsOptions } from '../../src-main/jobs/start-jobs';
import { instantOfDay } from '../../src-main/lib/day';
import type { Store } from '../../src-main/store/types';
import { scoreAfterSync } from '../../src-main/work/scoring/keep-scored';
import { scoreAllJob } from '../../src-main/work/scoring/scoring-kinds';
import { temporaryStore } from './store-builder';

/** The day on which the tests' stories end: Wednesday, 2026-11-18. */
export const today = 20_775;
export const noon = 12 * 3_600_000;

/** A clock that only a test moves. */
export interface ManualClock {
  time: number;
  now(): number;
}

export function clockAt(day: number): ManualClock {
  return {
    time: instantOfDay(day) + noon,
    now() {
      return this.time;
    },
  };
}

export interface ScoredStore {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly jobs: JobsHandle;
  close(): Promise<void>;
}

/** A real store with the runner of its jobs, on a day. */
export function storeWithJobs(day: number, options: Partial<JobsOptions> = {}): ScoredStore {
  const clock = clockAt(day);
  const temporary = temporaryStore(() => clock.now());
  const jobs = jobsOn(temporary.store, clock, options);
  return {
    store: temporary.store,
    clock,
    jobs,
    async close() {
      await jobs.stop();
      temporary.remove();
    },
  };
}

export function jobsOn(store: Store, clock: ManualClock, options: Partial<JobsOptions> = {}): JobsHandle {
  return startWork({
    store,
    clock,
    onJob: () => undefined,
    onChanged: () => undefined,
    random: () => 0.5,
    ...options,
  });
}

/** Scores every account as of a day, as the night does. */
export async function scoreOn(
  { clock, jobs }: Pick<ScoredStore, 'clock' | 'jobs'>,
  day: number,
): Promise<void> {
  clock.time = instantOfDay(day) + noon;
  jobs.enqueue(scoreAllJob, {}, 5);
  await jobs.runUntilIdle();
}

/** What a sync that applied changes to these accounts asks for. */
export function syncApplied(
  { store, clock, jobs }: Pick<ScoredStore, 'store' | 'clock' | 'jobs'>,
  organizationIds: readonly number[] | 'all',
): void {
  scoreAfterSync(jobs, store.read, organizationIds, clock.now());
}
