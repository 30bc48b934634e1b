import { counted } from '../../../src-preload/contract/words';
import { createChunkSize } from '../../jobs/chunk-size';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import { everyNight, turnSchema } from '../../jobs/turns';
import type { Work, WorkContext } from '../../jobs/work';
import { mondayOf } from '../../lib/day';
import { readOrganizationIds } from '../../store/accounts/organization-ids';
import { removeEndedJobs } from '../../store/jobs/job-rows';
import { removeEndedTasks } from '../../store/jobs/task-rows';
import {
  putThinnedBefore,
  readThinnedBefore,
  removeContactScoresBefore,
  thinDays,
} from '../../store/scores/thinning';
import { bulkTransaction, writeTransaction } from '../../store/write-transaction';
import { explainedDays } from '../scoring/keep-months';
import { scoringDay } from '../scoring/scoring-day';

/** Weekly scores of contacts are kept so long. */
const contactScoreDays = 2 * 365;
const endedJobsMilliseconds = 30 * 86_400_000;

/** Thins what is kept of the past. It is done anew each time, so a run that was cut off simply begins again. */
export function* maintain(context: WorkContext): Work {
  const { store, now } = context;
  const today = scoringDay(store.read, now());
  if (today === null) return 'Nothing to tidy yet: the first load is under way.';
  const thinnedBefore = readThinnedBefore(store.read);
  const chunk = createChunkSize(context.sliceMilliseconds);
  let removed = 0;
  let after = 0;
  while (true) {
    const started = performance.now();
    const ids = readOrganizationIds(store.read, after, chunk.size);
    const last = ids.at(-1);
    if (last === undefined) break;
    removed += bulkTransaction(store, 'jobs.maintenance', (tx) => {
      const days = thinDays(tx, after + 1, last, { since: thinnedBefore, before: today - explainedDays });
      return days + removeContactScoresBefore(tx, after + 1, last, mondayOf(today - contactScoreDays));
    });
    after = last;
    chunk.took(performance.now() - started);
    yield;
  }
  const jobs = writeTransaction(store, 'jobs.forget', (tx) => {
    putThinnedBefore(tx, today - explainedDays);
    removeEndedTasks(tx, now() - endedJobsMilliseconds);
    return removeEndedJobs(tx, now() - endedJobsMilliseconds);
  });
  return `What explains ${counted(removed, 'old score')} thinned to one a week, ${counted(jobs, 'ended job')} forgotten.`;
}

export const maintenanceJob = defineJob({
  kind: 'maintenance',
  title: 'Tidy the store',
  payload: turnSchema,
  priority: priorities.upkeep,
  makesStale: [],
  work: maintain,
  turns: everyNight(1, 30, priorities.upkeep),
});
