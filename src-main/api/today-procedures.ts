import { z } from 'zod';
import { accountIdInputSchema } from '../../src-preload/contract/account';
import { deedsSchema } from '../../src-preload/contract/deeds';
import {
  deskOfAccountSchema,
  putAwayInputSchema,
  putAwaySchema,
  todayDoneAllInputSchema,
  todayDoneInputSchema,
  todayInputSchema,
  todaySchema,
  todaySnoozeAllInputSchema,
  todaySnoozeInputSchema,
  todayUndoInputSchema,
  todayUndoneSchema,
  waitingInputSchema,
  waitingSchema,
} from '../../src-preload/contract/today';
import { weekAnswerSchema, weekInputSchema, weekPutAwayInputSchema } from '../../src-preload/contract/week';
import { bringBack, markAllDone, markDone, snoozeAll, snoozeItem, undoItem } from '../actions/desk/today';
import { putWeekAway } from '../actions/desk/week';
import { stuckByAccount } from '../work/milestones/stuck-plans';
import { deedsOfToday } from '../work/today/deeds-of-today';
import { deskOf, putAwayNow, todayOf, waitingOf } from '../work/today/today-of';
import { weekOf } from '../work/today/week-of';
import { dayOfInput } from './day-of-input';
import { computing, ownWork, reading, router } from './procedure';

const nothing = z.object({});
const disposing = ownWork(['today']);

export const todayProcedures = router({
  get: reading
    .input(todayInputSchema)
    .output(todaySchema)
    .query(({ ctx, input }) => todayOf(ctx.store.read, input, ctx.clock.now())),
  putAway: reading
    .input(putAwayInputSchema)
    .output(putAwaySchema)
    .query(({ ctx, input }) => putAwayNow(ctx.store.read, input, ctx.clock.now())),
  ofAccount: reading
    .input(accountIdInputSchema)
    .output(deskOfAccountSchema)
    .query(({ ctx, input }) => deskOf(ctx.store.read, input.id, ctx.clock.now())),
  deeds: reading
    .output(deedsSchema)
    .query(({ ctx }) => deedsOfToday(ctx.store.read, ctx.actions.author, ctx.clock.now())),
  week: computing
    .input(weekInputSchema)
    .output(weekAnswerSchema)
    .query(async ({ ctx, input }) => ({ week: await weekOf(ctx.store.read, input, ctx.clock.now()) })),
  putWeekAway: disposing
    .input(weekPutAwayInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      putWeekAway(ctx.actions, input.from);
      return {};
    }),
  waiting: reading
    .input(waitingInputSchema)
    .output(waitingSchema)
    .query(({ ctx, input }) => ({ items: waitingOf(ctx.store.read, input.ids, ctx.clock.now()) })),
  done: disposing
    .input(todayDoneInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      markDone(ctx.actions, input.key, stuckByAccount);
      return {};
    }),
  snooze: disposing
    .input(todaySnoozeInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { key, until, reason } }) => {
      snoozeItem(ctx.actions, { key, untilDay: dayOfInput(until), reason }, stuckByAccount);
      return {};
    }),
  doneAll: disposing
    .input(todayDoneAllInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      markAllDone(ctx.actions, input.keys, stuckByAccount);
      return {};
    }),
  snoozeAll: disposing
    .input(todaySnoozeAllInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { keys, until, reason } }) => {
      snoozeAll(ctx.actions, keys, { untilDay: dayOfInput(until), reason }, stuckByAccount);
      return {};
    }),
  undo: disposing
    .input(todayUndoInputSchema)
    .output(todayUndoneSchema)
    .mutation(({ ctx, input }) => ({ undone: undoItem(ctx.actions, input.key) })),
  bringBack: disposing
    .input(todayUndoInputSchema)
    .output(todayUndoneSchema)
    .mutation(({ ctx, input }) => ({ undone: bringBack(ctx.actions, input.key) })),
});
