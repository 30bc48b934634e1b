import { describe, expect, test } from 'vitest';
import { type Holding, holdUpOf } from '../../../src-main/engines/milestones/hold-up';

const one = (name: string, more: Partial<Holding> = {}): Holding => ({
  ...{ name, pace: 'on_track', dueOn: 100, waitsFor: [] },
  ...more,
});

describe('what holds a plan up', () => {
  test('is nothing while none of its milestones is stuck', () => {
    expect(holdUpOf([one('A', { pace: 'behind' }), one('B')])).toBeNull();
    expect(holdUpOf([])).toBeNull();
  });

  test('is the stuck one that is due first; one due by no day comes last', () => {
    const plan = [
      one('A', { pace: 'stuck', dueOn: null }),
      one('B', { pace: 'stuck', dueOn: 90 }),
      one('C', { pace: 'stuck', dueOn: 80 }),
    ];
    expect(holdUpOf(plan)).toBe('C');
    expect(holdUpOf(plan.slice(0, 1))).toBe('A');
  });

  test('is what that waits for in the end, stuck itself or not', () => {
    const plan = [
      one('A', { pace: 'behind' }),
      one('B', { waitsFor: ['A'] }),
      one('C', { pace: 'stuck', waitsFor: ['B'] }),
    ];
    expect(holdUpOf(plan)).toBe('A');
  });

  test('is the milestone itself where what it waits for is not of the plan, and told also where they wait in a circle', () => {
    expect(holdUpOf([one('C', { pace: 'stuck', waitsFor: ['elsewhere'] })])).toBe('C');
    const circle = [one('A', { pace: 'stuck', waitsFor: ['B'] }), one('B', { waitsFor: ['A'] })];
    expect(['A', 'B']).toContain(holdUpOf(circle));
  });
});
