import type { TaskRhythm } from '../../src-preload/contract/ctas/cta-kinds';
import { firstDayOfMonth, monthOf } from './day';
import { derivedId } from './derived-id';

const monthsOf: Readonly<Record<Exclude<TaskRhythm, 'week'>, number>> = { month: 1, quarter: 3 };

/**
 * The first day of a rhythm that lies after a day. Counted from the first of all, so that what is due on the 31st is due on the last
 * day of a shorter month, and on the 31st again after it. Days are whole days since 1970.
 */
export function dayInRhythm(every: TaskRhythm, fromDay: number, after: number): number {
  if (after < fromDay) return fromDay;
  if (every === 'week') return fromDay + 7 * (Math.floor((after - fromDay) / 7) + 1);
  const step = monthsOf[every];
  const gone = Math.floor((monthOf(after) - monthOf(fromDay)) / step);
  const day = monthsLater(fromDay, gone * step);
  return day > after ? day : monthsLater(fromDay, (gone + 1) * step);
}

/** The same day so many months later, or the last of a month that is too short. */
function monthsLater(day: number, months: number): number {
  const month = monthOf(day);
  const first = firstDayOfMonth(month + months);
  const last = firstDayOfMonth(month + months + 1) - 1;
  return Math.min(first + day - firstDayOfMonth(month), last);
}

/**
 * The key of the one that comes after a task: a UUID of what was the key before, as the company makes it out too (`next_task`). Two
 * desktops that make it offline make the same.
 */
export function nextTaskId(taskId: string): string {
  return derivedId(`${taskId}/next`);
}
