import { afterEach, beforeEach, expect, it } from 'vitest';
import { instantOfDay } from '../../src-main/lib/day';
import { readRiskChanges } from '../../src-main/store/risk/changes';
import { putChurnBook } from '../../src-main/store/risk/churn-book';
import { putForecast, removeAllForecasts } from '../../src-main/store/risk/forecasts';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import { todayOf } from '../../src-main/work/today/today-of';
import { growCompany, writeCompany } from '../support/grown-company';
import { keptDays } from '../support/kept-days';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
const company = growCompany({ seed: 8, accounts: 24, firstDay: today - 300, lastDay: today + 1 });
beforeEach(async () => {
  scored = storeWithJobs(today - 2);
  writeCompany(scored.store, company);
  await scoreOn(scored, today - 2);
  await scoreOn(scored, today - 1);
});
afterEach(() => scored.close());

interface Told {
  readonly id: number;
  readonly level: string | null;
  readonly since: number | null;
}

function headlines(): Map<number, Told> {
  const rows = scored.store.read
    .prepared<[], Told>(
      'select organization_id as id, level, since from account_headlines where level is not null',
    )
    .all();
  return new Map(rows.map((row) => [row.id, row]));
}

/** A model says the same of all: by its book that is much, or nothing out of the way. */
function speak(modelVersion: number, isMuch: boolean): void {
  writeTransaction(scored.store, 'test.model', (tx) => {
    const book = { mean90: isMuch ? 0.1 : 0.9, topChance: isMuch ? 0.5 : 0.99, topLoss: 1e12, columns: {} };
    putChurnBook(tx, { asOf: today, modelVersion, book: book as never });
    for (const id of headlines().keys())
      putForecast(tx, {
        ...{ organizationId: id, asOf: today, modelVersion, p30: 0.5, p90: 0.9, p180: 0.95 },
        ...{ topReason: null, reasonColumn: null },
      });
  });
}

const changes = (day = today) => readRiskChanges(scored.store.read, {}, day);
const newsOfToday = () =>
  todayOf(scored.store.read, { limit: 500 }, scored.clock.now()).items.filter(
    ({ since }) => since === '2026-11-18',
  );

it('the first model that speaks moves levels, and none of that is news: no change of the week, no new day, nothing new on Today', async () => {
  const [before, news] = [headlines(), changes()];
  speak(1, true);
  await scoreOn(scored, today);
  const after = headlines();
  const moved = [...after.values()].filter(
    ({ id, level }) => before.get(id)?.level !== level && !rulesChanged(id, today),
  );
  expect(moved.length).toBeGreaterThan(10);
  for (const { id, since } of moved) {
    expect(since).toBe(before.get(id)?.since);
    expect(riskOfAccount(scored.store, id, today).levelSince).not.toBe('2026-11-18');
  }
  const told = changes();
  expect(told.changes.filter(({ id }) => moved.some((one) => one.id === id))).toEqual([]);
  expect(told.moves.all).toBeLessThanOrEqual(news.moves.all);
  expect(told.switched).toEqual([{ by: 'model', accounts: moved.length, day: '2026-11-18' }]);
  expect(newsOfToday().filter(({ accountId }) => moved.some(({ id }) => id === accountId))).toEqual([]);
});

it('another model in place of the one before makes none either, and one that falls silent neither', async () => {
  speak(1, true);
  await scoreOn(scored, today - 1);
  const before = headlines();
  speak(2, false);
  await scoreOn(scored, today);
  const after = headlines();
  expect(
    [...after.values()].filter(({ id, level }) => before.get(id)?.level !== level).length,
  ).toBeGreaterThan(10);
  for (const { id, since } of after.values())
    if (!rulesChanged(id, today)) expect(since).toBe(before.get(id)?.since);
  speak(2, true);
  await scoreOn(scored, today);
  const loud = headlines();
  writeTransaction(scored.store, 'test.silence', removeAllForecasts);
  await scoreOn(scored, today + 1);
  for (const { id, level, since } of headlines().values()) {
    if (level !== loud.get(id)?.level && since === today + 1) expect(rulesChanged(id, today + 1)).toBe(true);
  }
});

it('what an account itself does is news as ever, on the day of the switch and after it', async () => {
  speak(1, false);
  await scoreOn(scored, today);
  const quiet = [...headlines().values()].find(({ level }) => level === 'low' || level === 'medium');
  if (quiet === undefined) throw new Error('nobody is well');
  // A model that says nothing out of the way moves nobody.
  expect(changes().switched).toEqual([]);
  scored.store.db.client.exec(
    `update subscriptions set payment_failed_at = ${instantOfDay(today + 1)} where organization_id = ${quiet.id}`,
  );
  await scoreOn(scored, today + 1);
  const now = headlines().get(quiet.id);
  expect(now?.level).not.toBe(quiet.level);
  expect(now?.since).toBe(today + 1);
});

it('the same model that comes to another view of an account is news', async () => {
  speak(1, false);
  await scoreOn(scored, today);
  const before = headlines();
  speak(1, true);
  await scoreOn(scored, today + 1);
  const moved = [...headlines().values()].filter(({ id, level }) => before.get(id)?.level !== level);
  expect(moved.length).toBeGreaterThan(10);
  expect(moved.every(({ since }) => since === today + 1)).toBe(true);
  expect(changes(today + 1).switched).toEqual([]);
});

it('a change of before the switch stays told where the switch moved nothing', async () => {
  const risky = [...headlines().values()].filter(({ level }) => level === 'high' || level === 'critical');
  const [{ id } = { id: 0 }] = risky;
  scored.store.db.client.exec(
    `update account_headlines set since = ${today - 1}, switched_on = null where organization_id = ${id};
     delete from risk_assessment_history where organization_id = ${id} and as_of < ${today - 2};
     insert or replace into risk_assessment_history values (${id}, ${today - 20}, 'low')`,
  );
  const before = changes().changes.find((change) => change.id === id);
  expect(before).toMatchObject({ from: 'low' });
  speak(1, false);
  await scoreOn(scored, today);
  expect(changes().changes.find((change) => change.id === id)).toEqual(before);
});

it('each day says by which model its level was made', async () => {
  speak(3, true);
  await scoreOn(scored, today);
  const days = keptDays(scored.store).filter(({ facts }) => !Number.isNaN(facts.level));
  expect(new Set(days.filter(({ day }) => day < today).map(({ facts }) => facts.modelVersion))).toEqual(
    new Set([0]),
  );
  const now = days.filter(({ day }) => day === today);
  expect(new Set(now.map(({ facts }) => facts.modelVersion))).toEqual(new Set([3]));
  expect(new Set(now.map(({ facts }) => facts.p90))).toEqual(new Set([900_000]));
});

function rulesChanged(id: number, day: number): boolean {
  return (
    scored.store.read
      .prepared<[number], number>('select risk_since from account_summaries where organization_id = ?')
      .pluck()
      .get(id) === day
  );
}
