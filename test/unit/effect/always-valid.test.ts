import { describe, expect, test } from 'vitest';
import { alwaysValid, informationOf } from '../../../src-main/engines/effect/always-valid';
import type { Arm } from '../../../src-main/engines/risk/effects/arm';
import {
  type Difference,
  differenceOfMeans,
  differenceOfShares,
} from '../../../src-main/engines/risk/effects/difference';
import { createRandom, type Random } from '../../../src-main/lib/statistics/random';

/** Accounts that come one after the other, some of them held out. */
interface Coming {
  readonly heldOut: number;
  readonly with: number;
  readonly without: number;
}

function armOfShares(count: number, left: number, first = 0): Arm {
  return {
    account: Int32Array.from({ length: count }, (_, place) => first + place),
    weight: new Float64Array(count).fill(1),
    outcome: Float64Array.from({ length: count }, (_, place) => (place < left ? 1 : 0)),
  };
}

/** Whether anybody who looks every week, for three years, ever sees an interval without the truth. */
function everMisses(random: Random, { heldOut, ...chances }: Coming, fixed?: number): boolean {
  const [own, others] = [
    { drawn: 0, left: 0 },
    { drawn: 0, left: 0 },
  ];
  for (let account = 1; account <= 500; account++) {
    const arm = random.next() < heldOut ? others : own;
    arm.drawn += 1;
    arm.left += random.next() < (arm === own ? chances.with : chances.without) ? 1 : 0;
    if (account % 10 !== 0 || Math.min(own.drawn, others.drawn) < 20) continue;
    const reach = fixed ?? alwaysValid(informationOf(own.drawn, others.drawn), 0.05);
    const { low, high } = differenceOfShares(
      armOfShares(own.drawn, own.left),
      armOfShares(others.drawn, others.left, 10_000),
      reach,
    );
    const truth = chances.with - chances.without;
    if (low > truth || high < truth) return true;
  }
  return false;
}

describe('an interval that holds at every moment', () => {
  const companies: readonly Coming[] = [
    { heldOut: 0.1, with: 0.05, without: 0.05 },
    { heldOut: 0.2, with: 0.03, without: 0.1 },
    { heldOut: 0.5, with: 0.3, without: 0.3 },
  ];
  const share = (coming: Coming, fixed?: number) => {
    const random = createRandom(7);
    const runs = 50;
    const missed = Array.from({ length: runs }, () => everMisses(random, coming, fixed));
    return missed.filter(Boolean).length / runs;
  };

  test.each(companies)(
    'is missed by hardly anybody who looks every week: $heldOut held out, $with against $without',
    (coming) => {
      expect(share(coming)).toBeLessThanOrEqual(0.05);
    },
  );

  test('where one that holds for one look is missed by every fifth', () => {
    expect(share({ heldOut: 0.5, with: 0.3, without: 0.3 }, 1.959964)).toBeGreaterThan(0.2);
  });

  test('reaches further the more is told together and the less is known, and a third further than for one look at best', () => {
    expect(alwaysValid(60, 0.05)).toBeCloseTo(3.05, 1);
    expect(alwaysValid(60, 0.01)).toBeGreaterThan(alwaysValid(60, 0.05));
    expect(alwaysValid(2, 0.05)).toBeGreaterThan(alwaysValid(60, 0.05));
    expect(alwaysValid(5000, 0.05)).toBeGreaterThan(alwaysValid(60, 0.05));
  });
});

describe('a difference of points', () => {
  const arm = (values: readonly number[], first = 0): Arm => ({
    account: Int32Array.from(values, (_, place) => first + place),
    weight: new Float64Array(values.length).fill(1),
    outcome: Float64Array.from(values),
  });

  // By scipy: 27.71 degrees of freedom, t 2.0494.
  const left = [27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19, 21.7, 21.4];
  const right = [27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2, 21.9, 22.1, 22.9, 30, 23.9];
  test('of few accounts has Student’s interval, not the normal one', () => {
    const found: Difference = differenceOfMeans(arm(left), arm(right, 100));
    expect(found.low).toBeCloseTo(-4.7664, 2);
    expect(found.high).toBeCloseTo(-0.7669, 2);
  });

  test('of accounts that all gained the same is sure', () => {
    const found = differenceOfMeans(arm([3, 3, 3]), arm([1, 1, 1], 100));
    expect(found).toMatchObject({ difference: 2, low: 2, high: 2 });
  });
});
