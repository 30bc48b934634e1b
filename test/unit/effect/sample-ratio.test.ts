import { describe, expect, test } from 'vitest';
import type { Draw } from '../../../src-main/engines/effect/deeds';
import { isTrusted, sampleRatio } from '../../../src-main/engines/effect/sample-ratio';
import { createRandom } from '../../../src-main/lib/statistics/random';

function draws(drawn: number, heldOut: number, percent: number | null = 10, rule = 'a'): Draw[] {
  return Array.from({ length: drawn }, (_, place) => ({
    ...{ rule, account: place + 1, day: 100, percent, contaminatedBy: null },
    heldOut: place < heldOut,
  }));
}

describe('whether as many are held out as were configured', () => {
  test('14 % of 1,000 instead of 10 % is no accident: the comparison is not to be trusted', () => {
    const ratio = sampleRatio(draws(1000, 140));
    expect(ratio).toMatchObject({ drawn: 1000, heldOut: 140, expected: expect.closeTo(100, 9) });
    // (140 - 100)^2 / 100 + (860 - 900)^2 / 900 = 17.78 with one degree of freedom.
    expect(ratio.chance).toBeCloseTo(2.483e-5, 7);
    expect(isTrusted(ratio)).toBe(false);
  });

  test('14 % of 50 instead of 10 % may well be one', () => {
    const ratio = sampleRatio(draws(50, 7));
    expect(ratio.chance).toBeGreaterThan(0.1);
    expect(isTrusted(ratio)).toBe(true);
  });

  test('of few it is told exactly, by adding up chances', () => {
    // 3 or more of 10 at 10 %: 1 - 0.9298 = 0.0702, twice.
    expect(sampleRatio(draws(10, 3)).chance).toBeCloseTo(0.1404, 3);
    // Nobody of 20 at 10 %: 0.9^20 = 0.1216, twice.
    expect(sampleRatio(draws(20, 0)).chance).toBeCloseTo(0.2432, 3);
  });

  test('each share counts for those that were drawn with it', () => {
    const raised = [...draws(200, 20, 10), ...draws(200, 100, 50)];
    expect(sampleRatio(raised)).toMatchObject({
      expected: expect.closeTo(120, 9),
      chance: expect.closeTo(1, 6),
    });
  });

  test('a rule that holds out too many is not hidden by one that holds out too few', () => {
    const both = [...draws(1000, 140, 10, 'a'), ...draws(1000, 60, 10, 'b')];
    expect(isTrusted(sampleRatio(both))).toBe(false);
  });

  test('draws of which nobody knows the share say nothing', () => {
    expect(sampleRatio(draws(100, 40, null))).toMatchObject({ chance: null, expected: 40 });
    expect(isTrusted(sampleRatio([]))).toBe(true);
  });

  test('what was drawn as configured is distrusted less than once in a hundred times', () => {
    const random = createRandom(3);
    const distrusted = Array.from({ length: 400 }, () => {
      const drawn = 30 + random.below(400);
      const heldOut = Array.from({ length: drawn }, () => random.next() < 0.1).filter(Boolean).length;
      return !isTrusted(sampleRatio(draws(drawn, heldOut)));
    }).filter(Boolean);
    expect(distrusted.length).toBeLessThanOrEqual(4);
  });
});
