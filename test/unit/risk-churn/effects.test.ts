import { describe, expect, test } from 'vitest';
import type { AccountCourse } from '../../../src-main/engines/risk/effects/account-course';
import type { Arm } from '../../../src-main/engines/risk/effects/arm';
import { collectMoments } from '../../../src-main/engines/risk/effects/collect-moments';
import { differenceOfMeans, differenceOfShares } from '../../../src-main/engines/risk/effects/difference';
import { measureEffects } from '../../../src-main/engines/risk/effects/measure-effects';
import { createRandom, shuffledIndices } from '../../../src-main/lib/statistics/random';
import type { MeasuredEffect } from '../../../src-preload/contract/risk/effects';
import { runThrough } from '../../support/run-through';
import { through } from './simulated-accounts';
import { simulatedCourses, type Team } from './simulated-courses';

function effectsOf(courses: readonly AccountCourse[]): MeasuredEffect[] {
  const collector = collectMoments(through);
  for (const course of courses) collector.add(course);
  return runThrough(measureEffects(collector.collected()));
}

function reviewsOf(courses: readonly AccountCourse[]): MeasuredEffect {
  const effect = effectsOf(courses).find(({ kind }) => kind === 'business_review');
  if (effect === undefined) throw new Error('no review was held');
  return effect;
}

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
/** The worse the mood, the sooner the team looks after the account. */
const caring = (logOdds: number): Team => ({ chance: (mood) => 0.05 - 0.03 * mood, logOdds });

const share = (count: number) => count / seeds.length;
const isClaim = ({ verdict }: MeasuredEffect) => verdict !== 'too_small';

describe('the effect of what was done for accounts', () => {
  test('is found within its interval though the worst accounts were helped most', () => {
    let covered = 0;
    let found = 0;
    for (const seed of seeds) {
      const { courses, effect } = simulatedCourses(400, seed, caring(-1.5));
      const measured = reviewsOf(courses);
      const { low, high } = measured.left ?? { low: 1, high: 0 };
      expect(measured.basis).toBe('observed');
      if (low <= effect && effect <= high) covered += 1;
      if (measured.verdict === 'fewer_left') found += 1;
    }
    expect(share(covered)).toBeGreaterThanOrEqual(0.85);
    expect(share(found)).toBeGreaterThanOrEqual(0.8);
  });

  test('is told from accounts that a rule held out, where there are any', () => {
    let covered = 0;
    for (const seed of seeds) {
      const { courses, effect } = simulatedCourses(400, seed, { ...caring(-1.5), heldOut: 0.4 });
      const { basis, left } = reviewsOf(courses);
      expect(basis).toBe('experiment');
      if (left !== null && left.low <= effect && effect <= left.high) covered += 1;
    }
    expect(share(covered)).toBeGreaterThanOrEqual(0.85);
  });

  test('is too small to tell where there is none', () => {
    for (const team of [caring(0), { ...caring(0), heldOut: 0.4 }]) {
      const claims = seeds.filter((seed) => isClaim(reviewsOf(simulatedCourses(400, seed, team).courses)));
      expect(share(claims.length)).toBeLessThanOrEqual(0.1);
    }
  });

  test('is claimed of no fewer than twenty accounts on either side, however large it seems', () => {
    const sure: Team = { chance: () => 0.05, logOdds: 9 };
    for (const seed of seeds) {
      const measured = effectsOf(simulatedCourses(26, seed, sure).courses);
      for (const { accounts, comparedWith, verdict } of measured)
        if (Math.min(accounts, comparedWith) < 20) expect([seed, verdict]).toEqual([seed, 'too_small']);
      expect(measured.some(({ accounts, comparedWith }) => Math.min(accounts, comparedWith) < 20)).toBe(true);
    }
  });

  test('is no figure at all where nobody is left to compare with', () => {
    const { courses } = simulatedCourses(1, 1, { chance: () => 1, logOdds: -1 });
    expect(effectsOf(courses)).toMatchObject([{ accounts: 0, left: null, verdict: 'too_small' }]);
  });

  test('is hardly ever claimed of any kind among many that do nothing', () => {
    const kinds = ['check_in', 'business_review', 'training', 'executive_call', 'success_plan'] as const;
    const claims = seeds.filter((seed) => {
      const random = createRandom(seed);
      const { courses } = simulatedCourses(400, seed, { chance: () => 0.15, logOdds: 0 });
      const mixed = courses.map((course) => ({
        ...course,
        interventions: course.interventions.map((each) => ({
          ...each,
          kind: kinds[random.below(kinds.length)] ?? 'check_in',
        })),
      }));
      return effectsOf(mixed).some(isClaim);
    });
    expect(share(claims.length)).toBeLessThanOrEqual(0.1);
  });

  test('is hardly ever claimed once it is shuffled who had what', () => {
    const claims = seeds.filter((seed) => {
      const { courses } = simulatedCourses(400, seed, caring(-1.5));
      const others = shuffledIndices(courses.length, createRandom(seed));
      return isClaim(
        reviewsOf(
          courses.map((course, i) => ({
            ...course,
            interventions: courses[others[i] as number]?.interventions ?? [],
          })),
        ),
      );
    });
    expect(share(claims.length)).toBeLessThanOrEqual(0.1);
  });

  test('is not claimed of fewer than 20 accounts, and says how many there were', () => {
    const { courses } = simulatedCourses(400, 3, caring(-9));
    let kept = 0;
    const few = courses.map((course) => {
      const isKept = course.interventions.length > 0 && kept < 15;
      if (isKept) kept += 1;
      return isKept ? course : { ...course, interventions: [] };
    });
    const { verdict, accounts, text } = reviewsOf(few);
    expect(verdict).toBe('too_small');
    expect(accounts).toBeLessThanOrEqual(15);
    expect(text).toMatch(
      new RegExp(
        `^Too small to tell: after a business review, .* left within 90 days \\(${accounts} accounts, 95%`,
      ),
    );
  });

  test('counts only what 90 days have passed since', () => {
    const { courses } = simulatedCourses(100, 3, caring(0));
    expect(effectsOf(courses)).toHaveLength(1);
    const late = courses.map((course) => ({
      ...course,
      interventions: course.interventions.map((each) => ({ ...each, startedDay: through - 60 })),
    }));
    expect(effectsOf(late)).toEqual([]);
  });

  test('does not change with what happens after the last day known', () => {
    const { courses } = simulatedCourses(200, 4, caring(-1.5));
    const told = courses.map((course) => ({
      ...course,
      scoreDays: Int32Array.of(...course.scoreDays, through + 20),
      points: Float64Array.of(...course.points, 3),
      interventions: [
        ...course.interventions,
        {
          kind: 'business_review' as const,
          startedDay: through + 10,
          endedDay: 0,
          isAutomatic: false,
          isHeldOut: false,
        },
      ],
    }));
    expect(effectsOf(courses)).toHaveLength(1);
    expect(effectsOf(told)).toEqual(effectsOf(courses));
  });

  test('shows in the score where help lifts it', () => {
    const { courses } = simulatedCourses(400, 5, caring(0));
    const lifted = courses.map((course) => ({
      ...course,
      points: course.points.map((points, i) => {
        const day = course.scoreDays[i] as number;
        const helped = course.interventions.some(
          ({ startedDay }) => startedDay < day && day <= startedDay + 120,
        );
        return helped ? points + 6 : points;
      }),
    }));
    const { score28 } = reviewsOf(lifted);
    expect(score28?.low).toBeGreaterThan(3);
    expect(score28?.high).toBeLessThan(8);
  });
});

describe('the difference of two shares', () => {
  const arm = (left: number, all: number, first = 0): Arm => ({
    account: Int32Array.from({ length: all }, (_, i) => first + i),
    weight: new Float64Array(all).fill(1),
    outcome: Float64Array.from({ length: all }, (_, i) => (i < left ? 1 : 0)),
  });

  // Newcombe (1998), Statistics in Medicine 17, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ])('of %i in %i and %i in %i has the published interval', (left, all, other, others, low, high) => {
    const found = differenceOfShares(arm(left, all), arm(other, others, 1000));
    expect(found.difference).toBeCloseTo(left / all - other / others, 12);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  test('is no surer for rows that are told twice', () => {
    const twice = ({ account, weight, outcome }: Arm): Arm => ({
      account: Int32Array.of(...account, ...account),
      weight: Float64Array.of(...weight, ...weight),
      outcome: Float64Array.of(...outcome, ...outcome),
    });
    const [treated, control] = [arm(12, 60), arm(30, 80, 1000)];
    const once = differenceOfShares(treated, control);
    const again = differenceOfShares(twice(treated), twice(control));
    expect(again.low).toBeCloseTo(once.low, 9);
    expect(again.high).toBeCloseTo(once.high, 9);
    const mean = differenceOfMeans(treated, control);
    expect(differenceOfMeans(twice(treated), twice(control)).low).toBeCloseTo(mean.low, 9);
  });
});
