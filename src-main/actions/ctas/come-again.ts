import { formatDay } from '../../lib/day';
import { dayInRhythm, nextTaskId } from '../../lib/task-rhythm';
import { isKnownTask, readComing, readStandingTask } from '../../store/ctas/read-tasks';
import type { ReadDb, Tx } from '../../store/types';
import { accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { addressOf } from './address-of';
import { workedDayAfter } from './worked-day';

/**
 * Makes the next of a task that comes again, once: its key follows from the task's, on every desktop and at the company. It is due on
 * the first day of the rhythm behind the task's own and behind today, or the next that is worked.
 * @param today whole days since 1970 @returns whether it was made
 */
export function comeAgain(tx: Tx, context: ActionContext, taskId: string, today: number): boolean {
  const task = readStandingTask(tx, taskId);
  if (task === undefined || task.every === null || task.fromDay === null || task.dueDay === null)
    return false;
  const next = nextTaskId(taskId);
  if (isKnownTask(tx, next)) return false;
  const { title, priority, every, fromDay } = task;
  const day = dayInRhythm(every, fromDay, Math.max(task.dueDay, today));
  const patch = {
    ...{ of: taskId, title, priority, every },
    due_day: formatDay(workedDayAfter(tx, task.country, day, 0)),
    from_day: formatDay(fromDay),
    given_to: addressOf(tx, task.givenTo),
  };
  const subject = accountSubject(tx, { organizationId: task.organizationId });
  operate(tx, context, { kind: 'task.repeat', patch, subject, changes: { entry: next } });
  return true;
}

/** Makes the next of each of somebody's tasks whose day has come, or that are done. @returns how many were made */
export function makeComing(context: ActionContext, read: ReadDb, managerId: number, today: number): number {
  const coming = readComing(read, managerId, today).filter((id) => !isKnownTask(read, nextTaskId(id)));
  if (coming.length === 0) return 0;
  return decide(
    context,
    'task.repeat',
    (tx) => coming.filter((taskId) => comeAgain(tx, context, taskId, today)).length,
  );
}
