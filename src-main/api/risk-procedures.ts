import { z } from 'zod';
import { accountIdInputSchema } from '../../src-preload/contract/account';
import { accountRiskSchema } from '../../src-preload/contract/risk/account-risk';
import { modelCardAnswerSchema } from '../../src-preload/contract/risk/model-card';
import { riskInputSchema, riskScreenSchema } from '../../src-preload/contract/risk/risk-screen';
import { priorities } from '../jobs/priorities';
import { dayOfInstant } from '../lib/day';
import { readSpeakingModel } from '../store/risk/models';
import { readRiskChanges, readRiskPoints, readRiskTotals } from '../store/risk/screen';
import { readRiskDistribution } from '../store/risk/weeks';
import { noForecast } from '../work/forecasting/no-forecast';
import { riskCard } from '../work/forecasting/risk-card';
import { riskOfAccount } from '../work/forecasting/risk-of-account';
import { trainRiskJob } from '../work/forecasting/risk-training';
import { managing, reading, router } from './procedure';

const startedSchema = z.object({ jobId: z.number().int() });

export const riskProcedures = router({
  screen: reading
    .input(riskInputSchema)
    .output(riskScreenSchema)
    .query(({ ctx, input }) => {
      const db = ctx.store.read;
      const today = dayOfInstant(ctx.clock.now());
      const model = readSpeakingModel(db);
      return {
        ...readRiskTotals(db, input, today),
        points: readRiskPoints(db, input, today),
        distribution: readRiskDistribution(db, today),
        changes: readRiskChanges(db, today),
        model: model === undefined ? null : { version: model.version, trainedAt: model.trainedAt },
        noForecast: noForecast(db),
      };
    }),
  account: reading
    .input(accountIdInputSchema)
    .output(accountRiskSchema)
    .query(({ ctx, input }) => riskOfAccount(ctx.store, input.id, dayOfInstant(ctx.clock.now()))),
  card: reading.output(modelCardAnswerSchema).query(({ ctx }) => riskCard(ctx.store.read)),
  train: managing([])
    .output(startedSchema)
    .mutation(({ ctx }) => ({ jobId: ctx.jobs.enqueue(trainRiskJob, {}, priorities.training) })),
});
