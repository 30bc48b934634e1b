import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWithin } from '../../src-main/engines/life/spells';
import { firstDayOfMonth, formatDay, monthOf } from '../../src-main/lib/day';
import { readScoreHistory } from '../../src-main/store/scores/past-scores';
import { readSpells } from '../../src-main/store/scores/spells';
import { healthReport } from '../../src-main/work/reports/health-report';
import { todayOf } from '../../src-main/work/today/today-of';
import type { HealthPoint } from '../../src-preload/contract/reports/health';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const accounts = 60;
let scored: ScoredStore;
let points: HealthPoint[];

beforeAll(async () => {
  scored = storeWithJobs(today - 90);
  const company = growCompany({ seed: 5, accounts, firstDay: today - 300, lastDay: today });
  writeCompany(scored.store, company);
  // Prices with cents; some accounts are nobody's, and of one somebody said by hand how it does.
  scored.store.db.client.exec(`
    update subscriptions set mrr = mrr + 0.07 + 0.01 * (subscription_id % 90);
    insert or ignore into managers (manager_id, email, name) values (901, 'zoe@x.example', 'Zoe'), (902, 'ann@x.example', 'Ann');
    update organizations set owner_id = case organization_id % 3 when 0 then null when 1 then 901 else 902 end;`);
  for (const back of [90, 61, 50, 19, 0]) await scoreOn(scored, today - back);
  // Renewals on the edge of what is near.
  scored.store.db.client.exec(
    `update account_summaries set renews_on = ${today} + 85 + organization_id % 9 where standing = 'customer'`,
  );
  points = (await healthReport(scored.store.read, {}, today)).points;
}, 120_000);
afterAll(() => scored.close());

const ids = () =>
  scored.store.read.prepared<[], number>('select organization_id from organizations').pluck().all();

test('the present is what Today counts, of all and of one owner', async () => {
  for (const scope of [{}, { ownerId: 901 }]) {
    const { headline } = todayOf(scored.store.read, { limit: 1, ...scope }, scored.clock.now());
    const now = (await healthReport(scored.store.read, scope, today)).points.at(-1);
    const { healthy, middle, poor, tooLittleKnown, unscored } = headline;
    expect(now).toEqual({
      day: formatDay(today),
      ...{ accounts: headline.accounts, healthy, middle, poor, tooLittleKnown, unscored },
    });
    expect(headline.accounts).toBeGreaterThan(scope.ownerId === undefined ? 30 : 5);
  }
});

test('the end of a month counts its customers by the last score that was kept of it', () => {
  expect(points).toHaveLength(13);
  for (const point of points.slice(0, -1)) {
    const month = monthOf(Date.parse(point.day) / 86_400_000);
    const end = firstDayOfMonth(month + 1) - 1;
    expect(point.day).toBe(formatDay(end));
    const expected = {
      day: point.day,
      accounts: 0,
      healthy: 0,
      middle: 0,
      poor: 0,
      tooLittleKnown: 0,
      unscored: 0,
    };
    for (const id of ids()) {
      if (!isWithin(readSpells(scored.store.read, id), end)) continue;
      expected.accounts += 1;
      const last = readScoreHistory(scored.store.read, id).findLast(({ asOf }) => monthOf(asOf) === month);
      expected[last === undefined ? 'unscored' : (last.band ?? 'tooLittleKnown')] += 1;
    }
    expect(point).toEqual(expected);
  }
  const scoredMonths = points.slice(0, -1).filter(({ accounts: all, unscored }) => all > unscored);
  expect(scoredMonths.length).toBeGreaterThan(1);
});
