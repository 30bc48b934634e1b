import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobsHandle } from '../../src-main/jobs/start-jobs';
import { readServingModel } from '../../src-main/store/risk/models';
import { noForecast } from '../../src-main/work/forecasting/no-forecast';
import { trainRiskJob } from '../../src-main/work/forecasting/risk-training';
import { isScoring } from '../../src-main/work/scoring/keep-scored';
import { scoreChangedJob } from '../../src-main/work/scoring/scoring-kinds';
import type { Job } from '../../src-preload/contract/jobs';
import { growCompany, writeCompany } from '../support/grown-company';
import { clockAt, jobsOn, type ManualClock, syncApplied, today } from '../support/scored-store';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

const growth = { seed: 5, accounts: 120, firstDay: today - 360, lastDay: today };

let temporary: TemporaryStore;
let clock: ManualClock;
let jobs: JobsHandle;
let told: Job[];
/** Threads that were started and have not ended. */
let threads: Set<Worker>;

beforeEach(() => {
  told = [];
  threads = new Set();
  process.on('worker', watch);
  clock = clockAt(today);
  temporary = temporaryStore(() => clock.now());
  writeCompany(temporary.store, growCompany(growth));
  start();
});
afterEach(async () => {
  await jobs.stop();
  await noThread();
  process.off('worker', watch);
  temporary.remove();
});

const newest = () => jobs.newest().find(({ kind }) => kind === 'train_risk');

describe('learning from the past', () => {
  it('tells how far it is, keeps a model, and has everybody foretold by it', async () => {
    jobs.enqueue(trainRiskJob, {}, 5);
    await jobs.runUntilIdle();
    expect(newest()).toMatchObject({ state: 'succeeded', attempt: 1 });
    expect(newest()?.done).toBeGreaterThan(0);
    expect(newest()?.message).toMatch(/^Learned from \d+ departures in [\d,]+ account-months/);
    expect(readServingModel(temporary.store.read)).toMatchObject({ version: 1, throughDay: today - 1 });
    expect(told.at(-1)).toMatchObject({ kind: 'assess_risk', state: 'succeeded' });
    await noThread();
  });

  it('gives the same model and card from the same past', async () => {
    const learn = async () => {
      jobs.enqueue(trainRiskJob, {}, 5);
      await jobs.runUntilIdle();
      const { model, card } = readServingModel(temporary.store.read) ?? {};
      return { model, card };
    };
    const first = await learn();
    expect(first.model).toBeDefined();
    expect(await learn()).toEqual(first);
    expect(readServingModel(temporary.store.read)?.version).toBe(2);
  });

  it('is not asked for again by scores that come while it learns', async () => {
    jobs.enqueue(trainRiskJob, {}, 5);
    await underWay();
    syncApplied({ store: temporary.store, clock, jobs }, 'all');
    await jobs.runUntilIdle();
    expect(told.some(({ kind, state }) => kind === 'score_all' && state === 'succeeded')).toBe(true);
    expect(readServingModel(temporary.store.read)?.version).toBe(1);
    expect(new Set(told.filter(({ kind }) => kind === 'train_risk').map(({ id }) => id)).size).toBe(1);
  });

  it('comes after the scores of today and of the past, and the first screen does not wait for it', async () => {
    syncApplied({ store: temporary.store, clock, jobs }, 'all');
    await underWay();
    expect(isScoring(temporary.store.read, clock.now())).toBe(false);
    const begun = told.filter(({ state }) => state === 'running').map(({ kind }) => kind);
    expect(begun).toEqual(expect.arrayContaining(['score_all', 'backfill_history']));
    expect(begun.indexOf('train_risk')).toBeGreaterThan(begun.lastIndexOf('backfill_history'));
    expect(noForecast(temporary.store.read)?.text).toMatch(/is learning .* right now/);
    await jobs.runUntilIdle();
    expect(readServingModel(temporary.store.read)).toBeDefined();
  });

  it('lets other jobs be done meanwhile, but no second learning', async () => {
    const training = jobs.enqueue(trainRiskJob, {}, 5);
    await underWay();
    const again = jobs.enqueue(trainRiskJob, {}, 9);
    const scoring = jobs.enqueue(scoreChangedJob, { organizationIds: [1, 2] }, 1);
    await vi.waitUntil(() => told.some(({ id, state }) => id === scoring && state === 'succeeded'), {
      timeout: 60_000,
      interval: 5,
    });
    expect(newest()).toMatchObject({ id: again, state: 'queued' });
    expect(threads.size).toBe(1);
    await jobs.runUntilIdle();
    const ends = told.filter(({ state }) => state === 'succeeded').map(({ id }) => id);
    expect(ends.indexOf(scoring)).toBeLessThan(ends.indexOf(training));
    expect(ends.indexOf(training)).toBeLessThan(ends.indexOf(again));
  });

  it('ends at once when it is cancelled, and leaves neither a model nor a thread', async () => {
    const id = jobs.enqueue(trainRiskJob, {}, 5);
    await underWay();
    jobs.cancel(id);
    expect(newest()).toMatchObject({ id, state: 'cancelled' });
    await jobs.runUntilIdle();
    await noThread();
    expect(readServingModel(temporary.store.read)).toBeUndefined();
    expect(newest()).toMatchObject({ id, state: 'cancelled' });
  });

  it('goes back into the queue when the program ends, and begins anew with the next', async () => {
    const id = jobs.enqueue(trainRiskJob, {}, 5);
    await underWay();
    await jobs.stop();
    await noThread();
    expect(newest()).toMatchObject({ id, state: 'queued', attempt: 0 });
    start();
    await jobs.runUntilIdle();
    expect(newest()).toMatchObject({ id, state: 'succeeded', attempt: 1 });
  });

  it('says so when its thread breaks, and is tried again', async () => {
    const id = jobs.enqueue(trainRiskJob, {}, 5);
    await underWay();
    await [...threads][0]?.terminate();
    await jobs.runUntilIdle();
    expect(newest()).toMatchObject({ id, state: 'queued', attempt: 1 });
    expect(newest()?.message).toMatch(/^Learning from the past ended unexpectedly.*tried again/);
    clock.time = newest()?.runAfter ?? 0;
    jobs.sweep();
    await jobs.runUntilIdle();
    expect(newest()).toMatchObject({ id, state: 'succeeded', attempt: 2 });
  });
});

function start(): void {
  jobs = jobsOn(temporary.store, clock, { onJob: (job) => told.push(job) });
}

function watch(worker: Worker): void {
  threads.add(worker);
  worker.once('exit', () => threads.delete(worker));
}

/** Resolves once the thread learns. */
function underWay(): Promise<boolean> {
  return vi.waitUntil(() => threads.size > 0, { timeout: 60_000, interval: 1 });
}

function noThread(): Promise<boolean> {
  return vi.waitUntil(() => threads.size === 0, { timeout: 60_000 });
}
