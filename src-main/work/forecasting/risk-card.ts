import type { z } from 'zod';
import type { MeasuredEffect } from '../../../src-preload/contract/risk/effects';
import {
  type ModelCard,
  type modelCardAnswerSchema,
  modelCardSchema,
} from '../../../src-preload/contract/risk/model-card';
import type { Training } from '../../../src-preload/contract/risk/training';
import { readJobsInState } from '../../store/jobs/job-rows';
import { readEffects } from '../../store/risk/effects';
import { readServingModel } from '../../store/risk/models';
import type { ReadDb } from '../../store/types';
import { noForecast } from './no-forecast';
import { trainRiskJob } from './risk-training';

type ModelCardAnswer = z.infer<typeof modelCardAnswerSchema>;

/** What the serving model is and how good it was, and whether another is being trained. */
export function riskCard(db: ReadDb): ModelCardAnswer {
  return {
    card: servingCard(db),
    noForecast: noForecast(db),
    effects: readEffects(db).toSorted(byHelp),
    training: trainingNow(db),
  };
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
