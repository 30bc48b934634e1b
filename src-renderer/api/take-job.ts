import type { QueryClient } from '@tanstack/react-query';
import type { Job } from '../../src-preload/contract/jobs';
import type { RiskScreen } from '../../src-preload/contract/risk/risk-screen';
import { jobsAfter, trainingAfter } from './after-job';
import { trpc } from './client';

/** Puts what the host tells of a job into what the screens hold, so that they show it without asking. */
export function takeJob(queryClient: QueryClient, job: Job): void {
  queryClient.setQueryData(
    trpc.monitor.get.queryKey(),
    (monitor) => monitor && { ...monitor, jobs: jobsAfter(monitor.jobs, job) },
  );
  if (job.kind !== 'train_risk') return;
  queryClient.setQueryData(
    trpc.risk.card.queryKey(),
    (answer) => answer && { ...answer, training: trainingAfter(answer.training, job) },
  );
  queryClient.setQueriesData<RiskScreen>(
    trpc.risk.screen.pathFilter(),
    (book) => book && { ...book, training: trainingAfter(book.training, job) },
  );
}
