import type { ActionContext } from '../actions/action-context';
import { priorities } from '../jobs/priorities';
import type { JobsHandle } from '../jobs/start-jobs';
import type { Clock } from '../ports/clock';
import { createIds } from '../ports/ids';
import type { Store } from '../store/types';
import { scoreAllJob, scoreChangedJob } from '../work/scoring/scoring-kinds';

export interface ActionContextOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly author: string;
  readonly jobs: Pick<JobsHandle, 'enqueueIn'>;
  /** Has what waits go up. */
  readonly pushSoon: () => void;
}

/** What people's decisions need, and which jobs follow from them: here alone. */
export function createActionContext({
  store,
  clock,
  author,
  jobs,
  pushSoon,
}: ActionContextOptions): ActionContext {
  return {
    store,
    ids: createIds(clock),
    author,
    now: () => clock.now(),
    pushSoon,
    rescore(tx, organizationIds) {
      if (organizationIds === 'all') jobs.enqueueIn(tx, scoreAllJob, {}, priorities.decided);
      else {
        const payload = { organizationIds: [...organizationIds] };
        jobs.enqueueIn(tx, scoreChangedJob, payload, priorities.asked);
      }
    },
  };
}
