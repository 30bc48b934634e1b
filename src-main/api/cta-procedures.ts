import { z } from 'zod';
import { accountIdInputSchema } from '../../src-preload/contract/account';
import {
  addTaskInputSchema,
  changeCtaInputSchema,
  changeTaskInputSchema,
  closeCtaInputSchema,
  ctaChoicesSchema,
  ctaKeySchema,
  ctaListInputSchema,
  ctaListSchema,
  ctasOfAccountSchema,
  openCtaInputSchema,
  snoozeCtaInputSchema,
  taskKeySchema,
} from '../../src-preload/contract/ctas/cta';
import { changeCta, closeCta, openCta, reopenCta, snoozeCta, wakeCta } from '../actions/ctas/ctas';
import { addTask, changeTask, removeTask } from '../actions/ctas/tasks';
import { ctaChoices } from '../work/ctas/cta-choices';
import { ctaList, ctasOfAccount } from '../work/ctas/cta-list';
import { dayOfInput, dueDayOfInput } from './day-of-input';
import { managing, reading, router } from './procedure';

const nothing = z.object({});
const writing = managing(['ctas', 'tasks', 'today', 'monitor']);

export const ctaProcedures = router({
  list: reading
    .input(ctaListInputSchema)
    .output(ctaListSchema)
    .query(({ ctx, input }) => ctaList(ctx.store.read, input, ctx.clock.now())),
  ofAccount: reading
    .input(accountIdInputSchema)
    .output(ctasOfAccountSchema)
    .query(({ ctx, input }) => ctasOfAccount(ctx.store.read, input.id, ctx.clock.now())),
  choices: reading
    .input(accountIdInputSchema)
    .output(ctaChoicesSchema)
    .query(({ ctx, input }) => ctaChoices(ctx.store.read, input.id, ctx.clock.now())),
  open: writing
    .input(openCtaInputSchema)
    .output(ctaKeySchema)
    .mutation(({ ctx, input: { id, externalId, due, tasks, ...said } }) => ({
      ctaId: openCta(ctx.actions, {
        ...said,
        account: { organizationId: id, externalId },
        dueDay: dueDayOfInput(due),
        tasks: tasks.map((task) => ({ title: task.title, dueDay: dayGiven(task.due) })),
      }),
    })),
  change: writing
    .input(changeCtaInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { ctaId, due, ...said } }) => {
      changeCta(ctx.actions, ctaId, {
        ...said,
        ...(due === undefined ? {} : { dueDay: dueDayOfInput(due) }),
      });
      return {};
    }),
  snooze: writing
    .input(snoozeCtaInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { ctaId, until, reason } }) => {
      snoozeCta(ctx.actions, ctaId, { untilDay: dayOfInput(until), reason });
      return {};
    }),
  wake: writing
    .input(ctaKeySchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      wakeCta(ctx.actions, input.ctaId);
      return {};
    }),
  close: writing
    .input(closeCtaInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      closeCta(ctx.actions, input.ctaId, input.outcome);
      return {};
    }),
  reopen: writing
    .input(ctaKeySchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      reopenCta(ctx.actions, input.ctaId);
      return {};
    }),
  addTask: writing
    .input(addTaskInputSchema)
    .output(taskKeySchema)
    .mutation(({ ctx, input: { ctaId, title, due } }) => ({
      taskId: addTask(ctx.actions, { ctaId, title, dueDay: dayGiven(due) }),
    })),
  changeTask: writing
    .input(changeTaskInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { taskId, due, ...change } }) => {
      changeTask(ctx.actions, taskId, {
        ...change,
        ...(due === undefined ? {} : { dueDay: dayGiven(due) }),
      });
      return {};
    }),
  removeTask: writing
    .input(taskKeySchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removeTask(ctx.actions, input.taskId);
      return {};
    }),
});

function dayGiven(due: string | null): number | null {
  return due === null ? null : dueDayOfInput(due);
}
