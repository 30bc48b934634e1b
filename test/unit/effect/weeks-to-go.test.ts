import { describe, expect, test } from 'vitest';
import { type Filling, weeksToGo } from '../../../src-main/engines/effect/weeks-to-go';

const through = 20_000;
const filling = (more: Partial<Filling> = {}): Filling => ({
  ...{ draws: { with: 120, without: 30 }, share: 0.2, error: 0.05, settled: 150, pending: [] },
  ...{ recent: 65, through },
  ...more,
});
const weeks = (more: Partial<Filling> = {}) => weeksToGo(filling(more)) ?? Number.NaN;

describe('how many more weeks it takes', () => {
  test('is some at the present rate, fewer where more come, and none where there are enough', () => {
    expect(weeks()).toBeGreaterThan(13);
    expect(weeks({ recent: 130 })).toBeLessThan(weeks());
    expect(weeks({ share: 0.4 })).toBeLessThan(weeks({ share: 0.1 }));
    expect(weeks({ error: 0.005 })).toBeGreaterThan(weeks());
    expect(weeks({ draws: { with: 12_000, without: 3000 }, settled: 15_000 })).toBe(0);
  });

  test('waits for those whose 90 days are not over before it asks for others', () => {
    const enough = Array.from({ length: 2000 }, () => through - 80);
    // Their 90 days are over in 9 days.
    expect(weeks({ pending: enough })).toBe(2);
    expect(weeks({ pending: enough, recent: 0 })).toBe(2);
    expect(weeks({ pending: enough.slice(0, 100) })).toBeLessThan(weeks());
  });

  test('is not known where nobody new comes', () => {
    expect(weeksToGo(filling({ recent: 0 }))).toBeNull();
  });

  test('adds up: 90 days, and then the accounts that lack at so many a week', () => {
    const one = weeks();
    const other = weeks({ recent: 2 * 65 });
    // Twice as many a week: half the time behind the 90 days.
    expect(2 * (other - 90 / 7)).toBeGreaterThanOrEqual(one - 90 / 7 - 2);
    expect(2 * (other - 90 / 7)).toBeLessThanOrEqual(one - 90 / 7 + 2);
  });
});
