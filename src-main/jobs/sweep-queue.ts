import { shiftWaits } from '../store/jobs/job-rows';
import { putLastLook, readLastLook } from '../store/jobs/last-look';
import type { Tx } from '../store/types';
import { recoverCrashedJobs } from './crashed-jobs';
import { queueDue, reckonAnew } from './queue-due';

/** A clock that is so much behind the last look was set back. */
const setBack = 60_000;
/** Nobody looked for so long: the machine slept or was off, or the clock was set ahead. */
const slept = 5 * 60_000;

export interface Swept {
  /** Jobs that were made, or found cut off. */
  readonly jobIds: readonly number[];
  /** Whether more is due than was gone through. */
  readonly isMore: boolean;
}

/**
 * @returns what looks through the queue: at the start, every half minute and after sleep. The clock may have jumped since:
 * time in which nobody looked is no time that anything waited, and what is to come is reckoned anew
 */
export function createSweep(): (tx: Tx, now: number, own: ReadonlySet<number>) => Swept {
  let isFirst = true;
  return (tx, now, own) => {
    const last = readLastLook(tx);
    putLastLook(tx, now);
    const passed = last === null ? 0 : now - last;
    const isBack = passed < -setBack;
    // This machine may have learnt since its last start how a zone changes its clocks.
    if (isFirst || isBack) reckonAnew(tx, now);
    if (isBack || passed > slept) shiftWaits(tx, passed, now);
    isFirst = false;
    const crashed = recoverCrashedJobs(tx, now, own);
    const { jobIds, isMore } = queueDue(tx, now);
    return { jobIds: [...crashed.map(({ jobId }) => jobId), ...jobIds], isMore };
  };
}
