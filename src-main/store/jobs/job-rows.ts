import { and, asc, desc, eq, inArray, lt, lte, or, sql } from 'drizzle-orm';
import { metricsAggregationJobs } from '../schema/work';
import type { ReadDb, Tx } from '../types';

export type NewJob = Pick<
  JobRow,
  'kind' | 'priority' | 'maxAttempts' | 'runAfter' | 'createdAt' | 'payload'
> &
  Partial<Pick<JobRow, 'taskId' | 'occurrence'>>;

/** @returns the new job's id */
export function addJob(tx: Tx, job: NewJob): number {
  const values = { ...job, state: 'queued' as const, attempt: 0, done: 0, cancelRequested: false };
  return Number(tx.insert(metricsAggregationJobs).values(values).run().lastInsertRowid);
}

/** Whether a job was ever made for this occurrence of a task and is not forgotten. */
export function hasOccurrence(db: ReadDb | Tx, taskId: string, occurrence: string): boolean {
  const ofOccurrence = and(
    eq(metricsAggregationJobs.taskId, taskId),
    eq(metricsAggregationJobs.occurrence, occurrence),
  );
  return (
    db.select({ id: metricsAggregationJobs.jobId }).from(metricsAggregationJobs).where(ofOccurrence).get() !==
    undefined
  );
}

/** The job of a task that isn't over yet; of several the first. */
export function readUnfinishedJob(db: ReadDb | Tx, taskId: string): JobRow | undefined {
  return db
    .select()
    .from(metricsAggregationJobs)
    .where(
      and(
        eq(metricsAggregationJobs.taskId, taskId),
        inArray(metricsAggregationJobs.state, ['queued', 'running']),
      ),
    )
    .orderBy(asc(metricsAggregationJobs.jobId))
    .limit(1)
    .get();
}

/**
 * After the clock jumped: what is due has waited as long as before the jump, and what waits for another attempt waits as
 * long as it was to, unless the jump has brought its time.
 * @param jump milliseconds, negative where the clock was set back
 */
export function shiftWaits(tx: Tx, jump: number, now: number): void {
  if (jump < 0) {
    tx.prepared<[number]>(
      "update metrics_aggregation_jobs set run_after = run_after + ? where state = 'queued'",
    ).run(jump);
    return;
  }
  tx.prepared<[number, number, number]>(
    "update metrics_aggregation_jobs set run_after = min(run_after + ?, ?) where state = 'queued' and run_after <= ?",
  ).run(jump, now, now);
}

export function changeJob(tx: Tx, jobId: number, change: Partial<Omit<JobRow, 'jobId'>>): void {
  tx.update(metricsAggregationJobs).set(change).where(eq(metricsAggregationJobs.jobId, jobId)).run();
}

/** Takes a queued job. @returns whether it was still there to take: another process may have been quicker */
export function claimJob(tx: Tx, job: JobRow, now: number): boolean {
  const { changes } = tx
    .update(metricsAggregationJobs)
    .set({
      state: 'running',
      attempt: job.attempt + 1,
      startedAt: job.startedAt ?? now,
      heartbeatAt: now,
      message: null,
    })
    .where(and(eq(metricsAggregationJobs.jobId, job.jobId), eq(metricsAggregationJobs.state, 'queued')))
    .run();
  return changes === 1;
}

export interface JobProgress {
  readonly done: number;
  readonly total: number | null;
  /** JSON. */
  readonly checkpoint: string;
}

/** Called once a slice, in the slice's own transaction. @returns whether someone asked to cancel */
export function saveProgress(tx: Tx, jobId: number, progress: JobProgress, now: number): boolean {
  const row = tx
    .prepared<[number, number | null, string, number, number], { cancelRequested: number }>(
      `update metrics_aggregation_jobs set done = ?, total = ?, checkpoint = ?, heartbeat_at = ? where job_id = ?
       returning cancel_requested as cancelRequested`,
    )
    .get(progress.done, progress.total, progress.checkpoint, now, jobId);
  return row?.cancelRequested === 1;
}

/** Forgets jobs that ended before an instant. @returns how many */
export function removeEndedJobs(tx: Tx, before: number): number {
  return tx
    .delete(metricsAggregationJobs)
    .where(
      and(
        inArray(metricsAggregationJobs.state, ['succeeded', 'failed', 'cancelled']),
        lt(metricsAggregationJobs.finishedAt, before),
      ),
    )
    .run().changes;
}

export type JobRow = typeof metricsAggregationJobs.$inferSelect;

/** Whether a job may not begin though it is due: its task is paused, or one that it needs hasn't been done. */
const isHeld = `(exists (select 1 from job_waits w where w.job_id = metrics_aggregation_jobs.job_id)
  or exists (select 1 from scheduled_tasks t
    where t.task_id = metrics_aggregation_jobs.task_id and t.paused_at is not null))`;

/** Queued jobs of a kind that may begin as soon as they are due. */
export function readQueuedJobs(db: ReadDb | Tx, kind: string): JobRow[] {
  const jobs = metricsAggregationJobs;
  return db
    .select()
    .from(jobs)
    .where(and(eq(jobs.state, 'queued'), eq(jobs.kind, kind), sql.raw(`not ${isHeld}`)))
    .orderBy(asc(jobs.jobId))
    .all();
}

/** By waiting so long, a job becomes as urgent as one of the next higher priority, in milliseconds. */
const perPriority = 900_000;

/**
 * In what order jobs are done: the least first. Who waits becomes more urgent, so that nothing starves: whatever was asked
 * for long enough ago comes before everything that is asked for now.
 */
export function rankOf({ runAfter, priority }: Pick<JobRow, 'runAfter' | 'priority'>): number {
  return runAfter - perPriority * priority;
}

/**
 * The job to run next: due, of no kind that has to wait, of no task that is paused and for none that hasn't been done yet;
 * of these the first by rank.
 */
export function readNextDue(
  db: ReadDb | Tx,
  now: number,
  waitingKinds: readonly string[] = [],
): JobRow | undefined {
  // Asked between any two stretches of work, and nearly always there is none: so it is not built anew each time. By its
  // order, for ten thousand may be due at once.
  const id = db
    .prepared<[number, string], number>(
      `select job_id from metrics_aggregation_jobs indexed by metrics_aggregation_jobs_by_rank
       where state = 'queued' and run_after <= ? and kind not in (select value from json_each(?))
         and not ${isHeld} order by run_after - 900000 * priority, job_id limit 1`,
    )
    .pluck()
    .get(now, JSON.stringify(waitingKinds));
  return id === undefined
    ? undefined
    : db.select().from(metricsAggregationJobs).where(eq(metricsAggregationJobs.jobId, id)).get();
}

export function readJobsInState(db: ReadDb | Tx, state: JobRow['state'], kind?: string): JobRow[] {
  const inState = eq(metricsAggregationJobs.state, state);
  return db
    .select()
    .from(metricsAggregationJobs)
    .where(kind === undefined ? inState : and(inState, eq(metricsAggregationJobs.kind, kind)))
    .orderBy(asc(metricsAggregationJobs.jobId))
    .all();
}

/** The newest first. */
export function readNewestJobs(db: ReadDb, limit: number): JobRow[] {
  return db
    .select()
    .from(metricsAggregationJobs)
    .orderBy(desc(metricsAggregationJobs.jobId))
    .limit(limit)
    .all();
}

/** Whether a job of one of these kinds is running or due. */
export function areUnderWay(db: ReadDb, kinds: readonly string[], now: number): boolean {
  const jobs = metricsAggregationJobs;
  const isDue = and(eq(jobs.state, 'queued'), lte(jobs.runAfter, now), sql.raw(`not ${isHeld}`));
  const underWay = or(eq(jobs.state, 'running'), isDue);
  return (
    db
      .select({ id: jobs.jobId })
      .from(jobs)
      .where(and(inArray(jobs.kind, [...kinds]), underWay))
      .limit(1)
      .get() !== undefined
  );
}

export function readJob(db: ReadDb | Tx, jobId: number): JobRow | undefined {
  return db.select().from(metricsAggregationJobs).where(eq(metricsAggregationJobs.jobId, jobId)).get();
}
