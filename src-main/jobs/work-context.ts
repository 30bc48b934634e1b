import type { Topic } from '../../src-preload/contract/wire/events';
import type { Clock } from '../ports/clock';
import { type JobRow, saveProgress } from '../store/jobs/job-rows';
import type { Store } from '../store/types';
import type { ActiveJob } from './active-job';
import { keptOf } from './crashed-jobs';
import type { JobDefinition } from './define-job';
import { enqueueJob } from './job-queue';
import type { WorkContext } from './work';

/** What is no longer fresh on the screens, of some accounts or of all. */
export interface Changed {
  readonly topics: readonly Topic[];
  readonly organizationIds: readonly number[] | 'all';
}

interface Surroundings {
  readonly store: Store;
  readonly clock: Clock;
  readonly sliceMilliseconds: number;
  readonly active: ReadonlyMap<number, ActiveJob>;
  readonly onChanged: (change: Changed) => void;
}

/** What the work of this job may use. */
export function contextOf(
  { store, clock, sliceMilliseconds, active, onChanged }: Surroundings,
  { makesStale }: JobDefinition<unknown>,
  row: JobRow,
): WorkContext {
  const { crashes, at } = keptOf(row);
  return {
    store,
    now: () => clock.now(),
    sliceMilliseconds,
    checkpoint: at,
    save(tx, { done, total, checkpoint }) {
      const kept = JSON.stringify({ crashes, at: checkpoint });
      const job = active.get(row.jobId);
      const cancelRequested = saveProgress(tx, row.jobId, { done, total, checkpoint: kept }, clock.now());
      if (job === undefined) return;
      job.row = { ...job.row, done, total, checkpoint: kept };
      job.savedAt = clock.now();
      job.cancelled ||= cancelRequested;
    },
    changed(organizationIds) {
      const job = active.get(row.jobId);
      if (job !== undefined) job.hasTold = true;
      onChanged({ topics: makesStale, organizationIds });
    },
    enqueue: (tx, job, payload) => {
      enqueueJob(tx, job, payload, { priority: job.priority, now: clock.now() });
    },
  };
}
