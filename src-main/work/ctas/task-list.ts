import {
  ctaPriorities,
  ctaPrioritySchema,
  taskRhythmSchema,
  taskStateSchema,
} from '../../../src-preload/contract/ctas/cta-kinds';
import {
  doneTasksShownDays,
  mostNamedOfDay,
  mostTasksListed,
  type Task,
  type TaskCalendar,
  type TaskCounts,
  type TaskGroup,
  type TaskList,
  taskGroups,
} from '../../../src-preload/contract/ctas/task';
import { dayOrNull, formatDay } from '../../lib/day';
import { taskGroupOf } from '../../lib/task-due';
import { companyCalendar } from '../../store/copy/company-calendar';
import {
  countDoneTasks,
  readDoneTasks,
  readOpenTasks,
  type TaskChoice,
  type TaskOfList,
} from '../../store/ctas/read-tasks';
import type { ReadDb } from '../../store/types';

export interface TaskListChoice extends TaskChoice {
  readonly show: 'open' | 'done' | 'both';
  readonly group?: TaskGroup | undefined;
  /** Due on these days alone, both included: whole days since 1970. */
  readonly fromDay?: number | undefined;
  readonly untilDay?: number | undefined;
}

/**
 * Tasks of a choice, with how many of it stand where: the figures of every screen. Open ones come in the order in which they press: by
 * group, day, priority; done ones behind them, the latest first.
 */
export function taskList(db: ReadDb, choice: TaskListChoice, now: number): TaskList {
  const calendar = companyCalendar(db);
  const today = calendar.dayOf(now);
  const since = calendar.startOf(today - doneTasksShownDays);
  const open = readOpenTasks(db, choice).map((row) => ({ row, group: taskGroupOf(row, today) }));
  const counts = countsOf(open, countDoneTasks(db, choice, since));
  const shown = open.filter((one) => isChosen(one, choice)).toSorted(byPress);
  const done =
    choice.show === 'open'
      ? []
      : readDoneTasks(db, choice, since, mostTasksListed).map((row) => ({ row, group: 'done' as const }));
  const all = [...(choice.show === 'done' ? [] : shown), ...done];
  return {
    tasks: all.slice(0, mostTasksListed).map(taskOf),
    counts,
    total: (choice.show === 'done' ? 0 : shown.length) + (choice.show === 'open' ? 0 : counts.done),
  };
}

/** The open tasks of a choice by the day on which they are due, from a day until another, both included: whole days since 1970. */
export function taskCalendar(
  db: ReadDb,
  choice: TaskChoice & { readonly fromDay: number; readonly untilDay: number },
  now: number,
): TaskCalendar {
  const calendar = companyCalendar(db);
  const today = calendar.dayOf(now);
  const open = readOpenTasks(db, choice).map((row) => ({ row, group: taskGroupOf(row, today) }));
  const due = open.filter((one) => isChosen(one, choice)).toSorted(byPress);
  const days = Map.groupBy(due, ({ row }) => row.dueDay ?? today);
  return {
    days: [...days]
      .toSorted(([a], [b]) => a - b)
      .slice(0, mostDays)
      .map(([day, tasks]) => ({
        day: formatDay(day),
        count: tasks.length,
        tasks: tasks.slice(0, mostNamedOfDay).map(({ row: { id, title }, group }) => ({ id, title, group })),
      })),
    counts: countsOf(open, countDoneTasks(db, choice, calendar.startOf(today - doneTasksShownDays))),
  };
}

/** How many tasks stand where, of somebody's or of all. */
export function taskCounts(db: ReadDb, ownerId: number | undefined, now: number): TaskCounts {
  return taskList(db, { ownerId, show: 'open' }, now).counts;
}

/** A year and what is around it. */
const mostDays = 400;

interface Placed {
  readonly row: TaskOfList;
  readonly group: TaskGroup;
}

function isChosen(
  { row, group }: Placed,
  { group: wanted, fromDay, untilDay }: Partial<TaskListChoice>,
): boolean {
  if (wanted !== undefined && group !== wanted) return false;
  if (fromDay === undefined && untilDay === undefined) return true;
  const { dueDay } = row;
  return dueDay !== null && dueDay >= (fromDay ?? dueDay) && dueDay <= (untilDay ?? dueDay);
}

function countsOf(open: readonly Placed[], done: number): TaskCounts {
  const counts: TaskCounts = { overdue: 0, today: 0, week: 0, later: 0, undated: 0, resting: 0, done };
  for (const { group } of open) counts[group] += 1;
  return counts;
}

const priorities: readonly string[] = ctaPriorities;
const priorityOf = ({ priority }: TaskOfList) => priorities.indexOf(priority);
/** What rests comes back on its day; what has no day comes behind what has one. */
const dayOf = ({ group, row }: Placed) =>
  (group === 'resting' ? row.restsUntil : row.dueDay) ?? Number.MAX_SAFE_INTEGER;

function byPress(a: Placed, b: Placed): number {
  return (
    taskGroups.indexOf(a.group) - taskGroups.indexOf(b.group) ||
    dayOf(a) - dayOf(b) ||
    priorityOf(a.row) - priorityOf(b.row) ||
    a.row.accountName.localeCompare(b.row.accountName) ||
    a.row.id.localeCompare(b.row.id)
  );
}

function taskOf({ row, group }: Placed): Task {
  const { id, title, accountId, accountName, ctaId, ownerId, ownerName, givenTo, doneAt } = row;
  return {
    ...{ id, title, accountId, accountName, givenTo, group },
    cta: ctaId === null ? null : { id: ctaId, title: row.ctaTitle ?? '' },
    noteId: row.noteId,
    owner: ownerId === null || ownerName === null ? null : { id: ownerId, name: ownerName },
    priority: ctaPrioritySchema.catch('usual').parse(row.priority),
    ownDue: dayOrNull(row.ownDueDay),
    due: dayOrNull(row.dueDay),
    column: doneAt === null ? (taskStateSchema.nullable().catch(null).parse(row.state) ?? 'open') : 'done',
    restsUntil: group === 'resting' ? dayOrNull(row.restsUntil) : null,
    every: taskRhythmSchema.nullable().catch(null).parse(row.every),
    done: doneAt === null ? null : { by: row.doneBy ?? '', at: doneAt },
    isPending: row.isPending === 1,
  };
}
