import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, shuffledIndices } from '../../../src-main/lib/statistics/random';

describe('seeded randomness', () => {
  test('the same seed gives the same numbers, another seed others', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, random.next);
    };
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(draw(seed)).toEqual(draw(seed));
      }),
    );
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual(draw(1 + 2 ** 32));
  });

  test('numbers spread evenly over [0, 1)', () => {
    const random = createRandom(42);
    const tenths = new Array(10).fill(0);
    for (let i = 0; i < 100_000; i++) tenths[random.below(10)]++;
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  test('a shuffle keeps every index once', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat(), (size, seed) => {
        const sorted = shuffledIndices(size, createRandom(seed)).sort();
        expect(Array.from(sorted)).toEqual(Array.from({ length: size }, (_, i) => i));
      }),
    );
  });
});
