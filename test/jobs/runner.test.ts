import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveConfig } from '../../src-main/actions/scores/save-config';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { silentMilliseconds } from '../../src-main/jobs/crashed-jobs';
import { listJobs } from '../../src-main/jobs/define-job';
import { retryWait } from '../../src-main/jobs/retry';
import type { JobsHandle } from '../../src-main/jobs/start-jobs';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { trainRiskJob } from '../../src-main/work/forecasting/risk-training';
import { scoreAllJob, scoreChangedJob } from '../../src-main/work/scoring/scoring-kinds';
import { maintenanceJob } from '../../src-main/work/upkeep/maintenance-work';
import type { Job } from '../../src-preload/contract/jobs';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { keptDays } from '../support/kept-days';
import { clockAt, jobsOn, type ManualClock, today } from '../support/scored-store';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

let temporary: TemporaryStore;
let clock: ManualClock;
let jobs: JobsHandle;
let told: Job[];
/** How many accounts had a summary when all were scored. */
let summariesAtEnd: number;
beforeEach(() => {
  told = [];
  clock = clockAt(today);
  temporary = temporaryStore(() => clock.now());
  writeCompany(
    temporary.store,
    growCompany({ seed: 3, accounts: 120, firstDay: today - 120, lastDay: today }),
  );
  start();
});
afterEach(async () => {
  await jobs.stop();
  temporary.remove();
});

const jobsOfKind = (kind: Job['kind']) => jobs.newest().filter((job) => job.kind === kind);
const newest = (kind: Job['kind']) => jobsOfKind(kind)[0];
const toldOf = (id: number) => told.filter((job) => job.id === id);

describe('a job', () => {
  it('goes from queued over running to succeeded, with progress and words', async () => {
    const id = jobs.enqueue(scoreAllJob, {}, 5);
    await jobs.runUntilIdle();
    expect([...new Set(toldOf(id).map(({ state }) => state))]).toEqual(['queued', 'running', 'succeeded']);
    expect(newest('score_all')).toMatchObject({ id, state: 'succeeded', attempt: 1, done: 120, total: 120 });
    expect(newest('score_all')?.message).toMatch(/^\d+ of 120 accounts have a score\./);
  });

  it('gives way to a more urgent one and then goes on', async () => {
    const slow = jobs.enqueue(scoreAllJob, {}, 1);
    await turns(2);
    expect(newest('score_all')?.state).toBe('running');
    const urgent = jobs.enqueue(scoreChangedJob, { organizationIds: [1, 2] }, 9);
    await jobs.runUntilIdle();
    const ends = told.filter(({ state }) => state === 'succeeded').map(({ id }) => id);
    expect(ends.indexOf(urgent)).toBeLessThan(ends.indexOf(slow));
    expect(ends).toContain(slow);
  });

  it('that waits takes up the accounts of another one of its kind', async () => {
    const first = jobs.enqueue(scoreChangedJob, { organizationIds: [1, 2] }, 2);
    const second = jobs.enqueue(scoreChangedJob, { organizationIds: [2, 3] }, 7);
    expect(second).toBe(first);
    await jobs.runUntilIdle();
    expect(newest('score_changed')).toMatchObject({ state: 'succeeded', priority: 7, done: 3, total: 3 });
  });

  it('leaves the event loop free between stretches', async () => {
    jobs.enqueue(scoreAllJob, {}, 5);
    const idle = jobs.runUntilIdle();
    let free = 0;
    let over = false;
    void idle.then(() => {
      over = true;
    });
    while (!over) {
      await turns(1);
      free += 1;
    }
    expect(free).toBeGreaterThan(5);
  });
});

it('a run whose configuration is replaced meanwhile gives way to one by the new configuration', async () => {
  jobs.enqueue(scoreAllJob, {}, 5);
  await turns(3);
  const change = { config: starterConfig, note: 'the same again', basedOn: 1 };
  saveConfig(decisionsOn(temporary.store, clock.now()), change);
  await jobs.runUntilIdle();
  const versions = keptDays(temporary.store).flatMap(({ day, score }) =>
    day === today && score !== null ? [score.configVersion] : [],
  );
  expect([...new Set(versions)]).toEqual([2]);
  expect(jobsOfKind('score_all').filter(({ state }) => state === 'succeeded')).toHaveLength(2);
});

describe('a job asked for within a decision', () => {
  it('is there when the decision is, is told, and begins after it', async () => {
    const id = writeTransaction(temporary.store, 'a decision', (tx) =>
      jobs.enqueueIn(tx, maintenanceJob, {}, 1),
    );
    expect(jobs.find(id)?.state).toBe('queued');
    await jobs.runUntilIdle();
    expect(toldOf(id).map(({ state }) => state)).toEqual(['queued', 'running', 'succeeded']);
  });

  it('is not there when the decision fails', async () => {
    const decide = () =>
      writeTransaction(temporary.store, 'a decision', (tx) => {
        jobs.enqueueIn(tx, trainRiskJob, {}, 1);
        throw new Error('no');
      });
    expect(decide).toThrow('no');
    await jobs.runUntilIdle();
    expect(jobsOfKind('train_risk')).toEqual([]);
    expect(told).toEqual([]);
  });
});

it('a job of a kind that this version does not know is tried like others, and told by its name', async () => {
  jobs.enqueue(maintenanceJob, {}, 1);
  temporary.store.db.client.exec("update metrics_aggregation_jobs set kind = 'send_postcards'");
  await jobs.runUntilIdle();
  expect(newest('send_postcards')).toMatchObject({ title: 'send postcards', state: 'queued', attempt: 1 });
});

it('two kinds of job may not share a name', () => {
  expect(() => listJobs([maintenanceJob, { ...maintenanceJob }])).toThrow(/two kinds of job/);
});

describe('cancelling', () => {
  it('keeps a waiting job from starting', async () => {
    const id = jobs.enqueue(scoreAllJob, {}, 5);
    jobs.cancel(id);
    await jobs.runUntilIdle();
    expect(newest('score_all')).toMatchObject({ id, state: 'cancelled', done: 0 });
  });

  it('stops a running job after its stretch, and what was scored stays', async () => {
    const id = jobs.enqueue(scoreAllJob, {}, 5);
    await turns(3);
    jobs.cancel(id);
    await jobs.runUntilIdle();
    const job = newest('score_all');
    expect(job).toMatchObject({ id, state: 'cancelled' });
    expect(job?.done).toBeGreaterThan(0);
    expect(job?.done).toBeLessThan(120);
    expect(count('account_summaries')).toBe(job?.done);
  });
});

describe('a job that fails', () => {
  it('is tried again later and later, and in the end failed in words, without holding up others', async () => {
    // A poisoned configuration can't be parsed.
    temporary.store.db.client.exec(`insert into score_configs values (2, '{}', 'Ann', 'broken', 0, null)`);
    const id = jobs.enqueue(scoreAllJob, {}, 5);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) {
      await jobs.runUntilIdle();
      const job = newest('score_all');
      expect(job).toMatchObject({ id, attempt, state: attempt < 5 ? 'queued' : 'failed' });
      waits.push((job?.runAfter ?? 0) - clock.now());
      clock.time = Math.max(clock.time, job?.runAfter ?? 0);
      jobs.sweep();
    }
    expect(waits.slice(0, 4)).toEqual([15_000, 30_000, 60_000, 120_000]);
    expect(newest('score_all')?.message).toMatch(/tried 5 times/);
    jobs.enqueue(maintenanceJob, {}, 1);
    await jobs.runUntilIdle();
    expect(newest('maintenance')?.state).toBe('succeeded');
  });

  it('waits anything up to a bound that doubles, and never more than six hours', () => {
    expect(retryWait(1, 1)).toBe(30_000);
    expect(retryWait(4, 1)).toBe(240_000);
    expect(retryWait(30, 1)).toBe(6 * 3_600_000);
    expect(retryWait(3, 0)).toBe(0);
  });
});

describe('after the program was killed', () => {
  it('a job goes on from its checkpoint', async () => {
    const id = jobs.enqueue(scoreAllJob, {}, 5);
    await dieWhileScoring(5);
    const done = newest('score_all')?.done ?? 0;
    expect(newest('score_all')).toMatchObject({ id, state: 'running' });
    expect(done).toBeGreaterThan(0);
    expect(count('account_summaries')).toBe(done);
    temporary.store.db.client.exec('delete from account_summaries');
    clock.time += silentMilliseconds;
    start();
    await jobs.runUntilIdle();
    expect(newest('score_all')).toMatchObject({ id, state: 'succeeded', done: 120 });
    // What was done before wasn't done again.
    expect(summariesAtEnd).toBe(120 - done);
  });

  it('three times by the same job, that job is put aside in words', async () => {
    const id = jobs.enqueue(scoreAllJob, {}, 5);
    for (let crash = 1; crash <= 3; crash++) {
      await dieWhileScoring(2);
      clock.time += silentMilliseconds;
    }
    start();
    await jobs.runUntilIdle();
    const job = jobs.newest().find((one) => one.id === id);
    expect(job).toMatchObject({ state: 'failed' });
    expect(job?.message).toMatch(/ended unexpectedly 3 times/);
  });

  it('a job is left alone until its process has been silent for a while', async () => {
    jobs.enqueue(scoreAllJob, {}, 5);
    await dieWhileScoring(3);
    clock.time += silentMilliseconds - 1;
    start();
    await jobs.runUntilIdle();
    expect(newest('score_all')?.state).toBe('running');
  });
});

it('a graceful end leaves the job in the queue, and the next start goes on at once', async () => {
  const id = jobs.enqueue(scoreAllJob, {}, 5);
  await turns(3);
  await jobs.stop();
  expect(newest('score_all')).toMatchObject({ id, state: 'queued', attempt: 0 });
  start();
  await jobs.runUntilIdle();
  expect(newest('score_all')).toMatchObject({ id, state: 'succeeded', attempt: 1, done: 120 });
});

describe('what recurs', () => {
  it('and is paused while its job waits holds up nobody who asks for the same by hand', async () => {
    clock.time += 86_400_000;
    jobs.runTaskNow('turn:score_all');
    jobs.pauseTask('turn:score_all');
    const asked = jobs.enqueue(scoreAllJob, {}, 10);
    await jobs.runUntilIdle();
    expect(jobs.find(asked)?.state).toBe('succeeded');
    expect(jobs.scheduled().tasks[0]).toMatchObject({ id: 'turn:score_all', isPaused: true, last: null });
  });

  it('and waits for its turn does the work of one who asks for the same by hand, too', async () => {
    jobs.runTaskNow('turn:score_all');
    jobs.enqueue(scoreAllJob, {}, 10);
    await jobs.runUntilIdle();
    expect(jobsOfKind('score_all')).toHaveLength(1);
  });

  it('is scheduled as a row for the coming night', () => {
    const waiting = jobs.scheduled().tasks;
    expect(waiting.map(({ id, nextDue }) => [id, new Date(nextDue ?? 0).toISOString()])).toEqual([
      ['turn:score_all', '2026-11-19T00:05:00.000Z'],
      ['turn:maintenance', '2026-11-19T01:30:00.000Z'],
      ['turn:fill_days', '2026-11-19T02:00:00.000Z'],
    ]);
  });

  it('runs once when it is overdue, however many nights the machine slept, and is due again the night after', async () => {
    clock.time += 5 * 86_400_000;
    jobs.sweep();
    await jobs.runUntilIdle();
    jobs.sweep();
    const runs = jobsOfKind('score_all');
    expect(runs.filter(({ state }) => state === 'succeeded')).toHaveLength(1);
    expect(new Date(jobs.scheduled().tasks[0]?.nextDue ?? 0).toISOString()).toBe('2026-11-24T00:05:00.000Z');
  });
});

function count(table: string): number {
  return temporary.store.read.prepared<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0;
}

/** Lets the event loop turn; each turn gives the runner one stretch. */
async function turns(number: number): Promise<void> {
  for (let turn = 0; turn < number; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function start(): void {
  jobs = jobsOn(temporary.store, clock, { onJob: tell, sliceMilliseconds: 1 });
}

function tell(job: Job): void {
  told.push(job);
  if (job.kind === 'score_all' && job.state === 'succeeded') summariesAtEnd = count('account_summaries');
}

/** Another process takes the jobs over and is killed after some stretches. */
async function dieWhileScoring(stretches: number): Promise<void> {
  await jobs.stop();
  const { file, key } = temporary;
  const args = [
    'tools/run-ts.mjs',
    'test/jobs/support/die-while-scoring.ts',
    file,
    key.toString('hex'),
    `${clock.now()}`,
    `${stretches}`,
  ];
  const { signal } = spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  expect(signal).toBe('SIGKILL');
}
