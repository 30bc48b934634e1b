import { z } from 'zod';
import type { Topic } from '../../../src-preload/contract/wire/events';
import { describeJob } from '../../jobs/job-kind';
import { priorities } from '../../jobs/priorities';
import { turnSchema } from '../../jobs/turns';

const makesStale: readonly Topic[] = ['today', 'accounts', 'account', 'risk', 'monitor'];
const nothing = z.object({});

export const scoreChangedJob = describeJob({
  kind: 'score_changed',
  title: 'Score changed accounts',
  payload: z.object({ organizationIds: z.array(z.number().int()) }),
  priority: priorities.changed,
  makesStale,
  join: (waiting, added) => ({
    organizationIds: [...new Set([...waiting.organizationIds, ...added.organizationIds])],
  }),
});

export const scoreAllJob = describeJob({
  kind: 'score_all',
  title: 'Score all accounts',
  payload: turnSchema,
  priority: priorities.everybody,
  makesStale,
});

/** Scores every account after folding its activity again from all pages. */
export const rebuildActivityJob = describeJob({
  kind: 'rebuild_activity',
  title: 'Rebuild activity',
  payload: nothing,
  priority: priorities.everybody,
  makesStale,
});

export const backfillHistoryJob = describeJob({
  kind: 'backfill_history',
  title: 'Score past weeks',
  payload: nothing,
  priority: priorities.past,
  makesStale,
});

export const fillDaysJob = describeJob({
  kind: 'fill_days',
  title: 'Fill days of the past',
  payload: turnSchema,
  priority: priorities.upkeep,
  makesStale: ['account'],
});

/** What nights that were missed would have made, from a day on. */
export const missedNightsJob = describeJob({
  kind: 'missed_nights',
  title: 'Make up for missed nights',
  payload: z.object({ since: z.number().int() }),
  priority: priorities.past,
  makesStale,
  join: (waiting, added) => ({ since: Math.min(waiting.since, added.since) }),
});

/** Jobs that make scores. */
export const scoringKinds = [scoreChangedJob, scoreAllJob, rebuildActivityJob, backfillHistoryJob].map(
  ({ kind }) => kind,
);
