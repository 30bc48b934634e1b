import { describe, expect, test } from 'vitest';
import type { Job } from '../../../src-preload/contract/jobs';
import { jobsAfter, trainingAfter } from '../../../src-renderer/api/after-job';

function job(id: number, told: Partial<Job> = {}): Job {
  return {
    id,
    kind: 'train_risk',
    title: 'Train the churn model',
    state: 'running',
    priority: 1,
    attempt: 1,
    maxAttempts: 3,
    runAfter: 0,
    startedAt: 0,
    finishedAt: null,
    done: 0,
    total: null,
    message: null,
    ...told,
  };
}

describe('the list of jobs', () => {
  test('begins with a job that was not in it', () => {
    expect(jobsAfter([job(2), job(1)], job(3)).map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  test('shows what was told last of a job, at its place', () => {
    const jobs = jobsAfter([job(3), job(2), job(1)], job(2, { done: 40, total: 100 }));
    expect(jobs.map(({ id, done }) => [id, done])).toEqual([
      [3, 0],
      [2, 40],
      [1, 0],
    ]);
  });
});

describe('the training of the churn model', () => {
  test('is known from the moment it waits or runs, with how far it is', () => {
    expect(trainingAfter(null, job(7, { state: 'queued' }))).toEqual({ jobId: 7, done: 0, total: null });
    const training = { jobId: 7, done: 0, total: null };
    expect(trainingAfter(training, job(7, { done: 3, total: 9 }))).toEqual({ jobId: 7, done: 3, total: 9 });
  });

  test.each(['succeeded', 'failed', 'cancelled'] as const)('is over when its job has %s', (state) => {
    expect(trainingAfter({ jobId: 7, done: 3, total: 9 }, job(7, { state }))).toBeNull();
  });

  test('stays the running one while another waits or was cancelled', () => {
    const training = { jobId: 7, done: 3, total: 9 };
    expect(trainingAfter(training, job(8, { state: 'queued' }))).toBe(training);
    expect(trainingAfter(training, job(8, { state: 'cancelled' }))).toBe(training);
    expect(trainingAfter({ jobId: 6, done: 0, total: null }, job(7))).toMatchObject({ jobId: 7 });
  });

  test('is not touched by other kinds of jobs', () => {
    expect(trainingAfter(null, job(7, { kind: 'score_all' }))).toBeNull();
  });
});
