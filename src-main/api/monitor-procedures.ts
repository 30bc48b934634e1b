import { z } from 'zod';
import { jobIdInputSchema } from '../../src-preload/contract/jobs';
import { monitorSchema } from '../../src-preload/contract/monitor';
import { resolveHoldInputSchema } from '../../src-preload/contract/sync';
import { priorities } from '../jobs/priorities';
import { readMonitor } from '../store/desk/read-monitor';
import { scoreAllJob } from '../work/scoring/scoring-kinds';
import { ownWork, reading, router } from './procedure';

const nothing = z.object({});

export const monitorProcedures = router({
  get: reading.output(monitorSchema).query(({ ctx }) => ({
    ...readMonitor(ctx.store),
    jobs: ctx.jobs.newest(),
    sync: ctx.sync.status(),
    hostMemoryBytes: process.memoryUsage.rss(),
  })),
  syncNow: ownWork.output(nothing).mutation(async ({ ctx }) => {
    await ctx.sync.syncNow();
    return {};
  }),
  cancelLoad: ownWork.output(nothing).mutation(({ ctx }) => {
    ctx.sync.cancelLoad();
    return {};
  }),
  resolveHold: ownWork
    .input(resolveHoldInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      ctx.sync.resolveHold(input.accept);
      return {};
    }),
  cancelJob: ownWork
    .input(jobIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      ctx.jobs.cancel(input.id);
      return {};
    }),
  scoreAll: ownWork.output(nothing).mutation(({ ctx }) => {
    ctx.jobs.enqueue(scoreAllJob, {}, priorities.everybody);
    return {};
  }),
});
