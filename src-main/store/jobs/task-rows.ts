import { and, asc, desc, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import { jobWaits, scheduledTasks, taskNeeds } from '../schema/scheduled-work';
import type { ReadDb, Tx } from '../types';

export type TaskRow = typeof scheduledTasks.$inferSelect;
export type NewTask = Omit<TaskRow, 'pausedAt' | 'lastState' | 'lastMessage' | 'lastAt'>;

export function addTaskRow(tx: Tx, task: NewTask): void {
  tx.insert(scheduledTasks).values(task).run();
}

export function changeTask(tx: Tx, taskId: string, change: Partial<Omit<TaskRow, 'taskId'>>): void {
  tx.update(scheduledTasks).set(change).where(eq(scheduledTasks.taskId, taskId)).run();
}

export function readTask(db: ReadDb | Tx, taskId: string): TaskRow | undefined {
  return db.select().from(scheduledTasks).where(eq(scheduledTasks.taskId, taskId)).get();
}

/** Those with a next time first, in its order; then what is over, the latest first. */
export function readTasks(db: ReadDb, limit: number): TaskRow[] {
  return db
    .prepared<[number], TaskRow>(
      `select task_id as taskId, title, kind, payload, priority, schedule, catch_up as catchUp, created_at as createdAt,
         next_due as nextDue, paused_at as pausedAt, last_state as lastState, last_message as lastMessage, last_at as lastAt
       from scheduled_tasks order by next_due is null, next_due, last_at desc, task_id limit ?`,
    )
    .all(limit);
}

export function countTasks(db: ReadDb): number {
  return db.prepared<[], number>('select count(*) from scheduled_tasks').pluck().get() ?? 0;
}

/** What has come due, the most urgent first, then the earliest. */
export function readDueTasks(tx: Tx, now: number, limit: number): TaskRow[] {
  return tx
    .select()
    .from(scheduledTasks)
    .where(and(lte(scheduledTasks.nextDue, now), isNull(scheduledTasks.pausedAt)))
    .orderBy(desc(scheduledTasks.priority), asc(scheduledTasks.nextDue), asc(scheduledTasks.taskId))
    .limit(limit)
    .all();
}

/** What has a next time, whenever it is. */
export function readTasksToCome(tx: Tx): TaskRow[] {
  return tx.select().from(scheduledTasks).where(isNotNull(scheduledTasks.nextDue)).all();
}

export function putNeeds(tx: Tx, taskId: string, needs: readonly string[]): void {
  tx.delete(taskNeeds).where(eq(taskNeeds.taskId, taskId)).run();
  for (const needsId of new Set(needs)) tx.insert(taskNeeds).values({ taskId, needsId }).run();
}

/** @returns the tasks that have to be done before this one, each time */
export function readNeeds(db: ReadDb | Tx, taskId: string): string[] {
  return db
    .select({ needsId: taskNeeds.needsId })
    .from(taskNeeds)
    .where(eq(taskNeeds.taskId, taskId))
    .orderBy(asc(taskNeeds.needsId))
    .all()
    .map(({ needsId }) => needsId);
}

export function addWait(tx: Tx, jobId: number, needsId: string): void {
  tx.insert(jobWaits).values({ jobId, needsId }).run();
}

/** @returns what a job still waits for */
export function readWaits(db: ReadDb | Tx, jobId: number): string[] {
  return db
    .select({ needsId: jobWaits.needsId })
    .from(jobWaits)
    .where(eq(jobWaits.jobId, jobId))
    .orderBy(asc(jobWaits.needsId))
    .all()
    .map(({ needsId }) => needsId);
}

/** Nobody waits for this task any more. @returns the jobs that did */
export function releaseWaits(tx: Tx, needsId: string): number[] {
  const jobs = tx.select({ jobId: jobWaits.jobId }).from(jobWaits).where(eq(jobWaits.needsId, needsId)).all();
  tx.delete(jobWaits).where(eq(jobWaits.needsId, needsId)).run();
  return jobs.map(({ jobId }) => jobId);
}

/** A job that is over waits for nothing. */
export function removeWaits(tx: Tx, jobId: number): void {
  tx.delete(jobWaits).where(eq(jobWaits.jobId, jobId)).run();
}

/** Forgets what will never be due again and was over before an instant. @returns how many */
export function removeEndedTasks(tx: Tx, before: number): number {
  tx.prepared<[number]>(
    'delete from task_needs where task_id in (select task_id from scheduled_tasks where next_due is null and last_at < ?)',
  ).run(before);
  return tx
    .prepared<[number]>(
      `delete from scheduled_tasks where next_due is null and last_at < ?
         and not exists (select 1 from task_needs n where n.needs_id = scheduled_tasks.task_id)`,
    )
    .run(before).changes;
}
