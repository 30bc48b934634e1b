import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoff } from '../../../src-main/lib/backoff';

const base = 1_000;
const cap = 60_000;

test('the bound doubles with each attempt, up to the longest', () => {
  const bounds = [1, 2, 3, 40].map((attempt) => backoff({ base, cap, attempt, random: 1 }));
  expect(bounds).toEqual([1_000, 2_000, 4_000, 60_000]);
});

test('anything up to the bound may come, nothing at all too', () => {
  expect(backoff({ base, cap, attempt: 3, random: 0 })).toBe(0);
  expect(backoff({ base, cap, attempt: 3, random: 0.25 })).toBe(1_000);
});

test('who must wait in any case waits at least that share of the bound', () => {
  expect(backoff({ base, cap, attempt: 3, random: 0, least: 0.5 })).toBe(2_000);
  expect(backoff({ base, cap, attempt: 3, random: 1, least: 0.5 })).toBe(4_000);
});

test('a wait is whole milliseconds within its bound', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), chance, chance, (attempt, random, least) => {
      const wait = backoff({ base, cap, attempt, random, least });
      expect(Number.isInteger(wait)).toBe(true);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(cap);
    }),
  );
});
