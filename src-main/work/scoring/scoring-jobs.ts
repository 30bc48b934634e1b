import { defineJob, type JobDefinition } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import { everyNight } from '../../jobs/turns';
import type { AfterScoring } from './after-scoring';
import { backfillHistory } from './backfill-work';
import { fillDays } from './fill-days-work';
import { scoreAll, scoreChanged } from './score-work';
import {
  backfillHistoryJob,
  fillDaysJob,
  missedNightsJob,
  rebuildActivityJob,
  scoreAllJob,
  scoreChangedJob,
} from './scoring-kinds';

/** @param afterScoring what follows once accounts were scored, in this order; scoring knows nothing of it */
export function scoringJobs(afterScoring: readonly AfterScoring[]): JobDefinition<unknown>[] {
  return [
    defineJob({
      ...scoreChangedJob,
      work: (context, { organizationIds }) => scoreChanged(context, organizationIds, afterScoring),
    }),
    defineJob({
      ...scoreAllJob,
      work: (context) => scoreAll(context, { refold: false, afterScoring }),
      // A day of activity ends at the company's midnight; a little later its last events have arrived.
      turns: everyNight(0, 5, priorities.nightly),
    }),
    defineJob({
      ...rebuildActivityJob,
      work: (context) => scoreAll(context, { refold: true, afterScoring }),
    }),
    defineJob({ ...backfillHistoryJob, work: backfillHistory }),
    defineJob({
      ...fillDaysJob,
      work: (context) => fillDays(context, null),
      turns: everyNight(2, 0, priorities.upkeep),
    }),
    defineJob({ ...missedNightsJob, work: (context, { since }) => fillDays(context, since) }),
  ];
}
