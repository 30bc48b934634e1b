import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBelow, countUpTo } from '../../../src-main/lib/statistics/search';

test('among ascending numbers, so many are smaller and so many not larger', () => {
  const ascending = [1, 2, 2, 5];
  expect([0, 1, 2, 3, 6].map((value) => countBelow(ascending, value))).toEqual([0, 0, 1, 3, 4]);
  expect([0, 1, 2, 3, 6].map((value) => countUpTo(ascending, value))).toEqual([0, 1, 3, 3, 4]);
  expect(countBelow([], 1)).toBe(0);
});

test('halving finds what counting one by one finds', () => {
  const some = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 40 });
  fc.assert(
    fc.property(some, fc.integer({ min: -25, max: 25 }), (values, value) => {
      const ascending = Float64Array.from(values).sort();
      expect(countBelow(ascending, value)).toBe(values.filter((one) => one < value).length);
      expect(countUpTo(ascending, value)).toBe(values.filter((one) => one <= value).length);
    }),
  );
});
