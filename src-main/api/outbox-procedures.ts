import { z } from 'zod';
import { outboxSchema, retryInputSchema, setBackInputSchema } from '../../src-preload/contract/operations';
import { letGo, sendAgain, takeUpAgain } from '../actions/operations/set-backs';
import { readOutbox } from '../store/operations/set-backs';
import type { ApiContext } from './context';
import { ownWork, reading } from './procedure';

const nothing = z.object({});
/** What was set back may be of any kind, on any screen. */
const settling = ownWork(['today', 'accounts', 'account', 'risk', 'monitor', 'settings']);

/** What goes up to the company and what came back: a part of what Monitor shows. */
export const outboxProcedures = {
  outbox: reading.output(outboxSchema).query(({ ctx }) => readOutbox(ctx.store.read)),
  sendAgain: settling
    .input(retryInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      sendAgain(ctx.actions, input);
      tellCounts(ctx);
      return {};
    }),
  letGo: settling
    .input(setBackInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      letGo(ctx.actions, input.opId);
      tellCounts(ctx);
      return {};
    }),
  takeUpAgain: settling
    .input(setBackInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      takeUpAgain(ctx.actions, input.opId);
      tellCounts(ctx);
      return {};
    }),
};

/** The header counts what is set back: sync tells of it with its own looks alone, which may be half a minute away. */
function tellCounts({ emit, sync }: Pick<ApiContext, 'emit' | 'sync'>): void {
  emit({ type: 'sync', status: sync.status() });
}
