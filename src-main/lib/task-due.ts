import type { TaskGroup } from '../../src-preload/contract/ctas/task';
import { mondayOf } from './day';

/** What says when a task needs somebody. Days are whole days since 1970. */
export interface TaskDays {
  /** Milliseconds since 1970; null: it is not done. */
  readonly doneAt: number | null;
  /** Its own day, else that of its call to action; null: it has none. */
  readonly dueDay: number | null;
  readonly restsUntil: number | null;
}

/** Where it stands in lists: every count of tasks is of these. Weeks end on Sunday; what rests wakes as its day begins. */
export function taskGroupOf({ doneAt, dueDay, restsUntil }: TaskDays, today: number): TaskGroup {
  if (doneAt !== null) return 'done';
  if (restsUntil !== null && restsUntil > today) return 'resting';
  if (dueDay === null) return 'undated';
  if (dueDay < today) return 'overdue';
  if (dueDay === today) return 'today';
  return dueDay <= mondayOf(today) + 6 ? 'week' : 'later';
}
