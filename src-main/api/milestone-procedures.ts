import { z } from 'zod';
import { accountIdInputSchema } from '../../src-preload/contract/account';
import {
  accountMilestonesSchema,
  assignPlanInputSchema,
  boardInputSchema,
  boardSchema,
  featureChoicesSchema,
  milestoneKeySchema,
  milestoneListSchema,
  milestonePreviewSchema,
  milestoneStatisticsInputSchema,
  milestoneStatisticsSchema,
  planKeySchema,
  previewMilestoneInputSchema,
  saveMilestoneInputSchema,
  savePlanInputSchema,
  setProgressInputSchema,
} from '../../src-preload/contract/milestones/milestones';
import { plansSignInputSchema, shownPlansSignSchema } from '../../src-preload/contract/milestones/plans-sign';
import { addStarters } from '../actions/milestones/add-starters';
import {
  milestoneLock,
  removeMilestone,
  removePlan,
  saveMilestone,
  savePlan,
} from '../actions/milestones/definitions';
import { assignPlan, setProgress } from '../actions/milestones/progress';
import { writerOf } from '../actions/rules/rules';
import { companyDay } from '../store/copy/company-calendar';
import { readFeatureChoices } from '../store/milestones/what-counting-needs';
import { milestoneBoard } from '../work/milestones/board';
import { listMilestones } from '../work/milestones/list-milestones';
import { milestonesOfAccount } from '../work/milestones/of-account';
import { previewMilestone } from '../work/milestones/preview-milestone';
import { sentenceOf } from '../work/milestones/sentence-of';
import { milestoneStatistics } from '../work/milestones/statistics-of';
import { stuckPlans } from '../work/milestones/stuck-plans';
import { errorsOf, ruleChecking } from '../work/rules/rule-checking';
import { scoringDay } from '../work/scoring/scoring-day';
import { dueDayOfInput } from './day-of-input';
import { computing, heavyReading, managing, reading, router } from './procedure';

const nothing = z.object({});
const writing = managing(['milestones', 'today', 'monitor']);

export const milestoneProcedures = router({
  list: reading
    .output(milestoneListSchema)
    .query(({ ctx }) =>
      listMilestones(ctx.store.read, milestoneLock(writerOf(ctx.store.read, ctx.actions).role)),
    ),
  features: reading
    .output(featureChoicesSchema)
    .query(({ ctx }) => ({ features: readFeatureChoices(ctx.store.read) })),
  board: computing
    .input(boardInputSchema)
    .output(boardSchema)
    .query(({ ctx, input }) =>
      milestoneBoard(ctx.store.read, companyDay(ctx.store.read, ctx.clock.now()), input),
    ),
  stuck: computing
    .input(plansSignInputSchema)
    .output(shownPlansSignSchema)
    .query(({ ctx, input }) => ({
      sign: stuckPlans(ctx.store.read, companyDay(ctx.store.read, ctx.clock.now()), input.owner),
    })),
  ofAccount: reading
    .input(accountIdInputSchema)
    .output(accountMilestonesSchema)
    .query(({ ctx, input }) =>
      milestonesOfAccount(ctx.store.read, input.id, companyDay(ctx.store.read, ctx.clock.now())),
    ),
  preview: heavyReading
    .input(previewMilestoneInputSchema)
    .output(milestonePreviewSchema)
    .query(({ ctx, input }) =>
      previewMilestone(ctx.store.read, scoringDay(ctx.store.read, ctx.clock.now()), input),
    ),
  statistics: heavyReading
    .input(milestoneStatisticsInputSchema)
    .output(milestoneStatisticsSchema)
    .query(({ ctx, input }) =>
      milestoneStatistics(ctx.store.read, scoringDay(ctx.store.read, ctx.clock.now()), input.plan),
    ),
  save: writing
    .input(saveMilestoneInputSchema)
    .output(milestoneKeySchema)
    .mutation(({ ctx, input: { id, version, name, definition, celebrateAtOnce } }) => {
      const { findings } = sentenceOf(ctx.store.read, ruleChecking(ctx.store.read))(definition);
      return {
        id: saveMilestone(
          ctx.actions,
          { id, version, name, definition, celebrateAtOnce },
          errorsOf(findings),
        ),
      };
    }),
  remove: writing
    .input(milestoneKeySchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removeMilestone(ctx.actions, input.id);
      return {};
    }),
  savePlan: writing
    .input(savePlanInputSchema)
    .output(planKeySchema)
    .mutation(({ ctx, input: { id, version, name, definition } }) => ({
      id: savePlan(ctx.actions, { id, version, name, definition }),
    })),
  removePlan: writing
    .input(planKeySchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removePlan(ctx.actions, input.id);
      return {};
    }),
  addStarters: writing
    .output(z.object({ added: z.number().int() }))
    .mutation(({ ctx }) => ({ added: addStarters(ctx.actions) })),
  setProgress: writing
    .input(setProgressInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { id, externalId, ...set } }) => {
      setProgress(ctx.actions, { ...set, account: { organizationId: id, externalId } });
      return {};
    }),
  assign: writing
    .input(assignPlanInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { id, externalId, plan, startedOn } }) => {
      assignPlan(ctx.actions, {
        account: { organizationId: id, externalId },
        plan,
        startedOn: startedOn === null ? null : dueDayOfInput(startedOn),
      });
      return {};
    }),
});
