import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDay, mondayOf } from '../../src-main/lib/day';
import { readRiskChanges } from '../../src-main/store/risk/changes';
import { readRiskPoints, readRiskTotals } from '../../src-main/store/risk/screen';
import { readRiskDistribution } from '../../src-main/store/risk/weeks';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { type RiskLevel, riskLevels } from '../../src-preload/contract/domain';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
beforeAll(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 9, accounts: 80, firstDay: today - 300, lastDay: today }));
  await scoreOn(scored, today - 3);
  await scoreOn(scored, today);
});
afterAll(() => scored.close());

interface Kept {
  readonly id: number;
  readonly day: number;
  readonly level: RiskLevel;
}

/** Levels of every account, oldest first, while it was a customer. */
function kept(): Kept[] {
  return scored.store.read
    .prepared<[], Kept>(
      `select h.organization_id as id, h.as_of as day, h.level from risk_assessment_history h
       join organizations o on o.organization_id = h.organization_id
       where o.churned_at is null or h.as_of < o.churned_at / 86400000 order by id, day`,
    )
    .all();
}

describe('the risk screen', () => {
  it('counts each account once a week, at its last level', () => {
    const last = new Map<string, Kept>();
    for (const row of kept()) last.set(`${row.id}/${mondayOf(row.day)}`, row);
    const monday = mondayOf(today);
    const weeks = [...new Set([...last.values()].map(({ day }) => mondayOf(day)))]
      .filter((week) => week < monday && week >= monday - 364)
      .sort((left, right) => left - right);
    const shown = readRiskDistribution(scored.store.read, {}, today).distribution;
    expect(shown.slice(0, -1)).toEqual(
      weeks.map((week) => ({
        week: formatDay(week),
        ...Object.fromEntries(
          riskLevels.map((level) => [
            level,
            [...last.values()].filter((row) => mondayOf(row.day) === week && row.level === level).length,
          ]),
        ),
      })),
    );
    expect(shown.length).toBeGreaterThan(30);
  });

  it('counts the present week by the levels as they are', () => {
    const present = readRiskDistribution(scored.store.read, {}, today).distribution.at(-1);
    const points = readRiskPoints(scored.store.read, {}, today);
    expect(new Set(points.map(({ level }) => level))).toEqual(new Set(riskLevels));
    for (const level of riskLevels) {
      expect(present?.[level]).toBe(points.filter((point) => point.level === level).length);
    }
  });

  it('tells who came into risk or went out of it since a week ago, once each', () => {
    const { read } = scored.store;
    const atRisk = (level: RiskLevel | undefined) => level === 'high' || level === 'critical';
    const weekAgo = new Map<number, RiskLevel>();
    for (const { id, day, level } of kept()) if (day <= today - 7) weekAgo.set(id, level);
    const wanted = readRiskPoints(read, {}, today)
      .map(({ id, level }) => ({ id, from: weekAgo.get(id), to: level }))
      .filter(({ from, to }) => from !== to && (atRisk(from) || atRisk(to)));
    const shown = readRiskChanges(read, {}, today).changes;
    const byId = (left: { id: number }, right: { id: number }) => left.id - right.id;
    expect(shown.map(({ id, from, to }) => ({ id, from: from ?? undefined, to })).sort(byId)).toEqual(
      wanted.toSorted(byId),
    );
    expect(shown.length).toBeGreaterThan(0);
    const days = shown.map(({ day }) => day);
    expect(days).toEqual(days.toSorted().reverse());
    expect(new Set(days).size).toBeGreaterThan(1);
  });

  it('tells of the accounts in sight alone, whatever the filter: who moved, and how many stood where', () => {
    const { read } = scored.store;
    const all = readRiskChanges(read, {}, today);
    const weeks = readRiskDistribution(read, {}, today).distribution;
    expect(all.moves.all).toBe(all.changes.length);
    for (const filter of [{ ownerIds: [1] }, { levels: ['critical' as const] }, { segments: ['SMB'] }]) {
      const inSight = new Set(readRiskPoints(read, filter, today).map(({ id }) => id));
      const { changes, moves } = readRiskChanges(read, filter, today);
      expect(changes).toEqual(all.changes.filter(({ id }) => inSight.has(id)));
      expect(moves.all).toBe(changes.length);
      const shown = readRiskDistribution(read, filter, today);
      expect(shown.distributionOf).toBe('sight');
      const last = new Map<string, Kept>();
      for (const row of kept()) if (inSight.has(row.id)) last.set(`${row.id}/${mondayOf(row.day)}`, row);
      for (const { week, ...levels } of shown.distribution.slice(0, -1)) {
        const then = [...last.values()].filter((row) => formatDay(mondayOf(row.day)) === week);
        for (const level of riskLevels)
          expect(levels[level]).toBe(then.filter((row) => row.level === level).length);
      }
      expect(shown.distribution.at(-1)?.week).toBe(weeks.at(-1)?.week);
    }
  });

  it('adds up what is listed, whatever it is narrowed to', () => {
    const { store } = scored;
    const ids = readRiskPoints(store.read, {}, today).map(({ id }) => id);
    writeTransaction(store, 'test forecasts', (tx) => {
      const add = tx.prepared<[number, number, number]>(
        `replace into churn_forecasts (organization_id, as_of, model_version, p30, p90, p180) values (?, ?, 1, 0, ?, 0)`,
      );
      ids.forEach((id, i) => {
        if (i % 3 > 0) add.run(id, today, (i % 10) / 20);
      });
    });
    const filters = [
      {},
      { levels: ['medium' as const, 'high' as const] },
      { segments: ['SMB'] },
      { ownerIds: [1] },
      { ownerIds: [1], noOwner: true },
      { minProbability: 0.2 },
      { minProbability: 0.1, segments: ['SMB'], ownerIds: [1], levels: ['low' as const] },
    ];
    for (const filter of filters) {
      const points = readRiskPoints(store.read, filter, today);
      const totals = readRiskTotals(store.read, filter, today);
      expect(points.length).toBeGreaterThan(0);
      const atRisk = points.filter(({ level }) => level === 'high' || level === 'critical');
      expect(totals.total).toBe(points.length);
      expect(totals.atRiskAccounts).toBe(atRisk.length);
      expect(totals.atRiskArr).toBeCloseTo(
        atRisk.reduce((sum, { arr }) => sum + arr, 0),
        6,
      );
      const losses = points.map(({ expectedLoss90 }) => expectedLoss90 ?? 0);
      expect(losses).toEqual(losses.toSorted((left, right) => right - left));
    }
    for (const nobody of [{ ownerIds: [] }, { ownerIds: [], segments: ['SMB'] }]) {
      expect(readRiskPoints(store.read, nobody, today)).toEqual([]);
      expect(readRiskTotals(store.read, nobody, today)).toMatchObject({
        total: 0,
        atRiskAccounts: 0,
        atRiskArr: 0,
      });
    }
  });
});
