import { z } from 'zod';
import {
  changeTasksInputSchema,
  openedTaskSchema,
  openTaskInputSchema,
  taskCalendarInputSchema,
  taskCalendarSchema,
  taskCountsInputSchema,
  taskCountsSchema,
  taskListInputSchema,
  taskListSchema,
} from '../../src-preload/contract/ctas/task';
import {
  saveTaskViewInputSchema,
  taskViewKeySchema,
  taskViewsSchema,
} from '../../src-preload/contract/ctas/task-view';
import { changeTasks, openTask } from '../actions/ctas/tasks';
import { saveTaskView } from '../actions/desk/task-views';
import { deleteView } from '../actions/desk/views';
import { readTaskViews } from '../store/desk/saved-views';
import { taskCalendar, taskCounts, taskList } from '../work/ctas/task-list';
import { dayOfInput, dueDayOfInput } from './day-of-input';
import { managing, ownWork, reading, router } from './procedure';

const nothing = z.object({});
const writing = managing(['ctas', 'tasks', 'today', 'monitor']);

const viewing = ownWork(['tasks']);

/** Tasks wherever they come from: of calls to action, and by themselves. */
export const taskProcedures = router({
  list: reading
    .input(taskListInputSchema)
    .output(taskListSchema)
    .query(({ ctx, input: { from, until, ...choice } }) =>
      taskList(
        ctx.store.read,
        { ...choice, fromDay: dayAsked(from), untilDay: dayAsked(until) },
        ctx.clock.now(),
      ),
    ),
  calendar: reading
    .input(taskCalendarInputSchema)
    .output(taskCalendarSchema)
    .query(({ ctx, input: { from, until, ...choice } }) =>
      taskCalendar(
        ctx.store.read,
        { ...choice, fromDay: dayOfInput(from), untilDay: dayOfInput(until) },
        ctx.clock.now(),
      ),
    ),
  counts: reading
    .input(taskCountsInputSchema)
    .output(taskCountsSchema)
    .query(({ ctx, input }) => taskCounts(ctx.store.read, input.ownerId, ctx.clock.now())),
  views: reading.output(taskViewsSchema).query(({ ctx }) => ({ views: readTaskViews(ctx.store.read) })),
  saveView: viewing
    .input(saveTaskViewInputSchema)
    .output(taskViewKeySchema)
    .mutation(({ ctx, input }) => ({ id: saveTaskView(ctx.actions, input) })),
  deleteView: viewing
    .input(taskViewKeySchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      deleteView(ctx.actions, input.id);
      return {};
    }),
  open: writing
    .input(openTaskInputSchema)
    .output(openedTaskSchema)
    .mutation(({ ctx, input: { id, externalId, due, ...said } }) => ({
      taskId: openTask(ctx.actions, {
        ...said,
        account: { organizationId: id, externalId },
        dueDay: dayGiven(due) ?? null,
      }),
    })),
  change: writing
    .input(changeTasksInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      changeTasks(
        ctx.actions,
        input.steps.map(({ due, restsUntil, ...step }) => ({
          ...step,
          dueDay: dayGiven(due),
          restsUntil: restsUntil == null ? restsUntil : dayOfInput(restsUntil),
        })),
      );
      return {};
    }),
});

function dayAsked(day: string | undefined): number | undefined {
  return day === undefined ? undefined : dayOfInput(day);
}

function dayGiven(due: string | null | undefined): number | null | undefined {
  return due == null ? due : dueDayOfInput(due);
}
