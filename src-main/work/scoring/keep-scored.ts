import { priorities } from '../../jobs/priorities';
import type { JobsHandle } from '../../jobs/start-jobs';
import { areUnderWay, readJobsInState } from '../../store/jobs/job-rows';
import { readFullRun } from '../../store/scores/full-run';
import type { ReadDb } from '../../store/types';
import { isUpToDate, needsFullRun } from './full-run';
import { rebuildActivityJob, scoreAllJob, scoreChangedJob, scoringKinds } from './scoring-kinds';

/** After a sync that applied changes to these accounts, asks for their scores, or everybody's where those are due anyway. */
export function scoreAfterSync(
  jobs: JobsHandle,
  db: ReadDb,
  organizationIds: readonly number[] | 'all',
  now: number,
): void {
  if (organizationIds === 'all' || needsFullRun(db, now)) {
    jobs.enqueue(scoreAllJob, {}, scoreAllJob.priority);
  } else if (organizationIds.length > 0) {
    jobs.enqueue(scoreChangedJob, { organizationIds: [...organizationIds] }, scoreChangedJob.priority);
  }
}

/** A new day begins for everybody, also where nothing is new; the first run comes with the first sync. */
export function scoreIfBehind(jobs: JobsHandle, db: ReadDb, now: number): void {
  const isUnderWay = readJobsInState(db, 'running', scoreAllJob.kind).length > 0;
  if (isUnderWay || readFullRun(db) === null || isUpToDate(db, now)) return;
  jobs.enqueue(scoreAllJob, {}, priorities.everybody);
}

/** Whether scores are being made or about to be. */
export function isScoring(db: ReadDb, now: number): boolean {
  return areUnderWay(db, scoringKinds, now);
}

/** How many accounts the run over all of them has scored; null while none goes on. */
export function scoringProgress(db: ReadDb): { done: number; total: number } | null {
  const [running] = [scoreAllJob, rebuildActivityJob].flatMap(({ kind }) =>
    readJobsInState(db, 'running', kind),
  );
  return running === undefined || running.total === null
    ? null
    : { done: running.done, total: running.total };
}
