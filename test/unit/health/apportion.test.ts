import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apportion, divideRounding } from '../../../src-main/engines/health/apportion';

it('gives whole parts that add up, none of them more than one away from its share, zeros untouched', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -1e14, max: 1e14 })), {
        minLength: 1,
        maxLength: 60,
      }),
      fc.integer({ min: 1, max: 6_000_000 }),
      (numerators, denominator) => {
        const exact = numerators.reduce((sum, value) => sum + BigInt(value), 0n);
        fc.pre(exact < 2n ** 52n && exact > -(2n ** 52n));
        const total = divideRounding(Number(exact), denominator);
        const parts = apportion(numerators, denominator, total);
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
        parts.forEach((part, i) => {
          const numerator = numerators[i] ?? 0;
          const distance = BigInt(part) * BigInt(denominator) - BigInt(numerator);
          expect(distance < BigInt(denominator) && distance > -BigInt(denominator)).toBe(true);
          if (numerator === 0) expect(part).toBe(0);
        });
      },
    ),
  );
});

it('rounds halves up', () => {
  expect([
    divideRounding(5, 10),
    divideRounding(-5, 10),
    divideRounding(14, 10),
    divideRounding(15, 10),
  ]).toEqual([1, 0, 1, 2]);
});
