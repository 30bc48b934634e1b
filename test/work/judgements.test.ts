import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setOverride, withdrawOverride } from '../../src-main/actions/scores/override';
import { setPulse, takeBackPulse } from '../../src-main/actions/scores/pulse';
import { instantOfDay } from '../../src-main/lib/day';
import { exportAccounts } from '../../src-main/reports/export-accounts';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { readRiskLevels } from '../../src-main/store/risk/history';
import { readRiskPoints } from '../../src-main/store/risk/screen';
import { readRiskDistribution } from '../../src-main/store/risk/weeks';
import { readJudgements } from '../../src-main/store/scores/judgement-history';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import { headlineOfAccount } from '../../src-main/work/headline/headline-of-account';
import { todayOf } from '../../src-main/work/today/today-of';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { plainFile } from '../support/plain-file';
import { noon, type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
beforeEach(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 8, accounts: 30, firstDay: today - 300, lastDay: today }));
  await scoreOn(scored, today);
});
afterEach(() => scored.close());

const now = instantOfDay(today) + noon;
const decisions = (at = now) => decisionsOn(scored.store, at);
const sort = { key: 'score', descending: true } as const;
const list = (filter = {}, day = today) =>
  listAccounts(scored.store.read, { filter, sort, offset: 0, limit: 500 }, day).rows;
const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);
/** A healthy account without any sign. */
const calm = () =>
  list({ riskLevels: ['low'] }).find(({ band, indicatorCount }) => band === 'healthy' && indicatorCount === 0)
    ?.id ?? 0;
const override = { score: 12.34, reason: 'They told me they leave', untilDay: today + 5 };

describe('a score set by hand', () => {
  it('is the score everywhere while it holds, with the computed one beside it, and nowhere after its last day', async () => {
    const id = calm();
    const before = list().find((row) => row.id === id);
    setOverride(decisions(), { account: { organizationId: id }, ...override });
    await scoreOn(scored, today);
    const row = list().find((each) => each.id === id);
    expect(row).toMatchObject({
      score: 12.3,
      band: 'poor',
      overridden: true,
      change28: null,
      trend: null,
      risk: 'high',
    });
    expect(row?.computedScore).toBe(before?.score);
    expect(idsOf(list().filter(({ score }) => score !== null)).at(-1)).toBe(id);
    expect(idsOf(list({ bands: ['poor'] }))).toContain(id);
    expect(idsOf(list({ bands: ['healthy'] }))).not.toContain(id);
    expect(idsOf(list({ riskLevels: ['high'] }))).toContain(id);
    expect(idsOf(list({ riskLevels: ['low'] }))).not.toContain(id);
    const point = readRiskPoints(scored.store.read, {}, today).find((each) => each.id === id);
    expect(point).toMatchObject({ score: 12.3, band: 'poor', level: 'high' });
    const queue = todayOf(scored.store.read, { limit: 500 }, now);
    expect(queue.items.find(({ accountId }) => accountId === id)).toMatchObject({
      score: 12.3,
      band: 'poor',
      risk: 'high',
    });
    const { level, levelReason } = riskOfAccount(scored.store, id, today);
    expect(level).toBe('high');
    expect(levelReason).toBe('The score of 12.3, set by Ann, is poor: the risk is high.');
    expect(readAccount(scored.store.read, id, today).health.riskLevel).toBe('high');
    expect(readRiskLevels(scored.store.read, id, 10).at(-1)).toEqual({ day: today, level: 'high' });
    // Its last day, and the day after it, without anything being scored anew.
    expect(list({}, today + 5).find((each) => each.id === id)?.score).toBe(12.3);
    const after = list({}, today + 6).find((each) => each.id === id);
    expect(after).toMatchObject({ score: before?.score, band: 'healthy', risk: 'low', overridden: false });
    expect(
      readRiskDistribution(scored.store.read, {}, today + 6).distribution.at(-1)?.high ?? 0,
    ).toBeLessThan(readRiskDistribution(scored.store.read, {}, today).distribution.at(-1)?.high ?? 0);
  });

  it('stands in the exported file with the computed one in a column of its own', async () => {
    const id = calm();
    setOverride(decisions(), { account: { organizationId: id }, ...override });
    await scoreOn(scored, today);
    const folder = mkdtempSync(join(tmpdir(), 'steward-judged-'));
    await exportAccounts(
      scored.store.read,
      { filter: {}, sort, columns: [] },
      today,
      plainFile(join(folder, 'a.csv')),
    );
    const records: Record<string, string>[] = parse(readFileSync(join(folder, 'a.csv')), {
      columns: true,
      bom: true,
    });
    rmSync(folder, { recursive: true });
    const row = list().find((each) => each.id === id);
    expect(records.find((record) => record['Account'] === row?.name)).toMatchObject({
      'Health score (0-100)': '12.3',
      'Score set by hand': 'yes',
      'Computed score (0-100)': String(row?.computedScore),
      Band: 'poor',
      'Risk level': 'high',
    });
    expect(records.filter((record) => record['Score set by hand'] === 'yes')).toHaveLength(1);
  });

  it('touches no other account, and is gone everywhere once it is withdrawn', async () => {
    const others = (rows: ReturnType<typeof list>, id: number) => rows.filter((row) => row.id !== id);
    const id = calm();
    const before = list();
    setOverride(decisions(), { account: { organizationId: id }, ...override });
    await scoreOn(scored, today);
    expect(others(list(), id)).toEqual(others(before, id));
    withdrawOverride(decisions(now + 1), { organizationId: id });
    await scoreOn(scored, today);
    expect(list()).toEqual(before);
  });

  it('asks for new scores of its account in the same breath', () => {
    const asked: (readonly number[] | 'all')[] = [];
    const context = decisionsOn(scored.store, now, { rescore: (_, ids) => asked.push(ids) });
    setOverride(context, { account: { organizationId: 3 }, ...override });
    withdrawOverride(context, { organizationId: 3 });
    expect(asked).toEqual([[3], [3]]);
  });
});

describe('a pulse of a worried manager', () => {
  const textOf = (id: number) =>
    headlineOfAccount(scored.store.read, id, readAccount(scored.store.read, id, today).health, today).text;

  it('lifts the level, says who said so and why, and puts the account on Today', async () => {
    const id = calm();
    setPulse(decisions(), { account: { organizationId: id }, points: 0, reason: 'Their budget was cut' });
    await scoreOn(scored, today);
    expect(['high', 'critical']).toContain(list().find((row) => row.id === id)?.risk);
    expect(textOf(id)).toContain('Ann gave it up for lost on Nov 18, 2026: “Their budget was cut”.');
    const item = todayOf(scored.store.read, { limit: 500 }, now).items.find(
      ({ accountId }) => accountId === id,
    );
    expect(item?.kind).toBe('at_risk');
  });

  it('no longer lifts it after 90 days, or once it is taken back; a good one lifts nothing', async () => {
    const id = calm();
    const account = { organizationId: id };
    const levelNow = () => list().find((row) => row.id === id)?.risk;
    setPulse(decisions(), { account, points: 75, reason: 'All is well there' });
    await scoreOn(scored, today);
    expect(levelNow()).toBe('low');
    const pulseId = setPulse(decisions(now + 1), { account, points: 25, reason: 'A new buyer came' });
    await scoreOn(scored, today);
    expect(levelNow()).not.toBe('low');
    expect(textOf(id)).toContain('Ann was worried on Nov 18, 2026: “A new buyer came”.');
    takeBackPulse(decisions(now + 2), { account, pulseId });
    await scoreOn(scored, today);
    expect(levelNow()).toBe('low');
    expect(() => takeBackPulse(decisions(), { account, pulseId })).toThrow(/taken back already/);
    setPulse(decisions(instantOfDay(today - 89)), {
      account: { organizationId: id + 0 },
      points: 0,
      reason: 'Long ago',
    });
    takeBackPulse(decisions(), {
      account,
      pulseId: readJudgements(scored.store.read, id, today).find(({ value }) => value === 75)?.id ?? '',
    });
    await scoreOn(scored, today);
    expect(levelNow()).not.toBe('low');
    await scoreOn(scored, today + 1);
    expect(textOf(id)).not.toContain('Long ago');
  });
});

describe('what was judged of an account', () => {
  it('is read later with its reason, also when it counts no more, the latest first', () => {
    const account = { organizationId: 4 };
    setPulse(decisions(instantOfDay(today - 100)), { account, points: 50, reason: 'First talk' });
    const pulseId = setPulse(decisions(now), { account, points: 25, reason: 'Quiet lately' });
    setOverride(decisions(now + 1), { account, ...override });
    setOverride(decisions(now + 2), { account, ...override, score: 80, reason: 'They renewed' });
    const told = () =>
      readJudgements(scored.store.read, 4, today).map(({ kind, value, reason, standing, withdrawnAt }) => ({
        ...{ kind, value, reason, standing },
        isBack: withdrawnAt !== null,
      }));
    expect(told()).toEqual([
      { kind: 'override', value: 80, reason: 'They renewed', standing: true, isBack: false },
      { kind: 'override', value: 12.3, reason: 'They told me they leave', standing: false, isBack: true },
      { kind: 'pulse', value: 25, reason: 'Quiet lately', standing: true, isBack: false },
      { kind: 'pulse', value: 50, reason: 'First talk', standing: false, isBack: false },
    ]);
    takeBackPulse(decisions(now + 3), { account, pulseId });
    expect(told()[2]).toMatchObject({ reason: 'Quiet lately', standing: false, isBack: true });
    expect(told()[3]).toMatchObject({ reason: 'First talk', standing: false });
    expect(readJudgements(scored.store.read, 5, today)).toEqual([]);
  });
});
