import { z } from 'zod';
import { accountIdInputSchema } from '../../src-preload/contract/account';
import { accountRiskSchema } from '../../src-preload/contract/risk/account-risk';
import { modelCardAnswerSchema } from '../../src-preload/contract/risk/model-card';
import { riskInputSchema, riskScreenSchema } from '../../src-preload/contract/risk/risk-screen';
import { priorities } from '../jobs/priorities';
import { StewardError } from '../lib/steward-error';
import { readRiskChanges } from '../store/risk/changes';
import { readChurnBooks } from '../store/risk/churn-book';
import { readSpeakingModel } from '../store/risk/models';
import { readRiskPoints, readRiskTotals } from '../store/risk/screen';
import { readRiskDistribution } from '../store/risk/weeks';
import { isOurs } from '../store/runner/documents';
import { noForecast } from '../work/forecasting/no-forecast';
import { riskCard, trainingNow } from '../work/forecasting/risk-card';
import { riskOfAccount } from '../work/forecasting/risk-of-account';
import { trainRiskJob } from '../work/forecasting/risk-training';
import { today } from './company-today';
import { managing, reading, router } from './procedure';

const startedSchema = z.object({ jobId: z.number().int() });

export const riskProcedures = router({
  screen: reading
    .input(riskInputSchema)
    .output(riskScreenSchema)
    .query(({ ctx, input }) => {
      const db = ctx.store.read;
      const day = today(ctx);
      const model = readSpeakingModel(db);
      return {
        ...readRiskTotals(db, input, day),
        points: readRiskPoints(db, input, day),
        ...readRiskDistribution(db, input, day),
        ...readRiskChanges(db, input, day),
        model:
          model === undefined
            ? null
            : { version: model.version, trainedAt: model.trainedAt, former: readChurnBooks(db).former },
        noForecast: noForecast(db),
        training: trainingNow(db),
      };
    }),
  account: reading
    .input(accountIdInputSchema)
    .output(accountRiskSchema)
    .query(({ ctx, input }) => riskOfAccount(ctx.store, input.id, today(ctx))),
  card: reading.output(modelCardAnswerSchema).query(({ ctx }) => riskCard(ctx.store.read)),
  train: managing([])
    .output(startedSchema)
    .mutation(({ ctx }) => {
      if (!isOurs(ctx.store.read, 'churn_model'))
        throw new StewardError(
          'conflict',
          'The company’s model is in force, and another desktop trains it for everybody. Monitor says which.',
        );
      return { jobId: ctx.jobs.enqueue(trainRiskJob, {}, priorities.training) };
    }),
});
