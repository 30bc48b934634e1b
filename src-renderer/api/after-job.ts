import type { z } from 'zod';
import type { Job } from '../../src-preload/contract/jobs';
import type { modelCardAnswerSchema } from '../../src-preload/contract/risk/model-card';

type Training = z.infer<typeof modelCardAnswerSchema>['training'];

/** The jobs as they are once the host has told of one: newest first, as it lists them. */
export function jobsAfter(jobs: readonly Job[], told: Job): Job[] {
  return [told, ...jobs.filter(({ id }) => id !== told.id)].sort((a, b) => b.id - a.id);
}

/** What is known of the training of the churn model once the host has told of a job; one that runs comes before one that waits. */
export function trainingAfter(training: Training, { id, kind, state, done, total }: Job): Training {
  if (kind !== 'train_risk') return training;
  const isSame = training?.jobId === id;
  if (state === 'running' || (state === 'queued' && (isSame || training === null)))
    return { jobId: id, done, total };
  return isSame ? null : training;
}
