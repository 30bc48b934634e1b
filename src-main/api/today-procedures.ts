import { z } from 'zod';
import {
  todayDoneInputSchema,
  todayInputSchema,
  todaySchema,
  todaySnoozeInputSchema,
  todayUndoInputSchema,
} from '../../src-preload/contract/today';
import { composeToday, keysOfItem } from '../engines/today/compose-today';
import { dayOfInstant, formatDay, parseDay } from '../lib/day';
import { StewardError } from '../lib/steward-error';
import { clearDispositions, disposeOf, type NewDisposition } from '../store/desk/dispositions';
import { readTodayFacts } from '../store/desk/read-today';
import { isScoring } from '../work/scoring/keep-scored';
import type { ApiContext } from './context';
import { ownWork, reading, router } from './procedure';

const nothing = z.object({});

export const todayProcedures = router({
  get: reading
    .input(todayInputSchema)
    .output(todaySchema)
    .query(({ ctx, input }) => {
      const now = ctx.clock.now();
      const facts = readTodayFacts(ctx.store.read, now, input.ownerId);
      return composeToday({ ...facts, scoring: isScoring(ctx.store.read, now) }, dayOfInstant(now), input);
    }),
  done: ownWork
    .input(todayDoneInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      putAway(ctx, input.key, { state: 'done', untilDay: null, reason: null });
      return {};
    }),
  snooze: ownWork
    .input(todaySnoozeInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      const day = dayOfInstant(ctx.clock.now());
      const untilDay = parseDay(input.until);
      if (untilDay <= day) {
        throw new StewardError('invalid_input', `Choose a day after today (${formatDay(day)}).`, {
          until: 'a day after today',
        });
      }
      putAway(ctx, input.key, { state: 'snoozed', untilDay, reason: input.reason });
      return {};
    }),
  undo: ownWork
    .input(todayUndoInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      const day = dayOfInstant(ctx.clock.now());
      clearDispositions(ctx.store, input.key, day);
      ctx.emit({ type: 'invalidate', topics: ['today'] });
      return {};
    }),
});

/** Puts an item away with all its reasons, so that the account doesn't come back under the next one. */
function putAway(
  ctx: ApiContext,
  key: string,
  what: Pick<NewDisposition, 'state' | 'untilDay' | 'reason'>,
): void {
  const at = ctx.clock.now();
  const day = dayOfInstant(at);
  const shown = composeToday({ ...readTodayFacts(ctx.store.read, at), scoring: false }, day, {
    limit: Number.POSITIVE_INFINITY,
  });
  disposeOf(
    ctx.store,
    keysOfItem(shown, key).map((reason) => ({ ...what, key: reason, day, at })),
  );
  ctx.emit({ type: 'invalidate', topics: ['today'] });
}
