import type { JobsHandle } from '../../jobs/start-jobs';
import { areUnderWay } from '../../store/jobs/job-rows';
import type { ReadDb } from '../../store/types';
import { isJudgingDue, judgeRulesJob } from './judge-rules';

/** A rule that was switched on, or another day: all accounts are judged, also where nothing is new of them. */
export function judgeIfDue(jobs: Pick<JobsHandle, 'enqueue'>, db: ReadDb, now: number): void {
  if (areUnderWay(db, [judgeRulesJob.kind], now) || !isJudgingDue(db, now)) return;
  jobs.enqueue(judgeRulesJob, { organizationIds: [] }, judgeRulesJob.priority);
}
