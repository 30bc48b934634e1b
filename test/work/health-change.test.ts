import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWithin } from '../../src-main/engines/life/spells';
import { readScoreOnOrBefore } from '../../src-main/store/scores/past-scores';
import { readSpells } from '../../src-main/store/scores/spells';
import { healthAccounts, healthChange } from '../../src-main/work/reports/health-change';
import { explainChange } from '../../src-main/work/scoring/explain-change';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

const moments = { from: today - 45, to: today };
const accounts = 60;
let scored: ScoredStore;

beforeAll(async () => {
  scored = storeWithJobs(today - 90);
  writeCompany(scored.store, growCompany({ seed: 11, accounts, firstDay: today - 300, lastDay: today }));
  scored.store.db.client.exec(`
    insert or ignore into managers (manager_id, email, name) values (901, 'zoe@x.example', 'Zoe');
    update organizations set owner_id = case organization_id % 2 when 0 then 901 end;
    update organizations set churned_at = ${(today - 20) * 86_400_000} where organization_id % 11 = 0;
    update organizations set created_at = ${(today - 30) * 86_400_000} where organization_id % 7 = 0;
    update subscriptions set started_on = ${today - 30} where organization_id % 7 = 0 and started_on < ${today - 30};`);
  for (const back of [90, 60, 45, 30, 0]) await scoreOn(scored, today - back);
}, 120_000);
afterAll(() => scored.close());

const ids = () =>
  scored.store.read.prepared<[], number>('select organization_id from organizations').pluck().all();

/** As the account's own page has it: the score of that day, where enough is known of a customer. */
function scoreThen(id: number, day: number): number | null {
  const isCustomer = isWithin(readSpells(scored.store.read, id), day);
  const score = isCustomer ? readScoreOnOrBefore(scored.store.read, id, day) : undefined;
  if (score === undefined || score.asOf <= day - 7 || score.band === null) return null;
  return Math.round(10 * score.score);
}

const meanOf = (scores: readonly number[]) =>
  Math.round(scores.reduce((sum, score) => sum + score, 0) / scores.length) / 10;

test('the means are those of the scores that the accounts’ own pages show', async () => {
  const { before, after } = await healthChange(scored.store.read, {}, moments, today);
  for (const [told, day] of [
    [before, moments.from],
    [after, moments.to],
  ] as const) {
    const scores = ids().flatMap((id) => scoreThen(id, day) ?? []);
    expect(told).toMatchObject({ scored: scores.length, mean: meanOf(scores) });
    expect(scores.length).toBeGreaterThan(20);
  }
});

test('each measure moved the mean by what the pages of those who stayed say that it moved them', async () => {
  const told = await healthChange(scored.store.read, {}, moments, today);
  const sums = new Map<string, number>();
  let stayed = 0;
  for (const id of ids()) {
    if (scoreThen(id, moments.from) === null || scoreThen(id, moments.to) === null) continue;
    stayed += 1;
    const change = explainChange(scored.store, id, moments.from, moments.to);
    for (const { measure, shownTotal } of change?.effects ?? [])
      sums.set(measure, (sums.get(measure) ?? 0) + Math.round(10 * shownTotal));
  }
  expect(told.stayed).toBe(stayed);
  const moved = [...sums].filter(([, tenths]) => tenths !== 0);
  expect(moved.length).toBeGreaterThan(3);
  for (const [measure, tenths] of moved) {
    const part = told.parts.find((one) => one.part === measure);
    expect(Math.abs((part?.points ?? 0) - tenths / stayed / 10)).toBeLessThan(0.11);
  }
  expect(told.parts.some(({ part }) => part === 'other')).toBe(false);
});

test('accounts that came and left are told, and all parts add up to the change', async () => {
  const { before, after, parts } = await healthChange(scored.store.read, {}, moments, today);
  expect(parts.map(({ part }) => part)).toEqual(expect.arrayContaining(['left', 'came']));
  const tenths = parts.reduce((sum, { points }) => sum + Math.round(10 * points), 0);
  expect(tenths).toBe(Math.round(10 * (after?.mean ?? 0)) - Math.round(10 * (before?.mean ?? 0)));
});

test('every part opens to accounts whose amounts add up to it', async () => {
  const { parts, stayed } = await healthChange(scored.store.read, {}, moments, today);
  for (const { part, points, accounts: count } of parts) {
    const opened = await healthAccounts(scored.store.read, {}, moments, part, today);
    const sum = opened.rows.reduce((tenths, { amount }) => tenths + Math.round(10 * amount), 0);
    expect([part, opened.total, opened.stayed]).toEqual([part, count, stayed]);
    expect(sum / 10).toBe(opened.amount);
    expect(Math.abs(opened.amount / stayed - points)).toBeLessThan(0.11);
  }
});

test('a book is told of its owner’s accounts alone, and the books of all are all of it', async () => {
  const all = await healthChange(scored.store.read, {}, moments, today);
  const own = await healthChange(scored.store.read, { ownerId: 901 }, moments, today);
  expect(own.after?.customers).toBeLessThan(all.after?.customers ?? 0);
  const rows = await healthAccounts(scored.store.read, { ownerId: 901 }, moments, 'came', today);
  expect(rows.total).toBeGreaterThan(0);
  expect(rows.rows.every(({ id }) => id % 2 === 0)).toBe(true);
});

test('before anything was scored there is no mean and nothing to add up', async () => {
  const early = await healthChange(scored.store.read, {}, { from: today - 900, to: today - 800 }, today);
  expect(early).toMatchObject({ before: { mean: null }, after: { mean: null }, parts: [], stayed: 0 });
  const none = await healthAccounts(scored.store.read, {}, moments, 'came', null);
  expect(none).toEqual({ rows: [], total: 0, amount: 0, stayed: 0 });
});
