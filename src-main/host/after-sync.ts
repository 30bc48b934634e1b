import type { HostEvent } from '../../src-preload/contract/wire/events';
import type { JobsHandle } from '../jobs/start-jobs';
import type { Clock } from '../ports/clock';
import type { Store } from '../store/types';
import type { AppliedChange } from '../sync/wire/context';
import type { KeptNames } from '../work/finding/keep-names';
import { readTextsIfBehind } from '../work/finding/read-texts';
import { countIfDue } from '../work/milestones/keep-counted';
import { takeUpIfNews } from '../work/running/take-up-book';
import { scoreAfterSync } from '../work/scoring/keep-scored';
import { advanceIfDue } from '../work/sequences/advance-sequences';
import { judgeIfDue } from '../work/triggers/keep-judged';
import { topicsOfCopy } from './topics-of-copy';

interface Followed {
  readonly store: Store;
  readonly jobs: JobsHandle;
  readonly names: KeptNames;
  readonly clock: Clock;
  readonly emit: (event: HostEvent) => void;
  /** Tells the desktop what is new. */
  readonly tell: () => void;
}

/** What is done once a sync has changed the copy. */
export function afterSync({
  store,
  jobs,
  names,
  clock,
  emit,
  tell,
}: Followed): (change: AppliedChange) => void {
  return ({ organizationIds }) => {
    names.changed(organizationIds);
    takeUpIfNews(jobs, store.read);
    scoreAfterSync(jobs, store.read, organizationIds, clock.now());
    judgeIfDue(jobs, store.read, clock.now());
    advanceIfDue(jobs, store.read, clock.now());
    countIfDue(jobs, store.read, clock.now());
    readTextsIfBehind(jobs, store.read, clock.now());
    emit({ type: 'invalidate', topics: topicsOfCopy });
    tell();
  };
}
