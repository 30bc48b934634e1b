import { setImmediate } from 'node:timers/promises';
import { scheduleJob } from 'node-schedule';
import type { Logger } from 'pino';
import type { Job } from '../../src-preload/contract/jobs';
import type { ScheduledTasks } from '../../src-preload/contract/scheduled-task';
import { type CompanyCalendar, calendarOf } from '../lib/company-calendar';
import type { Clock } from '../ports/clock';
import { changeJob, readJob, readNewestJobs } from '../store/jobs/job-rows';
import { countTasks } from '../store/jobs/task-rows';
import type { Store, Tx } from '../store/types';
import { writeTransaction } from '../store/write-transaction';
import { pauseTask, resumeTask, runTaskNow } from './ask-task';
import type { JobList } from './define-job';
import type { JobKind } from './job-kind';
import { jobOf } from './job-of';
import { enqueueJob } from './job-queue';
import { cancelActive, createJobRunner, doSlice, type JobRunner, putBack } from './job-runner';
import { queueDue } from './queue-due';
import { ensureScheduled } from './schedule';
import { scheduledTasks } from './scheduled-tasks';
import { settleJob } from './settle-job';
import { createSweep } from './sweep-queue';
import type { Changed } from './work-context';

export interface JobsOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** By whose nights they recur; of UTC by default. */
  readonly calendar?: () => CompanyCalendar;
  /** Every kind there is. */
  readonly list: JobList;
  readonly onJob: (job: Job) => void;
  /** What screens hold is no longer fresh. */
  readonly onChanged: (change: Changed) => void;
  /** Asks for what is due for reasons of its own; called at each sweep. */
  readonly onSweep?: (jobs: JobsHandle) => void;
  readonly log?: Logger;
  /** 0 to 1; spreads retries. */
  readonly random?: () => number;
  /** The longest a job may hold the event loop at a time, about. */
  readonly sliceMilliseconds?: number;
}

export interface JobsHandle {
  /** @returns the id of the job that will do it: a waiting one of the same kind, or a new one */
  enqueue<P>(job: JobKind<P>, payload: P, priority: number): number;
  /** The same as part of a decision: the job is there when the transaction is, and begins after it. */
  enqueueIn<P>(tx: Tx, job: JobKind<P>, payload: P, priority: number): number;
  /** A job, however long ago it ended, as long as it isn't forgotten. */
  find(id: number): Job | undefined;
  /** The newest jobs, the newest first. */
  newest(): Job[];
  /**
   * A queued job never starts, a running one stops after its stretch or, while it waits for something, at once; one that
   * has ended stays as it is.
   */
  cancel(id: number): void;
  /** Looks for jobs that became due or whose process died; needed after sleep, and done every 30 seconds anyway. */
  sweep(): void;
  /** What is to be done later or again and again, the next first. */
  scheduled(): ScheduledTasks;
  /** @throws StewardError not_found, for each of these, for what is no longer scheduled */
  pauseTask(id: string): void;
  resumeTask(id: string): void;
  /** @returns the job that does it; @throws StewardError conflict for what is paused */
  runTaskNow(id: string): number;
  /** Resolves when nothing is due any more and nothing under way. */
  runUntilIdle(): Promise<void>;
  /** Resolves when the running stretch is over; unfinished jobs go on at the next start. */
  stop(): Promise<void>;
}

const everyHalfMinute = '*/30 * * * * *';
const newestJobs = 50;
const shownTasks = 200;

/** Starts the one runner of this store's jobs. */
export function startJobs(options: JobsOptions): JobsHandle {
  const { store, clock, list, log, calendar = () => calendarOf('UTC') } = options;
  const loop = createLoop(options);
  const sweepQueue = createSweep();

  function tellOf(id: number): void {
    const row = readJob(store.read, id);
    if (row !== undefined) options.onJob(jobOf(list, row));
  }

  function enqueueIn<P>(tx: Tx, job: JobKind<P>, payload: P, priority: number): number {
    const id = enqueueJob(tx, job, payload, { priority, now: clock.now() });
    // Transactions are synchronous: once this turn's own code is done, readers see what was written.
    queueMicrotask(() => {
      if (!loop.isStopped()) tellOf(id);
    });
    void loop.kick();
    return id;
  }

  const handle: JobsHandle = {
    enqueueIn,
    enqueue: (job, payload, priority) => {
      const id = writeTransaction(store, 'jobs.enqueue', (tx) =>
        enqueueJob(tx, job, payload, { priority, now: clock.now() }),
      );
      tellOf(id);
      void loop.kick();
      return id;
    },
    find(id) {
      const row = readJob(store.read, id);
      return row && jobOf(list, row);
    },
    newest: () => readNewestJobs(store.read, newestJobs).map((row) => jobOf(list, row)),
    cancel(id) {
      if (cancelActive(loop.runner, id)) {
        void loop.kick();
        return;
      }
      writeTransaction(store, 'jobs.cancel', (tx) => cancelElsewhere(tx, id, clock.now()));
      tellOf(id);
    },
    sweep() {
      const swept = writeTransaction(store, 'jobs.sweep', (tx) => {
        ensureScheduled(tx, list, clock.now(), calendar());
        return sweepQueue(tx, clock.now(), new Set(loop.runner.active.keys()));
      });
      for (const jobId of swept.jobIds) tellOf(jobId);
      options.onSweep?.(handle);
      if (swept.isMore) {
        queueRest().catch((error: unknown) =>
          log?.error({ err: error }, 'not all that is due could be queued'),
        );
      }
      void loop.kick();
    },
    scheduled: () => ({
      tasks: scheduledTasks(store.read, clock.now(), calendar().zone, shownTasks),
      total: countTasks(store.read),
    }),
    pauseTask: (id) => writeTransaction(store, 'jobs.pause', (tx) => pauseTask(tx, id, clock.now())),
    resumeTask(id) {
      writeTransaction(store, 'jobs.resume', (tx) => resumeTask(tx, id, clock.now()));
      handle.sweep();
    },
    runTaskNow(id) {
      const jobId = writeTransaction(store, 'jobs.now', (tx) => runTaskNow(tx, id, clock.now()));
      tellOf(jobId);
      void loop.kick();
      return jobId;
    },
    runUntilIdle: loop.kick,
    async stop() {
      tick.cancel();
      await loop.stop();
    },
  };
  /** What comes due all at once becomes jobs bit by bit; others go on in between. */
  async function queueRest(): Promise<void> {
    for (let isMore = true; isMore; ) {
      await setImmediate();
      if (loop.isStopped()) return;
      const queued = writeTransaction(store, 'jobs.queue', (tx) => queueDue(tx, clock.now()));
      for (const jobId of queued.jobIds) tellOf(jobId);
      isMore = queued.isMore;
      void loop.kick();
    }
  }

  const tick = scheduleJob(everyHalfMinute, () => {
    try {
      handle.sweep();
    } catch (error) {
      log?.error({ err: error }, 'jobs could not be looked through');
    }
  });
  handle.sweep();
  return handle;
}

interface Loop {
  readonly runner: JobRunner;
  /** Goes on, or begins. Resolves when nothing is due any more and nothing under way. */
  kick(): Promise<void>;
  stop(): Promise<void>;
  isStopped(): boolean;
}

/** Gives the runner one turn of the event loop after another, as long as there is something to do. */
function createLoop({ log, ...options }: JobsOptions): Loop {
  let running: Promise<void> | null = null;
  let stopped = false;
  /** Ends the sleep while all jobs under way wait for something. */
  let wake = () => {};
  const runner = createJobRunner({
    random: Math.random,
    sliceMilliseconds: 20,
    ...options,
    ...(log === undefined ? {} : { log }),
    onAwake: () => wake(),
  });

  async function run(): Promise<void> {
    // Callers go on first: what they asked for is done in a later turn of the event loop.
    await setImmediate();
    while (!stopped) {
      const slice = doSlice(runner);
      if (slice === 'idle') return;
      if (slice === 'waiting') {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      await setImmediate();
    }
  }

  return {
    runner,
    isStopped: () => stopped,
    kick() {
      wake();
      running ??= run()
        // The store itself failed (a full disk, say). The jobs stay where they are, and the next sweep looks again.
        .catch((error: unknown) => log?.error({ err: error }, 'jobs had to stop'))
        .finally(() => {
          running = null;
        });
      return running;
    },
    async stop() {
      stopped = true;
      wake();
      await running;
      putBack(runner);
    },
  };
}

/** Of a job that this process isn't doing. */
function cancelElsewhere(tx: Tx, id: number, now: number): void {
  const row = readJob(tx, id);
  if (row?.state === 'queued') {
    settleJob(tx, row, { state: 'cancelled', message: 'Cancelled before it began.' }, now);
  } else if (row?.state === 'running') {
    changeJob(tx, id, { cancelRequested: true });
  }
}
