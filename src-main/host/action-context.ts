import type { Job } from '../../src-preload/contract/jobs';
import type { ActionContext } from '../actions/action-context';
import { jobOf } from '../jobs/job-kinds';
import { enqueueJob } from '../jobs/job-queue';
import type { JobsHandle } from '../jobs/start-jobs';
import type { Clock } from '../ports/clock';
import { createIds } from '../ports/ids';
import { readJob } from '../store/jobs/job-rows';
import type { Store, Tx } from '../store/types';

export interface ActionContextOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly author: string;
  readonly jobs: Pick<JobsHandle, 'runUntilIdle'>;
  readonly onJob: (job: Job) => void;
}

/** Somebody waits for these scores. */
const oneAccountPriority = 10;
const everybodyPriority = 8;

/** What people's decisions need, and how the jobs that follow from them come into the queue: here alone. */
export function createActionContext({
  store,
  clock,
  author,
  jobs,
  onJob,
}: ActionContextOptions): ActionContext {
  return {
    store,
    ids: createIds(clock),
    author,
    now: () => clock.now(),
    rescore(tx, organizationIds) {
      const id = enqueueScoring(tx, organizationIds, clock.now());
      // The job counts once the transaction is committed: a later turn of the event loop finds it there, or not.
      setImmediate(() => {
        if (!store.db.client.open) return;
        const row = readJob(store.read, id);
        if (row !== undefined) onJob(jobOf(row));
        void jobs.runUntilIdle();
      });
    },
  };
}

function enqueueScoring(tx: Tx, organizationIds: readonly number[] | 'all', now: number): number {
  return organizationIds === 'all'
    ? enqueueJob(tx, 'score_all', {}, everybodyPriority, now)
    : enqueueJob(tx, 'score_changed', { organizationIds: [...organizationIds] }, oneAccountPriority, now);
}
