import { z } from 'zod';
import {
  todayDoneInputSchema,
  todayInputSchema,
  todaySchema,
  todaySnoozeInputSchema,
  todayUndoInputSchema,
} from '../../src-preload/contract/today';
import { markDone, snoozeItem, undoItem } from '../actions/desk/today';
import { composeToday } from '../engines/today/compose-today';
import { dayOfInstant } from '../lib/day';
import { readTodayFacts } from '../store/desk/read-today';
import { isScoring } from '../work/scoring/keep-scored';
import { dayOfInput } from './day-of-input';
import { ownWork, reading, router } from './procedure';

const nothing = z.object({});
const disposing = ownWork(['today']);

export const todayProcedures = router({
  get: reading
    .input(todayInputSchema)
    .output(todaySchema)
    .query(({ ctx, input }) => {
      const now = ctx.clock.now();
      const facts = readTodayFacts(ctx.store.read, now, { ownerId: input.ownerId });
      return composeToday({ ...facts, scoring: isScoring(ctx.store.read, now) }, dayOfInstant(now), input);
    }),
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
