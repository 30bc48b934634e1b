import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StewardError } from '../../src-main/lib/steward-error';
import type { Schedule } from '../../src-preload/contract/schedule';
import { type Queue, queue } from './support/queue';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let q: Queue;
beforeEach(() => {
  q = queue();
});
afterEach(() => q.close());

const tasks = () => q.jobs.scheduled().tasks;
const task = (id: string) => tasks().find((one) => one.id === id);
const daily = (minutes: number): Schedule => ({ kind: 'daily', minutes: [minutes], zone: 'UTC' });
const inFrom = (milliseconds: number): Schedule => ({ kind: 'at', at: q.clock.now() + milliseconds });

describe('what is scheduled', () => {
  it('now is done at the next look, and is over', async () => {
    q.schedule({ taskId: 'a', schedule: 'now' });
    await q.tick();
    expect(q.done).toEqual(['a']);
    expect(task('a')).toMatchObject({
      nextDue: null,
      waits: 'Over: it is not due again.',
      last: { state: 'succeeded' },
    });
    await q.tick(day);
    expect(q.done).toEqual(['a']);
  });

  it('for later is done then, once, and not a moment before', async () => {
    q.schedule({ taskId: 'a', schedule: inFrom(hour) });
    await q.tick(hour - 1);
    expect(q.done).toEqual([]);
    await q.tick(1);
    await q.tick(30_000);
    expect(q.done).toEqual(['a']);
  });

  it('again and again is done each time, and says how and when next', async () => {
    q.schedule({ taskId: 'a', schedule: daily(13 * 60) });
    expect(task('a')).toMatchObject({ when: 'every day at 13:00, UTC', waits: null, isUnderWay: false });
    for (let days = 0; days < 3; days++) await q.tick(day);
    expect(q.done).toEqual(['a', 'a', 'a']);
    expect(task('a')?.nextDue).toBe(q.clock.now() + hour);
  });

  it('and missed over a weekend is done once, as is said, and each time where that was wanted', async () => {
    q.schedule({ taskId: 'once', schedule: daily(13 * 60) });
    q.schedule({ taskId: 'none', schedule: daily(13 * 60), catchUp: { kind: 'skip' } });
    q.schedule({ taskId: 'each', schedule: daily(13 * 60), catchUp: { kind: 'all', most: 10 } });
    await q.tick(3 * day + 2 * hour);
    expect(q.done.toSorted()).toEqual(['each', 'each', 'each', 'each', 'once']);
    expect(new Set(tasks().map(({ nextDue }) => nextDue))).toEqual(new Set([q.clock.now() + 23 * hour]));
  });

  it('and came due while nothing ran is done at the next start, and what is to come stays so', async () => {
    q.schedule({ taskId: 'a', schedule: daily(13 * 60) }, { taskId: 'b', schedule: daily(18 * 60) });
    await q.tick();
    q.clock.time += 2 * hour;
    await q.restart();
    await q.tick();
    expect(q.done).toEqual(['a']);
    expect(tasks().map(({ id, nextDue }) => [id, nextDue])).toEqual([
      ['b', q.clock.now() + 4 * hour],
      ['a', q.clock.now() + 23 * hour],
    ]);
  });

  it('for once is not lost, however late somebody looks', async () => {
    q.schedule({ taskId: 'a', schedule: inFrom(hour), catchUp: { kind: 'skip' } });
    await q.tick(400 * day);
    expect(q.done).toEqual(['a']);
  });

  it.each<[string, Schedule, RegExp]>([
    ['in the past', { kind: 'at', at: 0 }, /lies in the past/],
    [
      'in no zone',
      { kind: 'daily', minutes: [0], zone: 'Mars/Olympus' },
      /time zone or a day that does not exist/,
    ],
    [
      'on no day',
      { kind: 'local', local: '2027-02-30T09:00', zone: 'UTC' },
      /time zone or a day that does not exist/,
    ],
    ['never', { kind: 'cron', texts: ['0 0 30 2 *'], zones: ['UTC'] }, /never comes/],
    ['every second', { kind: 'every', anchor: 0, milliseconds: 1000 }, /at least a minute/],
    ['backwards', { kind: 'every', anchor: 0, milliseconds: -hour }, /at least a minute/],
    ['every thousand years', { kind: 'every', anchor: 0, milliseconds: 1000 * 365 * day }, /hundred years/],
  ])('%s is refused in words', (_what, schedule, words) => {
    expect(() => q.schedule({ taskId: 'a', schedule })).toThrow(words);
    expect(tasks()).toEqual([]);
  });

  it('and can no longer be read is set aside in words, and the rest flows', async () => {
    q.schedule({ taskId: 'a', schedule: inFrom(hour) });
    q.schedule({ taskId: 'b', schedule: inFrom(hour) });
    q.temporary.store.db.client.exec(
      `update scheduled_tasks set schedule = '{"kind":"moon"}' where task_id = 'a'`,
    );
    await q.tick(hour);
    expect(q.done).toEqual(['b']);
    expect(task('a')).toMatchObject({ nextDue: null, last: { state: 'failed' } });
    expect(task('a')?.last?.message).toMatch(/^It can’t be done as it is scheduled/);
  });
});

describe('pausing', () => {
  it('lets nothing of it begin; resumed, it goes on with its next time', async () => {
    q.schedule({ taskId: 'a', schedule: daily(13 * 60) });
    q.jobs.pauseTask('a');
    await q.tick(2 * day);
    expect(q.done).toEqual([]);
    expect(task('a')).toMatchObject({
      isPaused: true,
      waits: 'Paused: nothing of it begins until it is resumed.',
    });
    q.jobs.resumeTask('a');
    await q.tick();
    expect(q.done).toEqual([]);
    await q.tick(hour);
    expect(q.done).toEqual(['a']);
  });

  it('what was to be done once meanwhile is done once it is resumed', async () => {
    q.schedule({ taskId: 'a', schedule: inFrom(hour) });
    q.jobs.pauseTask('a');
    await q.tick(day);
    q.jobs.resumeTask('a');
    await q.tick();
    expect(q.done).toEqual(['a']);
  });

  it('holds a job that waits for its next attempt, and no other task', async () => {
    q.failing.set('a', new Error('away'));
    q.schedule({ taskId: 'a', schedule: 'now' });
    await q.tick();
    q.jobs.pauseTask('a');
    q.failing.clear();
    q.schedule({ taskId: 'b', schedule: 'now' });
    await q.tick(hour);
    expect(q.done).toEqual(['b']);
    q.jobs.resumeTask('a');
    await q.tick();
    expect(q.done).toEqual(['b', 'a']);
  });

  it('what is no longer scheduled is said', () => {
    expect(() => q.jobs.pauseTask('x')).toThrow('no longer scheduled');
  });
});

describe('asked for now', () => {
  it('it is done once more, and its own times stay', async () => {
    q.schedule({ taskId: 'a', schedule: daily(13 * 60) });
    const first = q.jobs.runTaskNow('a');
    expect(q.jobs.runTaskNow('a')).toBe(first);
    await q.jobs.runUntilIdle();
    expect(q.done).toEqual(['a']);
    await q.tick(hour);
    expect(q.done).toEqual(['a', 'a']);
  });

  it('a paused one is refused in words', () => {
    q.schedule({ taskId: 'a', schedule: daily(0) });
    q.jobs.pauseTask('a');
    expect(() => q.jobs.runTaskNow('a')).toThrow('resume it first');
  });
});

describe('a task that needs others', () => {
  it('begins once all of them are done, though it is due before', async () => {
    q.schedule({ taskId: 'a', schedule: inFrom(hour) });
    q.schedule({ taskId: 'b', schedule: inFrom(2 * hour) });
    q.schedule({ taskId: 'c', schedule: 'now', priority: 10, needs: ['a', 'b'] });
    await q.tick();
    expect(task('c')?.waits).toBe('Waits for “a”, which is not done yet.');
    await q.tick(hour);
    expect(q.done).toEqual(['a']);
    expect(task('c')?.waits).toBe('Waits for “b”, which is not done yet.');
    await q.tick(hour);
    expect(q.done).toEqual(['a', 'b', 'c']);
  });

  it('waits each night for that night’s, though both are due in one moment', async () => {
    q.schedule({ taskId: 'z', schedule: daily(13 * 60), priority: 1 });
    q.schedule({ taskId: 'a', schedule: daily(13 * 60), priority: 10, needs: ['z'] });
    for (let days = 0; days < 3; days++) await q.tick(day);
    expect(q.done).toEqual(['z', 'a', 'z', 'a', 'z', 'a']);
  });

  it('waits for one that comes due with it, behind so many that it is not queued in the same moment', async () => {
    const schedule = daily(13 * 60);
    const others = Array.from({ length: 110 }, (_, n) => ({ taskId: `other ${n}`, schedule }));
    q.schedule(
      { taskId: 'z', schedule, priority: 1 },
      { taskId: 'a', schedule, priority: 10, needs: ['z'] },
      ...others,
    );
    for (let days = 0; days < 2; days++) {
      await q.tick(day);
      while (q.done.length < 112 * (days + 1)) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(q.done.filter((name) => name === 'z' || name === 'a')).toEqual(['z', 'a', 'z', 'a']);
  });

  it('waits visibly for one that failed, and begins when that is done after all', async () => {
    q.failing.set('a', new StewardError('forbidden', 'The company says no.'));
    q.schedule({ taskId: 'a', schedule: 'now' });
    q.schedule({ taskId: 'b', schedule: 'now', needs: ['a'] });
    await q.tick();
    await q.tick(day);
    expect(q.done).toEqual([]);
    expect(task('a')?.last).toMatchObject({
      state: 'failed',
      message: 'The company says no. Trying again would not help.',
    });
    expect(task('b')?.waits).toBe('Waits for “a”, which did not succeed last time.');
    q.failing.clear();
    q.jobs.runTaskNow('a');
    await q.jobs.runUntilIdle();
    expect(q.done).toEqual(['a', 'b']);
  });

  it('is refused where it would need itself in the end, with the path', () => {
    q.schedule({ taskId: 'a', schedule: inFrom(hour) });
    q.schedule({ taskId: 'b', schedule: inFrom(hour), needs: ['a'] });
    q.temporary.store.db.client.exec(`insert into task_needs values ('a', 'c')`);
    expect(() => q.schedule({ taskId: 'c', schedule: inFrom(hour), needs: ['b'] })).toThrow(
      'This would never begin, for each waits for the other: “c” after “b” after “a” after “c”.',
    );
    expect(() => q.schedule({ taskId: 'd', schedule: inFrom(hour), needs: ['d'] })).toThrow('“d” after “d”');
    expect(() => q.schedule({ taskId: 'd', schedule: inFrom(hour), needs: ['x'] })).toThrow('not there');
  });
});

describe('what fails', () => {
  it.each([
    ['for good is not tried again', new StewardError('invalid_input', 'No.'), 1],
    ['for no known reason is tried five times', new Error('odd'), 5],
    ['for now is tried eight times', Object.assign(new Error('full'), { code: 'SQLITE_FULL' }), 8],
  ])('%s', async (_what, error, attempts) => {
    q.failing.set('a', error);
    q.schedule({ taskId: 'a', schedule: 'now' });
    for (let tries = 0; tries < 12; tries++) await q.tick(6 * hour);
    expect(q.jobs.newest()).toMatchObject([{ state: 'failed', attempt: attempts }]);
    expect(task('a')?.last?.state).toBe('failed');
  });
});

describe('a clock that jumps', () => {
  it('ahead by a year and back silences nothing, and nothing is done twice', async () => {
    q.schedule({ taskId: 'a', schedule: daily(13 * 60) });
    await q.tick(hour);
    await q.tick(365 * day);
    await q.tick(-365 * day);
    expect(q.done).toEqual(['a', 'a']);
    expect(task('a')?.nextDue).toBe(q.clock.now() + day);
    await q.tick(day);
    expect(q.done).toEqual(['a', 'a', 'a']);
  });

  it('back over an hour in which something was done does not do it again', async () => {
    q.schedule({ taskId: 'a', schedule: daily(13 * 60) });
    await q.tick(hour + 10 * minute);
    await q.tick(-30 * minute);
    await q.tick(30 * minute);
    expect(q.done).toEqual(['a']);
    await q.tick(day);
    expect(q.done).toEqual(['a', 'a']);
  });

  it('does not leave an attempt waiting for a year', async () => {
    q.failing.set('a', new Error('away'));
    q.schedule({ taskId: 'a', schedule: 'now' });
    await q.tick(365 * day);
    q.failing.clear();
    await q.tick(-365 * day);
    await q.tick(minute);
    expect(q.done).toEqual(['a']);
  });
});

it('thousands of tasks due at once become as many jobs, bit by bit and the urgent ones first', async () => {
  const schedule = inFrom(hour);
  const many = Array.from({ length: 3000 }, (_, n) => ({
    taskId: `t${n}`,
    schedule,
    priority: n === 42 ? 9 : 1,
  }));
  q.schedule(...many);
  q.clock.time += hour;
  const count = q.temporary.store.read
    .prepared<[], number>('select count(distinct task_id) from metrics_aggregation_jobs')
    .pluck();
  q.jobs.sweep();
  expect(count.get()).toBe(100);
  while (count.get() !== 3000) await new Promise((resolve) => setImmediate(resolve));
  expect(q.done[0]).toBe('t42');
});
