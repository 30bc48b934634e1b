import { z } from 'zod';
import { jobIdInputSchema } from '../../src-preload/contract/jobs';
import { monitorSchema } from '../../src-preload/contract/monitor';
import { scheduledTasksSchema, taskIdInputSchema } from '../../src-preload/contract/scheduled-task';
import { resolveHoldInputSchema } from '../../src-preload/contract/sync';
import { priorities } from '../jobs/priorities';
import { readMonitor } from '../store/desk/read-monitor';
import { scoreAllJob } from '../work/scoring/scoring-kinds';
import { outboxProcedures } from './outbox-procedures';
import { ownWork, ownWorkLocked, reading, router } from './procedure';

const nothing = z.object({});
/** Sync and jobs tell of themselves, when something has come of it. */
const asking = ownWork([]);

export const monitorProcedures = router({
  ...outboxProcedures,
  get: reading.output(monitorSchema).query(({ ctx }) => ({
    ...readMonitor(ctx.store),
    jobs: ctx.jobs.newest(),
    sync: ctx.sync.status(),
    inbox: ctx.inboxAccount.standing().inbox,
    hostMemoryBytes: process.memoryUsage.rss(),
  })),
  syncNow: ownWorkLocked([])
    .output(nothing)
    .mutation(async ({ ctx }) => {
      await ctx.sync.syncNow();
      return {};
    }),
  cancelLoad: asking.output(nothing).mutation(({ ctx }) => {
    ctx.sync.cancelLoad();
    return {};
  }),
  resolveHold: asking
    .input(resolveHoldInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      ctx.sync.resolveHold(input.accept);
      return {};
    }),
  cancelJob: asking
    .input(jobIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      ctx.jobs.cancel(input.id);
      return {};
    }),
  scheduled: reading.output(scheduledTasksSchema).query(({ ctx }) => ctx.jobs.scheduled()),
  pauseTask: asking
    .input(taskIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      ctx.jobs.pauseTask(input.id);
      return {};
    }),
  resumeTask: asking
    .input(taskIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      ctx.jobs.resumeTask(input.id);
      return {};
    }),
  runTaskNow: asking
    .input(taskIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      ctx.jobs.runTaskNow(input.id);
      return {};
    }),
  scoreAll: asking.output(nothing).mutation(({ ctx }) => {
    ctx.jobs.enqueue(scoreAllJob, {}, priorities.everybody);
    return {};
  }),
});
