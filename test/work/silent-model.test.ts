import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putForecast } from '../../src-main/store/risk/forecasts';
import { addChurnModel } from '../../src-main/store/risk/models';
import { readRiskPoints, readRiskTotals } from '../../src-main/store/risk/screen';
import { readVainTraining } from '../../src-main/store/risk/vain-training';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { noForecast } from '../../src-main/work/forecasting/no-forecast';
import { assessRiskJob } from '../../src-main/work/forecasting/risk-assessment';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import { trainRiskJob } from '../../src-main/work/forecasting/risk-training';
import { todayOf } from '../../src-main/work/today/today-of';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
beforeEach(async () => {
  scored = storeWithJobs(today);
  writeCompany(scored.store, growCompany({ seed: 8, accounts: 12, firstDay: today - 300, lastDay: today }));
  await scoreOn(scored, today);
});
afterEach(() => scored.close());

const chance = {
  ...{ horizon: 30, accountMonths: 900, accountsLeft: 20, area: { area: 0.501, low: 0.42, high: 0.58 } },
  ...{ brier: 0.02, baseBrier: 0.02, verdict: 'chance', parts: [] },
  text: 'Within 30 days it ranks like chance: AUC 0.501 (95% interval 0.420 to 0.580) holds the 0.5 of a coin. Nothing of it is shown.',
};

describe('a model that ranks like chance', () => {
  it('is silent everywhere: no chance, no reason, no expected loss, no lift; the screen says why', async () => {
    const { store, jobs, clock } = scored;
    const before = readRiskPoints(store.read, {}, today).map(({ id, level }) => ({ id, level }));
    writeTransaction(store, 'test', (tx) => {
      const card = JSON.stringify({ judgements: [chance] });
      addChurnModel(tx, {
        trainedAt: 1,
        throughDay: today - 1,
        serves: true,
        proves: false,
        model: '{}',
        card,
      });
      const p = { p30: 0.5, p90: 0.9, p180: 0.95, topReason: 'A reason', reasonColumn: 'nps' };
      for (const { id } of before)
        putForecast(tx, { organizationId: id, asOf: today, modelVersion: 1, ...p });
    });
    jobs.enqueue(assessRiskJob, { organizationIds: 'all' }, 5);
    await jobs.runUntilIdle();
    const points = readRiskPoints(store.read, {}, today);
    expect(points.map(({ id, level }) => ({ id, level }))).toEqual(before);
    for (const { p90, expectedLoss90, topReason } of points)
      expect([p90, expectedLoss90, topReason]).toEqual([null, null, null]);
    expect(readRiskTotals(store.read, {}, today).expectedLoss90).toBeNull();
    for (const { id } of points) {
      const { forecast, levelReason, disagreement } = riskOfAccount(store, id, today);
      expect(forecast).toBeNull();
      expect(disagreement).toBeNull();
      expect(levelReason).not.toContain('model');
    }
    for (const { reason } of todayOf(store.read, { limit: 500 }, clock.now()).items)
      expect(reason).not.toMatch(/chance to leave|A reason/);
    expect(noForecast(store.read)?.text).toMatch(/has not proved itself .* holds the 0\.5 of a coin/);
  });
});

describe('a training that can only end with too few', () => {
  it('is remembered with why, and the screen says that', async () => {
    const { store, jobs } = scored;
    jobs.enqueue(trainRiskJob, {}, 5);
    await jobs.runUntilIdle();
    expect(readVainTraining(store.read)).toMatchObject({ through: today - 1 });
    expect(readVainTraining(store.read)?.message).toMatch(/too few to learn from|will do once/);
    const job = jobs.newest().find(({ kind }) => kind === 'train_risk');
    expect(job).toMatchObject({ state: 'succeeded', total: 100 });
  });
});
