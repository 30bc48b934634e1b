import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionContext } from '../../src-main/actions/action-context';
import { setPulse } from '../../src-main/actions/scores/pulse';
import { saveConfig } from '../../src-main/actions/scores/save-config';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { createActionContext } from '../../src-main/host/action-context';
import { listJobs } from '../../src-main/jobs/define-job';
import { type JobsHandle, startJobs } from '../../src-main/jobs/start-jobs';
import { instantOfDay } from '../../src-main/lib/day';
import type { Job } from '../../src-preload/contract/jobs';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = instantOfDay(today);

let temporary: TemporaryStore;
let context: ActionContext;
let told: Job[];
let jobs: JobsHandle;
beforeEach(() => {
  told = [];
  temporary = temporaryStore(() => now);
  const { store } = temporary;
  const clock = { now: () => now };
  // A runner that knows no kind: nothing recurs, and what is asked for stays to be looked at.
  jobs = startJobs({
    store,
    clock,
    list: listJobs([]),
    onJob: (job) => told.push(job),
    onChanged: () => undefined,
  });
  context = createActionContext({ store, clock, author: 'Ann', jobs, pushSoon: () => undefined });
});
afterEach(async () => {
  await jobs.stop();
  temporary.remove();
});

const rows = (table: string) =>
  temporary.store.read.prepared<[], Record<string, unknown>>(`select * from ${table}`).all();

function breakTheQueue(): void {
  temporary.store.db.client.exec(
    `create trigger full_queue before insert on metrics_aggregation_jobs begin select raise(abort, 'no room'); end`,
  );
}

const pulse = { points: 5, reason: 'They are unhappy' };
const change = { config: starterConfig, note: 'The same again', basedOn: 0 };

describe('what follows from a decision', () => {
  it('a pulse brings the account’s scoring into the queue, before everything else', async () => {
    const organizationId = addAccount(temporary.store, today);
    setPulse(context, { account: { organizationId }, ...pulse });
    expect(rows('pulses')).toMatchObject([{ organization_id: organizationId, points: 5, author: 'Ann' }]);
    expect(rows('metrics_aggregation_jobs')).toMatchObject([
      {
        kind: 'score_changed',
        state: 'queued',
        priority: 10,
        payload: JSON.stringify({ organizationIds: [organizationId] }),
      },
    ]);
  });

  it('a configuration brings everybody’s', () => {
    expect(saveConfig(context, change)).toEqual({ version: 1, state: 'in force' });
    expect(rows('score_configs')).toMatchObject([{ version: 1, author: 'Ann', note: 'The same again' }]);
    expect(rows('metrics_aggregation_jobs')).toMatchObject([
      { kind: 'score_all', state: 'queued', priority: 8, payload: '{}' },
    ]);
  });

  it('is told, and begun, once the decision stands', async () => {
    saveConfig(context, change);
    expect(told).toEqual([]);
    await jobs.runUntilIdle();
    expect(told.map(({ kind, state }) => [kind, state]).slice(0, 2)).toEqual([
      ['score_all', 'queued'],
      ['score_all', 'running'],
    ]);
  });

  it('is there together with the decision, or neither is', async () => {
    const organizationId = addAccount(temporary.store, today);
    breakTheQueue();
    expect(() => setPulse(context, { account: { organizationId }, ...pulse })).toThrow('no room');
    expect(() => saveConfig(context, change)).toThrow('no room');
    expect(rows('pulses')).toEqual([]);
    expect(rows('score_configs')).toEqual([]);
    expect(rows('metrics_aggregation_jobs')).toEqual([]);
    await setImmediate();
    expect(told).toEqual([]);
  });

  it('is not asked for by a decision that is refused', () => {
    saveConfig(context, change);
    expect(() => setPulse(context, { account: { organizationId: 999 }, ...pulse })).toThrow(
      /not in your copy/,
    );
    expect(() => saveConfig(context, change)).toThrow(/Version 1 was saved/);
    expect(rows('metrics_aggregation_jobs')).toHaveLength(1);
  });

  it('waits for the next start when the host closed meanwhile', async () => {
    saveConfig(context, change);
    await jobs.stop();
    expect(told).toEqual([]);
    expect(rows('metrics_aggregation_jobs')).toMatchObject([{ state: 'queued', attempt: 0 }]);
  });
});
