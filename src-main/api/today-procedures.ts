import { z } from 'zod';
import {
  todayDoneInputSchema,
  todayInputSchema,
  todaySchema,
  todaySnoozeInputSchema,
  todayUndoInputSchema,
} from '../../src-preload/contract/today';
import { markDone, snoozeItem, undoItem } from '../actions/desk/today';
import { todayOf } from '../work/today/today-of';
import { dayOfInput } from './day-of-input';
import { ownWork, reading, router } from './procedure';

const nothing = z.object({});
const disposing = ownWork(['today']);

export const todayProcedures = router({
  get: reading
    .input(todayInputSchema)
    .output(todaySchema)
    .query(({ ctx, input }) => todayOf(ctx.store.read, input, ctx.clock.now())),
  done: disposing
    .input(todayDoneInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      markDone(ctx.actions, input.key);
      return {};
    }),
  snooze: disposing
    .input(todaySnoozeInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { key, until, reason } }) => {
      snoozeItem(ctx.actions, { key, untilDay: dayOfInput(until), reason });
      return {};
    }),
  undo: disposing
    .input(todayUndoInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      undoItem(ctx.actions, input.key);
      return {};
    }),
});
