import { StewardError } from '../lib/steward-error';
import { changeJob, readJob, readUnfinishedJob } from '../store/jobs/job-rows';
import { addWait, readNeeds, readTask, readWaits, releaseWaits } from '../store/jobs/task-rows';
import type { Tx } from '../store/types';

/**
 * @throws StewardError invalid_input where a task would need itself in the end, with the path; not_found for one that is
 * not there
 */
export function refuseCircle(
  tx: Tx,
  task: { readonly taskId: string; readonly title: string },
  needs: readonly string[],
): void {
  const titleOf = (id: string) => (id === task.taskId ? task.title : (readTask(tx, id)?.title ?? id));
  for (const needsId of needs) {
    if (needsId !== task.taskId && readTask(tx, needsId) === undefined) {
      throw new StewardError('not_found', `“${task.title}” is to follow a task that is not there.`);
    }
    const path = pathTo(tx, needsId, task.taskId);
    if (path === null) continue;
    const words = [task.taskId, ...path].map((id) => `“${titleOf(id)}”`).join(' after ');
    throw new StewardError(
      'invalid_input',
      `This would never begin, for each waits for the other: ${words}.`,
    );
  }
}

/** @returns the tasks from one to another that it needs, both included; null where it doesn't need it */
function pathTo(tx: Tx, from: string, to: string): string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) {
      const path: string[] = [];
      for (let one: string | null = at; one !== null; one = cameFrom.get(one) ?? null) path.unshift(one);
      return path;
    }
    for (const next of readNeeds(tx, at)) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      open.push(next);
    }
  }
  return null;
}

/**
 * A job that was made for a task waits for those tasks it needs that are due, under way, or whose last job did not succeed.
 * Called once the jobs of all that is due are there.
 */
export function waitForNeeds(tx: Tx, jobId: number, taskId: string, now: number): void {
  for (const needsId of readNeeds(tx, taskId)) {
    const need = readTask(tx, needsId);
    if (need === undefined) continue;
    const isDone =
      need.lastState === 'succeeded' &&
      (need.nextDue === null || need.nextDue > now) &&
      readUnfinishedJob(tx, needsId) === undefined;
    if (!isDone) addWait(tx, jobId, needsId);
  }
}

/** Lets those go that waited for a task and for nothing else. To be called in the transaction in which it is done. */
export function releaseAfter(tx: Tx, taskId: string, now: number): void {
  for (const jobId of releaseWaits(tx, taskId)) {
    if (readWaits(tx, jobId).length > 0) continue;
    // It has waited for others, not for its turn.
    if (readJob(tx, jobId)?.state === 'queued') changeJob(tx, jobId, { runAfter: now });
  }
}
