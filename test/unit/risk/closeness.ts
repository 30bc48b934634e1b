import { expect } from 'vitest';

/** Every number is within `tolerance` of the one expected at its place. */
export function expectAllClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
  tolerance: number,
): void {
  expect(actual.length).toBe(expected.length);
  const distances = expected.map((value, i) => Math.abs((actual[i] ?? Number.NaN) - value));
  const far = distances.findIndex((distance) => !(distance <= tolerance));
  expect(far < 0 ? 'all close' : `[${far}] is ${actual[far]}, expected ${expected[far]}`).toBe('all close');
}
