import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instantOfDay } from '../../src-main/lib/day';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { scoreOrganizations, scoreUser } from '../../src-main/work/scoring/score-fresh';
import { growCompany, writeCompany } from '../support/grown-company';
import { noon, type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
beforeEach(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 8, accounts: 30, firstDay: today - 300, lastDay: today }));
  await scoreOn(scored, today);
});
afterEach(() => scored.close());

const now = instantOfDay(today) + noon;
const ids = Array.from({ length: 30 }, (_, i) => i + 1);

describe('a score made on the spot', () => {
  it('of accounts is the one that was kept', () => {
    const fresh = scoreOrganizations(scored.store, [3, 1, 2, 999], now);
    expect(fresh.map(({ id }) => id)).toEqual([1, 2, 3]);
    for (const { id, breakdown } of scoreOrganizations(scored.store, ids, now)) {
      if (breakdown !== null) expect(breakdown).toEqual(breakdownOf(scored.store, id, today));
    }
  });

  it('of a contact has its whole explanation, and nobody unknown has one', () => {
    const users = scored.store.read.prepared<[], number>('select user_id from users').pluck().all();
    const breakdowns = users
      .map((id) => scoreUser(scored.store, id, now)?.breakdown ?? null)
      .filter((one) => one !== null);
    expect(breakdowns.length).toBeGreaterThan(20);
    for (const { exactScore, measures } of breakdowns) {
      const parts = measures.reduce((sum, { contribution }) => sum + Math.round(contribution * 1e6), 0);
      expect(parts).toBe(Math.round(exactScore * 1e6));
    }
    expect(scoreUser(scored.store, 999_999, now)).toBeNull();
  });
});
