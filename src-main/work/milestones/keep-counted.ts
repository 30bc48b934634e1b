import type { JobsHandle } from '../../jobs/start-jobs';
import { areUnderWay } from '../../store/jobs/job-rows';
import type { ReadDb } from '../../store/types';
import { countMilestonesJob, isCountingDue } from './count-milestones';

/** A plan that was changed, or another day: all accounts are counted, also where nothing is new of them. */
export function countIfDue(jobs: Pick<JobsHandle, 'enqueue'>, db: ReadDb, now: number): void {
  if (areUnderWay(db, [countMilestonesJob.kind], now) || !isCountingDue(db, now)) return;
  jobs.enqueue(countMilestonesJob, { organizationIds: [] }, countMilestonesJob.priority);
}
