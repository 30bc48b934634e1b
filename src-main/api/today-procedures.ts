import { z } from 'zod';
import {
  todayDoneInputSchema,
  todayInputSchema,
  todaySchema,
  todaySnoozeInputSchema,
  todayUndoInputSchema,
} from '../../src-preload/contract/today';
import { composeToday } from '../engines/today/compose-today';
import { dayOfInstant, formatDay, parseDay } from '../lib/day';
import { StewardError } from '../lib/steward-error';
import { readTodayFacts } from '../store/reads/read-today';
import { clearDisposition, disposeOf } from '../store/writes/today-dispositions';
import { ownWork, reading, router } from './procedure';

const nothing = z.object({});

export const todayProcedures = router({
  get: reading
    .input(todayInputSchema)
    .output(todaySchema)
    .query(({ ctx, input }) => {
      const now = ctx.clock.now();
      return composeToday(readTodayFacts(ctx.store.read, now, input.ownerId), dayOfInstant(now), input);
    }),
  done: ownWork
    .input(todayDoneInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      const at = ctx.clock.now();
      disposeOf(ctx.store, {
        key: input.key,
        day: dayOfInstant(at),
        state: 'done',
        untilDay: null,
        reason: null,
        at,
      });
      ctx.emit({ type: 'invalidate', topics: ['today'] });
      return {};
    }),
  snooze: ownWork
    .input(todaySnoozeInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      const at = ctx.clock.now();
      const day = dayOfInstant(at);
      const untilDay = parseDay(input.until);
      if (untilDay <= day) {
        throw new StewardError('invalid_input', `Choose a day after today (${formatDay(day)}).`, {
          until: 'a day after today',
        });
      }
      disposeOf(ctx.store, { key: input.key, day, state: 'snoozed', untilDay, reason: input.reason, at });
      ctx.emit({ type: 'invalidate', topics: ['today'] });
      return {};
    }),
  undo: ownWork
    .input(todayUndoInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      clearDisposition(ctx.store, input.key);
      ctx.emit({ type: 'invalidate', topics: ['today'] });
      return {};
    }),
});
