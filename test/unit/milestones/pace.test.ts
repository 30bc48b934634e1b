import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Paced,
  paceOf,
  paceOfPlan,
  paceReasons,
  progressOfPlan,
} from '../../../src-main/engines/milestones/pace';
import { projectCompletion } from '../../../src-main/engines/milestones/projection';
import {
  completionStatistics,
  dropOffs,
  earlyAndStaying,
} from '../../../src-main/engines/milestones/statistics';

const paced = (more: Partial<Paced> = {}): Paced => ({
  progress: 50,
  startedOn: 100,
  dueOn: 200,
  movedOn: 145,
  comesAtOnce: false,
  waitsFor: [],
  isKnown: true,
  ...more,
});

describe('a milestone is', () => {
  test.each<[string, Partial<Paced>, number, readonly string[]]>([
    ['done', { progress: 100 }, 500, []],
    ['on_track', {}, 150, []],
    ['on_track', { progress: 0, movedOn: null, dueOn: null }, 500, []],
    ['stuck', { progress: 1, dueOn: null }, 173, ['Nothing has moved for 28 days.']],
    ['behind', { progress: 30 }, 150, ['It is at 30%, and 50% of its days are over.']],
    ['behind', { progress: 90, movedOn: 199 }, 201, ['It was due 1 day ago.']],
    ['stuck', { progress: 90 }, 173, ['Nothing has moved for 28 days.']],
    ['stuck', { progress: 0, movedOn: null }, 128, ['Nothing has moved for 28 days.']],
    ['stuck', { progress: 90, movedOn: 190 }, 205, ['It was due 5 days ago.']],
    ['on_track', { progress: 0, movedOn: null, waitsFor: ['Set up'] }, 170, []],
    ['on_track', { progress: 0, movedOn: null }, 124, []],
    ['behind', { progress: 0, movedOn: null }, 125, ['It is at 0%, and 25% of its days are over.']],
    ['on_track', { progress: 0, movedOn: 180, comesAtOnce: true }, 200, []],
    ['behind', { progress: 0, movedOn: 199, comesAtOnce: true }, 201, ['It was due 1 day ago.']],
    ['stuck', { progress: 0, movedOn: null, comesAtOnce: true }, 128, ['Nothing has moved for 28 days.']],
    ['on_track', { progress: 0, movedOn: null, isKnown: false }, 500, ['It is not counted yet.']],
    ['done', { progress: 100, isKnown: false }, 500, []],
    ['behind', { progress: 30, comesAtOnce: true }, 150, ['It is at 30%, and 50% of its days are over.']],
  ])('%s', (pace, more, today, reasons) => {
    expect(paceOf(paced(more), today)).toBe(pace);
    expect(paceReasons(paced(more), today)).toEqual(reasons);
  });

  test('late for what it waits for, with its name', () => {
    expect(paceReasons(paced({ waitsFor: ['Set up'], movedOn: 199 }), 210)).toEqual([
      'It was due 10 days ago.',
      'It waits for “Set up”.',
    ]);
  });
});

describe('a plan', () => {
  test('is as the slowest of its milestones, and done when all are', () => {
    expect(paceOfPlan(['done', 'behind', 'on_track'])).toBe('behind');
    expect(paceOfPlan(['done', 'done'])).toBe('done');
    expect(paceOfPlan([])).toBe('on_track');
  });

  test('is at 100 % when all of it is done, whatever the weights, and never before', () => {
    const parts = fc.array(
      fc.record({
        progress: fc.integer({ min: 0, max: 100 }),
        weight: fc.double({ min: 1, max: 100, noNaN: true }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(parts, (some) => {
        expect(progressOfPlan(some) === 100).toBe(some.every(({ progress }) => progress === 100));
      }),
    );
  });
});

describe('the day on which it would be complete', () => {
  test('is not told where nothing has moved, or it would take years', () => {
    expect(projectCompletion(0, 28, 5)).toBeNull();
    expect(projectCompletion(1, 28, 5000)).toBeNull();
    expect(projectCompletion(8, 28, 0)).toBeNull();
  });

  test('lies within its interval, which four of five times holds it', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    const wait = (count: number) => {
      let time = 0;
      for (let i = 0; i < count; i++) time -= Math.log(random()) / 0.5;
      return time;
    };
    let [held, told] = [0, 0];
    for (let i = 0; i < 4000; i++) {
      let gained = 0;
      for (let time = wait(1); time < 28; time += wait(1)) gained++;
      const projected = projectCompletion(gained, 28, 10);
      if (projected === null) continue;
      told++;
      const took = wait(10);
      if (took >= projected.from && took <= projected.to) held++;
      expect(projected.from).toBeLessThanOrEqual(projected.days);
      expect(projected.days).toBeLessThanOrEqual(projected.to);
    }
    expect(held / told).toBeGreaterThan(0.75);
    expect(held / told).toBeLessThan(0.87);
  });
});

describe('statistics of a milestone', () => {
  test('count those that are not done yet as not done yet', () => {
    const done = (days: number) => ({ completedAfter: days, watchedFor: 400 });
    const open = (days: number) => ({ completedAfter: null, watchedFor: days });
    expect(completionStatistics([done(10), done(20), done(30), done(40)])).toMatchObject({ medianDays: 20 });
    expect(completionStatistics([done(10), open(15), open(15), done(20), open(50)])).toMatchObject({
      started: 5,
      completed: 2,
      medianDays: 20,
      medianTo: null,
    });
    expect(completionStatistics([done(10), open(60), open(60)])).toMatchObject({ medianDays: null });
    expect(completionStatistics([])).toMatchObject({ started: 0, medianDays: null });
  });

  test('tell whether early completion goes along with staying, or that too few have left', () => {
    const stay = (early: boolean, days: number, left: boolean) => ({ early, days, left });
    const few = Array.from({ length: 40 }, (_none, at) => stay(at % 2 === 0, 100 + at, at < 5));
    expect(earlyAndStaying(few).pValue).toBeNull();
    const many = Array.from({ length: 200 }, (_none, at) =>
      stay(at % 2 === 0, 100 + at, at % 2 === 1 && at < 80),
    );
    const found = earlyAndStaying(many);
    expect(found.pValue).toBeLessThan(0.001);
    expect(found.early.left).toBeLessThan(found.early.expected);
    expect(found.early.expected + found.others.expected).toBeCloseTo(40, 6);
  });

  test('tell how many go on to what comes next', () => {
    const milestones = [
      { id: 'a', prerequisites: [] },
      { id: 'b', prerequisites: ['a'] },
    ];
    const completed = new Map([
      ['a', new Set([1, 2, 3])],
      ['b', new Set([2, 3, 4])],
    ]);
    const all = new Set([1, 2, 3, 4, 5]);
    const asked = new Map([
      ['a', all],
      ['b', all],
    ]);
    expect(dropOffs(milestones, completed, asked)).toEqual([{ from: 'a', to: 'b', reached: 3, wentOn: 2 }]);
  });

  test('tell of none who is not asked to go on that they stopped', () => {
    const milestones = [{ id: 'b', prerequisites: ['a'] }];
    const completed = new Map([
      ['a', new Set([1, 2, 3])],
      ['b', new Set([1, 3])],
    ]);
    const asked = new Map([['b', new Set([1, 2])]]);
    expect(dropOffs(milestones, completed, asked)).toEqual([{ from: 'a', to: 'b', reached: 2, wentOn: 1 }]);
  });
});
