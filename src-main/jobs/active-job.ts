import { type JobRow, rankOf } from '../store/jobs/job-rows';
import type { Work } from './work';

/** A job this process is doing. */
export interface ActiveJob {
  row: JobRow;
  readonly work: Work;
  cancelled: boolean;
  /** For a promise; `failed` with what it was rejected with. */
  waits: boolean;
  failed: { readonly error: unknown } | null;
  /** Whether it has told the screens by itself what it changed. */
  hasTold: boolean;
  savedAt: number;
  toldAt: number;
}

export function beginActive(row: JobRow, work: Work, now: number): ActiveJob {
  return {
    row,
    work,
    cancelled: false,
    waits: false,
    failed: null,
    hasTold: false,
    savedAt: now,
    toldAt: 0,
  };
}

/** Goes on to the end of the next stretch, with what a promise it waited for was rejected with, if it was. */
export function goOn(job: ActiveJob): IteratorResult<Promise<unknown> | undefined, string> {
  const { failed } = job;
  job.failed = null;
  return failed === null ? job.work.next() : job.work.throw(failed.error);
}

/** Lets the job wait. @param onAwake called once it can go on */
export function waitUntil(job: ActiveJob, promise: Promise<unknown>, onAwake: () => void): void {
  job.waits = true;
  const awake = (failed: ActiveJob['failed']) => {
    job.waits = false;
    job.failed = failed;
    onAwake();
  };
  promise.then(
    () => awake(null),
    (error: unknown) => awake({ error }),
  );
}

/** Of those that can go on. */
export function mostUrgent(active: ReadonlyMap<number, ActiveJob>): ActiveJob | undefined {
  let urgent: ActiveJob | undefined;
  for (const job of active.values()) {
    if (job.waits) continue;
    if (urgent === undefined || rankOf(job.row) < rankOf(urgent.row)) urgent = job;
  }
  return urgent;
}

/** Kinds of which one is waiting: no second one begins meanwhile. */
export function waitingKinds(active: ReadonlyMap<number, ActiveJob>): string[] {
  return [...active.values()].filter(({ waits }) => waits).map(({ row }) => row.kind);
}
