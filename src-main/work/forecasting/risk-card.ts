import type { z } from 'zod';
import { companyVersionOf } from '../../../src-preload/contract/config-names';
import type { MeasuredEffect } from '../../../src-preload/contract/risk/effects';
import {
  type ModelCard,
  type modelCardAnswerSchema,
  modelCardSchema,
} from '../../../src-preload/contract/risk/model-card';
import type { Training } from '../../../src-preload/contract/risk/training';
import { spellDay } from '../../../src-preload/contract/words';
import { companyDay } from '../../store/copy/company-calendar';
import { readJobsInState } from '../../store/jobs/job-rows';
import { readEffects } from '../../store/risk/effects';
import { readServingModel } from '../../store/risk/models';
import { isOurs, readDocuments } from '../../store/runner/documents';
import type { ReadDb } from '../../store/types';
import { noForecast } from './no-forecast';
import { trainRiskJob } from './risk-training';

type ModelCardAnswer = z.infer<typeof modelCardAnswerSchema>;

/** What the serving model is and how good it was, and whether another is being trained. */
export function riskCard(db: ReadDb): ModelCardAnswer {
  return {
    card: servingCard(db),
    whose: whoseModel(db),
    trainsHere: isOurs(db, 'churn_model'),
    noForecast: noForecast(db),
    effects: readEffects(db).toSorted(byHelp),
    training: trainingNow(db),
  };
}

/** The company's is the same on every desktop; one of this desktop's own knows the accounts in sight alone. */
function whoseModel(db: ReadDb): string | null {
  const serving = readServingModel(db);
  if (serving === undefined) return null;
  const number = companyVersionOf(serving.version);
  if (number === null) return 'This desktop’s own model, trained on the accounts you see.';
  const from = readDocuments(db, 'churn_model').find(({ version }) => version === number);
  const day = spellDay(companyDay(db, serving.trainedAt));
  return `The company’s model of ${day}${from === undefined ? '' : `, published by ${from.login}`}: the same for everybody.`;
}

/** The training that runs, else the one that waits. */
export function trainingNow(db: ReadDb): Training | null {
  const job =
    readJobsInState(db, 'running', trainRiskJob.kind)[0] ??
    readJobsInState(db, 'queued', trainRiskJob.kind)[0];
  return job === undefined ? null : { jobId: job.jobId, done: job.done, total: job.total };
}

/** What can be told first, and of that what helped most. */
function byHelp(left: MeasuredEffect, right: MeasuredEffect): number {
  const unclear = ({ verdict }: MeasuredEffect) => (verdict === 'too_small' ? 1 : 0);
  const difference = (effect: MeasuredEffect) => effect.left?.difference ?? 0;
  return unclear(left) - unclear(right) || difference(left) - difference(right);
}

function servingCard(db: ReadDb): ModelCard | null {
  const stored = readServingModel(db);
  if (stored === undefined) return null;
  const { version, trainedAt } = stored;
  return modelCardSchema.parse({ ...JSON.parse(stored.card), version, trainedAt });
}
