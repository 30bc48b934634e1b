import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoreChange } from '../../../src-preload/contract/health';
import { dimensions, measureIds } from '../../../src-preload/contract/health-config';
import {
  type ChangeEffect,
  changeScale,
  changeSteps,
} from '../../../src-renderer/features/account/health/change-steps';

function effect(at: number, tenths: number): ChangeEffect {
  const total = tenths / 10;
  const measure = measureIds[at % measureIds.length] ?? 'nps';
  const dimension = dimensions[at % dimensions.length] ?? 'value';
  return {
    measure,
    dimension,
    fromRaw: 0,
    toRaw: 1,
    value: total,
    missing: 0,
    total,
    shownTotal: total,
  };
}

function changeOf(fromTenths: number, tenths: number[]): ScoreChange {
  const toTenths = tenths.reduce((sum, each) => sum + each, fromTenths);
  return {
    from: '2026-01-01',
    to: '2026-01-29',
    fromScore: fromTenths / 10,
    toScore: toTenths / 10,
    shownTotal: (toTenths - fromTenths) / 10,
    exactFrom: fromTenths / 10,
    exactTo: toTenths / 10,
    total: (toTenths - fromTenths) / 10,
    rules: null,
    effects: tenths.map((each, at) => effect(at, each)),
  };
}

/** The first effect is of the rules where they changed. */
const anyChange = fc
  .tuple(
    fc.integer({ min: 0, max: 1000 }),
    fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 20 }),
    fc.boolean(),
  )
  .map(([from, tenths, withRules]) => {
    const change = changeOf(from, tenths);
    return withRules ? withOtherRules(change) : change;
  });

function withOtherRules(change: ScoreChange): ScoreChange {
  const [first, ...effects] = change.effects;
  if (first === undefined) return change;
  const { total, shownTotal } = first;
  const rules = { fromVersion: 1, toVersion: 2, fromProfile: 'a', toProfile: 'a', total, shownTotal };
  return { ...change, effects, rules };
}

describe('the waterfall of a score change', () => {
  it('adds up on the screen: first score plus every shown effect is the last score, in tenths', () => {
    fc.assert(
      fc.property(anyChange, fc.integer({ min: 0, max: 8 }), (change, keep) => {
        const { steps, rest } = changeSteps(change, keep);
        const shown = [...steps.map((step) => step.shown), rest?.shown ?? 0];
        const sum = shown.reduce(
          (total, each) => total + Math.round(each * 10),
          Math.round(change.fromScore * 10),
        );
        expect(sum).toBe(Math.round(change.toScore * 10));
      }),
    );
  });

  it('leaves no gap: each bar starts where the one before it ended, the last ends at the score', () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        const { steps, rest } = changeSteps(change, 6);
        const bars = rest ? [...steps, rest] : steps;
        let at = change.fromScore;
        for (const bar of bars) {
          expect(bar.start).toBeCloseTo(at, 9);
          at = bar.end;
        }
        expect(at).toBeCloseTo(change.toScore, 9);
      }),
    );
  });

  it('shows the largest effects alone, largest first, and folds the rest into one line', () => {
    const { steps, rest } = changeSteps(changeOf(500, [10, -40, 5, 30, -2]), 2);
    expect(steps.map((step) => step.shown)).toEqual([-4, 3]);
    expect(rest).toMatchObject({ count: 3, shown: 1.3 });
  });

  it('has no line for the rest when every effect stands alone', () => {
    expect(changeSteps(changeOf(500, [10, -40]), 6).rest).toBeNull();
  });

  it('folds an effect that is too small to show, so that nothing real is left out of the count', () => {
    const change = changeOf(500, [10]);
    change.effects.push({ ...effect(3, 0), total: 0.03, value: 0.03 });
    const { steps, rest } = changeSteps(change, 6);
    expect(steps).toHaveLength(1);
    expect(rest).toMatchObject({ count: 1, shown: 0 });
  });

  it('keeps every bar on the scale', () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        const parts = changeSteps(change, 6);
        const [low, high] = changeScale(change, parts);
        expect(low).toBeLessThan(high);
        const { steps, rest } = parts;
        const ends = [...steps, ...(rest ? [rest] : [])].flatMap(({ start, end }) => [start, end]);
        // A score is no less than 0 and no more than 100, whatever the parts of a change sum up to on the way.
        for (const end of [change.fromScore, change.toScore, ...ends].filter((at) => at >= 0 && at <= 100)) {
          expect(end).toBeGreaterThanOrEqual(low);
          expect(end).toBeLessThanOrEqual(high);
        }
      }),
    );
  });
});
