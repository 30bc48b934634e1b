import type { Logger } from 'pino';
import type { Job } from '../../src-preload/contract/jobs';
import { StewardError } from '../lib/steward-error';
import type { Clock } from '../ports/clock';
import { changeJob, claimJob, type JobRow, rankOf, readJob, readNextDue } from '../store/jobs/job-rows';
import type { Store } from '../store/types';
import { writeTransaction } from '../store/write-transaction';
import { type ActiveJob, beginActive, goOn, mostUrgent, waitingKinds, waitUntil } from './active-job';
import type { JobList } from './define-job';
import { attemptsFor, classOfError } from './error-class';
import { jobOf } from './job-of';
import { retryWait } from './retry';
import { type Ended, settleJob } from './settle-job';
import type { Work } from './work';
import { type Changed, contextOf } from './work-context';

export interface RunnerOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly list: JobList;
  readonly onJob: (job: Job) => void;
  readonly onChanged: (change: Changed) => void;
  /** What a job waited for is there: it can go on. */
  readonly onAwake: () => void;
  readonly log?: Logger;
  /** 0 to 1. */
  readonly random: () => number;
  readonly sliceMilliseconds: number;
}

/** The jobs under way, by id, with what doing them takes. */
export interface JobRunner extends RunnerOptions {
  readonly active: Map<number, ActiveJob>;
}

/** A stretch was done; or every job under way waits for something; or nothing is due and nothing under way. */
export type Slice = 'done' | 'waiting' | 'idle';

/** Progress is told this often, in milliseconds. */
const tellEvery = 250;
/** A job that hasn't saved anything for so long says that it lives. */
const heartbeatEvery = 3000;

export function createJobRunner(options: RunnerOptions): JobRunner {
  return { ...options, active: new Map() };
}

/**
 * Does one stretch of the most urgent job. A more urgent job that comes while another is under way is done first; the
 * other stays where it is. While a job waits for something, others are done, but none of its own kind.
 */
export function doSlice(runner: JobRunner): Slice {
  claimNext(runner);
  const job = mostUrgent(runner.active);
  if (job === undefined) return runner.active.size > 0 ? 'waiting' : 'idle';
  try {
    doStretch(runner, job);
  } catch (error) {
    fail(runner, job, error);
  }
  return 'done';
}

/** A job that waits ends at once, another after its stretch. @returns whether this process is doing that job */
export function cancelActive(runner: JobRunner, id: number): boolean {
  const job = runner.active.get(id);
  if (job === undefined) return false;
  if (job.waits) endCancelled(runner, job);
  else job.cancelled = true;
  return true;
}

/** Leaves what is under way in the queue; it goes on from its checkpoint at the next start. */
export function putBack(runner: JobRunner): void {
  for (const job of runner.active.values()) {
    job.work.return('');
    change(runner, job, { state: 'queued', attempt: job.row.attempt - 1, heartbeatAt: null });
  }
  runner.active.clear();
}

function claimNext(runner: JobRunner): void {
  const { store, clock, active } = runner;
  const due = readNextDue(store.read, clock.now(), waitingKinds(active));
  const urgent = mostUrgent(active);
  if (due === undefined || (urgent !== undefined && rankOf(urgent.row) <= rankOf(due))) return;
  if (!writeTransaction(store, 'jobs.claim', (tx) => claimJob(tx, due, clock.now()))) return;
  const row = readJob(store.read, due.jobId) ?? due;
  const job = beginActive(row, begin(runner, row), clock.now());
  active.set(row.jobId, job);
  tell(runner, job);
}

/** Even a job that can't begin is under way once it is claimed: it fails in its first stretch. */
function* begin(runner: JobRunner, row: JobRow): Work {
  const definition = runner.list.get(row.kind);
  if (definition === undefined) throw new Error(`this version has no job of the kind ${row.kind}`);
  const payload = definition.payload.parse(JSON.parse(row.payload));
  return yield* definition.work(contextOf(runner, definition, row), payload);
}

function doStretch(runner: JobRunner, job: ActiveJob): void {
  const { clock, sliceMilliseconds, onAwake } = runner;
  const started = performance.now();
  do {
    const step = goOn(job);
    if (step.done) {
      end(runner, job, { state: 'succeeded', message: step.value, done: job.row.total ?? job.row.done });
      return;
    }
    if (step.value !== undefined) waitUntil(job, step.value, onAwake);
  } while (!job.cancelled && !job.waits && performance.now() - started < sliceMilliseconds / 2);
  if (job.cancelled) endCancelled(runner, job);
  else if (clock.now() - job.savedAt > heartbeatEvery) {
    job.savedAt = clock.now();
    change(runner, job, { heartbeatAt: clock.now() });
  }
  if (performance.now() - job.toldAt > tellEvery) tell(runner, job);
}

function endCancelled(runner: JobRunner, job: ActiveJob): void {
  job.work.return('');
  end(runner, job, { state: 'cancelled', message: 'Cancelled. What was done by then stays.' });
}

function fail(runner: JobRunner, job: ActiveJob, error: unknown): void {
  const { clock, log, random, active } = runner;
  log?.error({ err: error, job: job.row.jobId, kind: job.row.kind }, 'a job failed');
  const words =
    error instanceof StewardError
      ? error.message
      : 'Something unexpected went wrong; the log has the details.';
  const { attempt, maxAttempts } = job.row;
  if (attempt >= Math.min(maxAttempts, attemptsFor[classOfError(error)])) {
    const tried = attempt === 1 ? 'Trying again would not help.' : `It was tried ${attempt} times.`;
    end(runner, job, { state: 'failed', message: `${words} ${tried}` });
    return;
  }
  change(runner, job, {
    state: 'queued',
    runAfter: clock.now() + retryWait(attempt, random()),
    heartbeatAt: null,
    message: `${words} It will be tried again.`,
  });
  active.delete(job.row.jobId);
  tell(runner, job);
}

function end(runner: JobRunner, job: ActiveJob, result: Ended & Partial<JobRow>): void {
  const { row } = job;
  const now = runner.clock.now();
  writeTransaction(runner.store, 'jobs.state', (tx) => settleJob(tx, row, result, now));
  job.row = { ...row, ...result, finishedAt: now, heartbeatAt: null };
  runner.active.delete(job.row.jobId);
  tell(runner, job);
  const topics = runner.list.get(job.row.kind)?.makesStale ?? [];
  if (!job.hasTold && topics.length > 0) runner.onChanged({ topics, organizationIds: 'all' });
}

function change(runner: JobRunner, job: ActiveJob, changes: Partial<Omit<JobRow, 'jobId'>>): void {
  writeTransaction(runner.store, 'jobs.state', (tx) => changeJob(tx, job.row.jobId, changes));
  job.row = { ...job.row, ...changes };
}

function tell(runner: JobRunner, job: ActiveJob): void {
  job.toldAt = performance.now();
  runner.onJob(jobOf(runner.list, job.row));
}
