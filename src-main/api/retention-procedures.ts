import { z } from 'zod';
import { retentionsSchema, setRetentionInputSchema, sweepSchema } from '../../src-preload/contract/retention';
import { mayKeep, readRetentions, setRetention } from '../company/retention/retentions';
import { planSweep, sweepNow } from '../company/retention/sweep';
import { administering, heavyReading, router } from './procedure';

/** How long what piles up is kept: asked of the company's database each time, which decides who may change it. */
export const retentionProcedures = router({
  get: heavyReading.output(retentionsSchema).query(({ ctx }) =>
    ctx.company.ask(async (session) => ({
      retentions: await readRetentions(session),
      mayChange: await mayKeep(session),
    })),
  ),
  set: administering(['retention'])
    .input(setRetentionInputSchema)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await ctx.company.ask((session) => setRetention(session, input));
      return {};
    }),
  plan: administering([])
    .input(z.object({}))
    .output(sweepSchema)
    .mutation(({ ctx }) => ctx.company.ask(planSweep)),
  sweep: administering(['retention', 'devices'])
    .input(z.object({}))
    .output(sweepSchema)
    .mutation(async ({ ctx }) => {
      const swept = await ctx.company.ask((session) => sweepNow(session));
      // What went leaves this copy as any other: now.
      ctx.sync.syncNow().catch(() => {});
      return swept;
    }),
});
