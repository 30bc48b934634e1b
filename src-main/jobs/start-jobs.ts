import { setImmediate } from 'node:timers/promises';
import { scheduleJob } from 'node-schedule';
import type { Logger } from 'pino';
import type { Job } from '../../src-preload/contract/jobs';
import type { Clock } from '../ports/clock';
import { changeJob, readJob, readJobsInState } from '../store/jobs/job-rows';
import { readFullRun } from '../store/scores/full-run';
import type { Store } from '../store/types';
import { writeTransaction } from '../store/write-transaction';
import { ensureStarterConfig } from '../work/scoring/current-config';
import { isUpToDate, needsFullRun } from '../work/scoring/full-run';
import { recoverCrashedJobs } from './crashed-jobs';
import { type JobKind, type JobPayload, jobOf } from './job-kinds';
import { enqueueJob } from './job-queue';
import { createJobRunner } from './job-runner';
import { ensureScheduled } from './schedule';

export interface JobsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly onJob: (job: Job) => void;
  /** New scores are there, of these accounts or of all. */
  readonly onScored: (organizationIds: number[] | 'all') => void;
  readonly log?: Logger;
  /** 0 to 1; spreads retries. */
  readonly random?: () => number;
  /** The longest a job may hold the event loop at a time, about. */
  readonly sliceMilliseconds?: number;
}

export interface JobsHandle {
  /** @returns the id of the job that will do it: a waiting one of the same kind, or a new one */
  enqueue<K extends JobKind>(kind: K, payload: JobPayload<K>, priority: number): number;
  /**
   * A queued job never starts, a running one stops after its stretch or, while it waits for something, at once; one that
   * has ended stays as it is.
   */
  cancel(id: number): void;
  /** Sync applied changes to these accounts. */
  syncApplied(organizationIds: readonly number[] | 'all'): void;
  /** Looks for jobs that became due or whose process died; needed after sleep, and done every 30 seconds anyway. */
  sweep(): void;
  /** Resolves when nothing is due any more and nothing under way. */
  runUntilIdle(): Promise<void>;
  /** Resolves when the running stretch is over; unfinished jobs go on at the next start. */
  stop(): Promise<void>;
}

const changedPriority = 6;
const fullPriority = 5;
const everyHalfMinute = '*/30 * * * * *';

/** Starts the one runner of this store's jobs. */
export function startJobs(options: JobsOptions): JobsHandle {
  const { store, clock, onJob, log } = options;
  const runner = createJobRunner({
    random: Math.random,
    sliceMilliseconds: 20,
    ...options,
    onAwake: () => wake(),
  });
  let running: Promise<void> | null = null;
  let stopped = false;
  /** Ends the sleep while all jobs under way wait for something. */
  let wake = () => {};

  function kick(): Promise<void> {
    wake();
    running ??= run()
      // The store itself failed (a full disk, say). The jobs stay where they are, and the next sweep looks again.
      .catch((error: unknown) => log?.error({ err: error }, 'jobs had to stop'))
      .finally(() => {
        running = null;
      });
    return running;
  }

  async function run(): Promise<void> {
    // Callers go on first: what they asked for is done in a later turn of the event loop.
    await setImmediate();
    while (!stopped) {
      const slice = runner.slice();
      if (slice === 'idle') return;
      if (slice === 'waiting') await sleep();
      await setImmediate();
    }
  }

  function sleep(): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
    });
  }

  function enqueue<K extends JobKind>(kind: K, payload: JobPayload<K>, priority: number): number {
    const id = writeTransaction(store, 'jobs.enqueue', (tx) =>
      enqueueJob(tx, kind, payload, priority, clock.now()),
    );
    tellOf(id);
    void kick();
    return id;
  }

  function tellOf(id: number): void {
    const row = readJob(store.read, id);
    if (row !== undefined) onJob(jobOf(row));
  }

  function sweep(): void {
    const crashed = writeTransaction(store, 'jobs.sweep', (tx) => {
      ensureScheduled(tx, clock.now());
      return recoverCrashedJobs(tx, clock.now(), new Set(runner.active.keys()));
    });
    for (const { jobId } of crashed) tellOf(jobId);
    if (isBehind()) enqueue('score_all', {}, fullPriority);
    else void kick();
  }

  /** A new day begins for everybody, also where nothing is new; the first run comes with the first sync. */
  function isBehind(): boolean {
    const isUnderWay = readJobsInState(store.read, 'running', 'score_all').length > 0;
    return !isUnderWay && readFullRun(store.read) !== null && !isUpToDate(store.read, clock.now());
  }

  ensureStarterConfig(store, clock.now());
  const tick = scheduleJob(everyHalfMinute, () => {
    try {
      sweep();
    } catch (error) {
      log?.error({ err: error }, 'jobs could not be looked through');
    }
  });
  sweep();

  return {
    enqueue,
    sweep,
    cancel(id) {
      if (runner.cancel(id)) {
        void kick();
        return;
      }
      writeTransaction(store, 'jobs.cancel', (tx) => {
        const row = readJob(tx, id);
        if (row?.state === 'queued') {
          changeJob(tx, id, {
            state: 'cancelled',
            finishedAt: clock.now(),
            message: 'Cancelled before it began.',
          });
        } else if (row?.state === 'running') {
          changeJob(tx, id, { cancelRequested: true });
        }
      });
      tellOf(id);
    },
    syncApplied(organizationIds) {
      if (organizationIds === 'all' || needsFullRun(store.read, clock.now()))
        enqueue('score_all', {}, fullPriority);
      else if (organizationIds.length > 0) {
        enqueue('score_changed', { organizationIds: [...organizationIds] }, changedPriority);
      }
    },
    runUntilIdle: kick,
    async stop() {
      stopped = true;
      tick.cancel();
      wake();
      await running;
      runner.putBack();
    },
  };
}
