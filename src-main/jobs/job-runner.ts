import type { Logger } from 'pino';
import type { Job } from '../../src-preload/contract/jobs';
import { StewardError } from '../lib/steward-error';
import type { Clock } from '../ports/clock';
import { changeJob, claimJob, type JobRow, readJob, readNextDue, saveProgress } from '../store/jobs/job-rows';
import type { Store } from '../store/types';
import { writeTransaction } from '../store/write-transaction';
import { keptOf } from './crashed-jobs';
import { workOf } from './do-job';
import { jobOf } from './job-kinds';
import { enqueueJob } from './job-queue';
import { retryWait } from './retry';
import type { Work, WorkContext } from './work';

export interface RunnerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly onJob: (job: Job) => void;
  readonly onScored: (organizationIds: number[] | 'all') => void;
  /** What a job waited for is there: it can go on. */
  readonly onAwake: () => void;
  readonly log?: Logger;
  /** 0 to 1. */
  readonly random: () => number;
  readonly sliceMilliseconds: number;
}

/** A job this process is doing. */
interface Active {
  row: JobRow;
  readonly work: Work;
  cancelled: boolean;
  /** For a promise; `failed` with what it was rejected with. */
  waits: boolean;
  failed: { readonly error: unknown } | null;
  savedAt: number;
  toldAt: number;
}

/** A stretch was done; or every job under way waits for something; or nothing is due and nothing under way. */
export type Slice = 'done' | 'waiting' | 'idle';

export interface JobRunner {
  /** Jobs under way, by id. */
  readonly active: ReadonlyMap<number, unknown>;
  /** Does one stretch of the most urgent job. */
  slice(): Slice;
  /** A job that waits ends at once, another after its stretch. @returns whether this process is doing that job */
  cancel(id: number): boolean;
  /** Leaves what is under way in the queue; it goes on from its checkpoint at the next start. */
  putBack(): void;
}

/** The past completes what the first screen shows; a model is welcome whenever it is there. */
const followUpPriority = {
  train_risk: 1,
  measure_effects: 1,
  count_levels: 1,
  backfill_history: 2,
  assess_risk: 3,
  score_all: 5,
} as const;
/** Progress is told this often, in milliseconds. */
const tellEvery = 250;
/** A job that hasn't saved anything for so long says that it lives. */
const heartbeatEvery = 3000;

/**
 * Does jobs one stretch at a time. A more urgent job that comes while another is under way is done first; the other
 * stays where it is. While a job waits for something, others are done, but none of its own kind.
 */
export function createJobRunner(options: RunnerOptions): JobRunner {
  const { store, clock, random, log, sliceMilliseconds } = options;
  const active = new Map<number, Active>();

  function claimNext(): void {
    const waiting = [...active.values()].filter(({ waits }) => waits).map(({ row }) => row.kind);
    const due = readNextDue(store.read, clock.now(), waiting);
    const urgent = mostUrgent(active);
    if (due === undefined || (urgent !== undefined && urgent.row.priority >= due.priority)) return;
    if (!writeTransaction(store, 'jobs.claim', (tx) => claimJob(tx, due, clock.now()))) return;
    const row = readJob(store.read, due.jobId) ?? due;
    const job: Active = {
      row,
      work: begin(row),
      cancelled: false,
      waits: false,
      failed: null,
      savedAt: clock.now(),
      toldAt: 0,
    };
    active.set(row.jobId, job);
    tell(job);
  }

  /** Even a job that can't begin is under way once it is claimed: it fails in its first stretch. */
  function* begin(row: JobRow): Work {
    return yield* workOf(row, contextOf(row));
  }

  function contextOf(row: JobRow): WorkContext {
    const { crashes, at } = keptOf(row);
    return {
      store,
      now: () => clock.now(),
      sliceMilliseconds,
      checkpoint: at,
      save(tx, { done, total, checkpoint }) {
        const kept = JSON.stringify({ crashes, at: checkpoint });
        const job = active.get(row.jobId);
        const cancelRequested = saveProgress(tx, row.jobId, { done, total, checkpoint: kept }, clock.now());
        if (job === undefined) return;
        job.row = { ...job.row, done, total, checkpoint: kept };
        job.savedAt = clock.now();
        job.cancelled ||= cancelRequested;
      },
      scored: (ids) => options.onScored(ids === 'all' ? 'all' : [...ids]),
      enqueue: (tx, kind, payload) => {
        enqueueJob(tx, kind, payload, followUpPriority[kind], clock.now());
      },
    };
  }

  function stretch(job: Active): void {
    const started = performance.now();
    do {
      const step = goOn(job);
      if (step.done) {
        end(job, { state: 'succeeded', message: step.value, done: job.row.total ?? job.row.done });
        return;
      }
      if (step.value !== undefined) wait(job, step.value);
    } while (!job.cancelled && !job.waits && performance.now() - started < sliceMilliseconds / 2);
    if (job.cancelled) endCancelled(job);
    else if (clock.now() - job.savedAt > heartbeatEvery) {
      job.savedAt = clock.now();
      change(job, { heartbeatAt: clock.now() });
    }
    if (performance.now() - job.toldAt > tellEvery) tell(job);
  }

  function goOn(job: Active) {
    const { failed } = job;
    job.failed = null;
    return failed === null ? job.work.next() : job.work.throw(failed.error);
  }

  function wait(job: Active, promise: Promise<unknown>): void {
    job.waits = true;
    const awake = (failed: Active['failed']) => {
      job.waits = false;
      job.failed = failed;
      options.onAwake();
    };
    promise.then(
      () => awake(null),
      (error: unknown) => awake({ error }),
    );
  }

  function endCancelled(job: Active): void {
    job.work.return('');
    end(job, { state: 'cancelled', message: 'Cancelled. What was done by then stays.' });
  }

  function fail(job: Active, error: unknown): void {
    log?.error({ err: error, job: job.row.jobId, kind: job.row.kind }, 'a job failed');
    const words =
      error instanceof StewardError
        ? error.message
        : 'Something unexpected went wrong; the log has the details.';
    const { attempt, maxAttempts } = job.row;
    if (attempt >= maxAttempts) {
      end(job, { state: 'failed', message: `${words} It was tried ${attempt} times.` });
      return;
    }
    const runAfter = clock.now() + retryWait(attempt, random());
    change(job, {
      state: 'queued',
      runAfter,
      heartbeatAt: null,
      message: `${words} It will be tried again.`,
    });
    active.delete(job.row.jobId);
    tell(job);
  }

  function end(job: Active, result: Pick<JobRow, 'state' | 'message'> & Partial<JobRow>): void {
    change(job, { ...result, finishedAt: clock.now(), heartbeatAt: null });
    active.delete(job.row.jobId);
    tell(job);
  }

  function change(job: Active, changes: Partial<Omit<JobRow, 'jobId'>>): void {
    writeTransaction(store, 'jobs.state', (tx) => changeJob(tx, job.row.jobId, changes));
    job.row = { ...job.row, ...changes };
  }

  function tell(job: Active): void {
    job.toldAt = performance.now();
    options.onJob(jobOf(job.row));
  }

  return {
    active,
    slice() {
      claimNext();
      const job = mostUrgent(active);
      if (job === undefined) return active.size > 0 ? 'waiting' : 'idle';
      try {
        stretch(job);
      } catch (error) {
        fail(job, error);
      }
      return 'done';
    },
    cancel(id) {
      const job = active.get(id);
      if (job === undefined) return false;
      if (job.waits) endCancelled(job);
      else job.cancelled = true;
      return true;
    },
    putBack() {
      for (const job of active.values()) {
        job.work.return('');
        change(job, { state: 'queued', attempt: job.row.attempt - 1, heartbeatAt: null });
      }
      active.clear();
    },
  };
}

/** Of those that can go on. */
function mostUrgent(active: ReadonlyMap<number, Active>): Active | undefined {
  let urgent: Active | undefined;
  for (const job of active.values()) {
    if (job.waits) continue;
    if (urgent === undefined || job.row.priority > urgent.row.priority) urgent = job;
  }
  return urgent;
}
