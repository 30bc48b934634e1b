import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Cost, createRateLimits, type RateLimits } from '../../src-main/api/rate-limits';

let take: RateLimits;
beforeEach(() => {
  vi.useFakeTimers();
  take = createRateLimits();
});
afterEach(() => {
  vi.useRealTimers();
});

async function use(cost: Cost, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) await take(cost, 'some.procedure');
}

const allowances: readonly (readonly [Cost, number, number])[] = [
  ['read', 1_200, 10],
  ['compute', 120, 60],
  ['write', 120, 60],
  ['heavy', 30, 60],
];

test.each(allowances)(
  '%s: %i calls are let through within %i seconds, one more is not, and then again',
  async (cost, most, seconds) => {
    await use(cost, most);
    await expect(take(cost, 'some.procedure')).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'Too many requests at once (some.procedure). Wait a few seconds and try again.',
    });
    vi.advanceTimersByTime(seconds * 1000 + 1);
    await use(cost, 1);
  },
);

test.each(allowances)('%s used up leaves the others their allowance', async (used, most) => {
  await use(used, most);
  for (const [cost] of allowances) if (cost !== used) await use(cost, 1);
});
