import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addJob, changeJob, readNextDue } from '../../src-main/store/jobs/job-rows';
import { writeTransaction } from '../../src-main/store/write-transaction';
import type { Schedule } from '../../src-preload/contract/schedule';
import { temporaryStore } from '../support/store-builder';
import { queue } from './support/queue';

const minute = 60_000;

/** What happens to a queue: time, sleep, deaths, trouble that comes and goes. STEWARD_SEED names others. */
const event = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('tick' as const), minutes: fc.integer({ min: 0, max: 90 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('sleep' as const),
      minutes: fc.integer({ min: 60, max: 2000 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('die' as const), turns: fc.integer({ min: 0, max: 8 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('trouble' as const), task: fc.integer({ min: 0, max: 5 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pause' as const), task: fc.integer({ min: 0, max: 5 }) }),
  },
);

it('whatever happens, nothing is lost, no occurrence is made twice, nobody begins before those he needs', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 4, maxLength: 14 }), async (events) => {
      const q = queue();
      try {
        const from = q.clock.now();
        const every: Schedule = { kind: 'every', anchor: from, milliseconds: 45 * minute };
        const all = { kind: 'all', most: 1000 } as const;
        q.schedule(
          { taskId: 't0', schedule: 'now', priority: 0 },
          { taskId: 't1', schedule: { kind: 'at', at: from + 70 * minute }, priority: 9 },
          { taskId: 't2', schedule: { kind: 'at', at: from + 5 * minute }, needs: ['t0', 't1'] },
          { taskId: 't3', schedule: every, catchUp: all },
          { taskId: 't4', schedule: every, needs: ['t0'], priority: 3 },
          { taskId: 't5', schedule: { kind: 'at', at: from + 900 * minute }, needs: ['t2'], priority: 10 },
        );
        for (const one of events) {
          if (one.kind === 'tick' || one.kind === 'sleep') await q.tick(one.minutes * minute);
          if (one.kind === 'restart') await q.restart();
          if (one.kind === 'trouble')
            q.failing.set(`t${one.task}`, Object.assign(new Error('away'), { code: 'ECONNRESET' }));
          if (one.kind === 'pause') q.jobs.pauseTask(`t${one.task}`);
          if (one.kind === 'die') {
            q.jobs.sweep();
            for (let turn = 0; turn < one.turns; turn++)
              await new Promise((resolve) => setImmediate(resolve));
            q.kill();
          }
          // Trouble and pauses go over before a task is given up.
          if (one.kind === 'sleep') {
            q.failing.clear();
            for (const { id } of q.jobs.scheduled().tasks) q.jobs.resumeTask(id);
          }
        }
        q.failing.clear();
        for (const { id } of q.jobs.scheduled().tasks) q.jobs.resumeTask(id);
        for (let tries = 0; tries < 4; tries++) await q.tick(400 * minute);

        const rows = q.temporary.store.read
          .prepared<[], { taskId: string; occurrence: string; state: string }>(
            'select task_id as taskId, occurrence, state from metrics_aggregation_jobs',
          )
          .all();
        expect(new Set(rows.map(({ taskId, occurrence }) => `${taskId} ${occurrence}`)).size).toBe(
          rows.length,
        );
        expect(rows.filter(({ state }) => state !== 'succeeded')).toEqual([]);
        expect(rows.map(({ taskId }) => taskId)).toEqual(
          expect.arrayContaining(['t0', 't1', 't2', 't3', 't4', 't5']),
        );
        const first = (name: string) => q.done.indexOf(name);
        expect(Math.max(first('t0'), first('t1'))).toBeLessThan(first('t2'));
        expect(first('t2')).toBeLessThan(first('t5'));
        expect(first('t0')).toBeLessThan(first('t4'));
      } finally {
        await q.close();
      }
    }),
    { numRuns: Number(process.env['STEWARD_FUZZ'] ?? 4) },
  );
});

it('what waits becomes more urgent, so that an endless stream of urgent work starves nothing', () => {
  const temporary = temporaryStore(() => 0);
  try {
    const { store } = temporary;
    const add = (kind: string, priority: number, now: number) => {
      const row = { kind, priority, maxAttempts: 8, runAfter: now, createdAt: now, payload: '{}' };
      writeTransaction(store, 'add', (tx) => addJob(tx, row));
    };
    add('patient', 0, 0);
    let waited = 0;
    for (let chosen = ''; chosen !== 'patient'; waited += 4 * minute) {
      add('urgent', 10, waited);
      const next = readNextDue(store.read, waited);
      chosen = next?.kind ?? '';
      writeTransaction(store, 'do', (tx) => next && changeJob(tx, next.jobId, { state: 'succeeded' }));
    }
    // Fifteen minutes for each step of ten.
    expect(waited).toBeGreaterThan(148 * minute);
    expect(waited).toBeLessThan(160 * minute);
  } finally {
    temporary.remove();
  }
});
