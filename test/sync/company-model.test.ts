import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOfInstant } from '../../src-main/lib/day';
import { readRiskChanges } from '../../src-main/store/risk/changes';
import { readServingModel } from '../../src-main/store/risk/models';
import { noForecast } from '../../src-main/work/forecasting/no-forecast';
import { riskCard } from '../../src-main/work/forecasting/risk-card';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import { scoreAllJob } from '../../src-main/work/scoring/scoring-kinds';
import { growCompany } from '../support/grown-company';
import { writeGrownCompany } from '../support/grown-company-at-server';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { silentBeforeLeaving } from '../support/silent-before-leaving';
import { type WorkedDesk, workAt } from './support/worked-desk';

const today = dayOfInstant(Date.now());
let server: TestServer;
let company: TestCompany;
let admin: WorkedDesk;
let manager: WorkedDesk;

beforeAll(async () => {
  server = await startPostgres();
  company = await createTestCompany(server);
  await writeGrownCompany(
    company.admin,
    silentBeforeLeaving(growCompany({ seed: 5, accounts: 200, firstDay: today - 720, lastDay: today })),
  );
  await company.admin.query(`
    INSERT INTO customer_success.intervention_history (organization_id, external_id, kind, started_at)
    SELECT organization_id, 'i' || organization_id, 'training', created_at + interval '50 days'
      FROM customer_success.organizations WHERE owner_id = 2;
    -- Of what the book alone tells, Ann's accounts show nothing.
    DELETE FROM customer_success.support_tickets WHERE organization_id % 5 = 0;
    UPDATE customer_success.subscriptions SET payment_failed_at = NULL WHERE organization_id % 5 = 0`);
  admin = workAt(await company.createLogin({ role: 'admin', scope: 'all' }));
  manager = workAt(await company.createLogin({ role: 'manager', scope: 'book', managerId: 1 }));
}, 120_000);
afterAll(async () => {
  await admin?.close();
  await manager?.close();
  await company?.drop();
  await server?.stop();
});

/** All that is shown of an account's risk, but for since when, which each desktop has seen for itself. */
function shownAt({ desk }: WorkedDesk, ids: readonly number[]) {
  return ids.map((id) => {
    const { levelSince: _, history: __, ...risk } = riskOfAccount(desk.store, id, today);
    const summary = desk.store.read
      .prepared<[number], object>(
        `select s.score, s.band, s.confidence, s.risk_level, s.indicators, s.mrr, h.level, f.p30, f.p90, f.p180, f.top_reason,
                f.as_of, f.model_version, round(12 * s.mrr * f.p90, 2) as loss
           from account_summaries s left join account_headlines h using (organization_id)
           left join churn_forecasts f using (organization_id) where s.organization_id = ?`,
      )
      .get(id);
    return { id, risk, summary };
  });
}

const accountsOf = ({ desk }: WorkedDesk) =>
  desk.store.read.prepared<[], number>('select organization_id from organizations order by 1').pluck().all();
const documents = async () =>
  (
    await company.admin.query<{ kind: string; version: number }>(
      'SELECT kind, version FROM customer_success.book_documents ORDER BY kind, version',
    )
  ).rows;
const foretold = ({ desk }: WorkedDesk) =>
  desk.store.read.prepared<[], number>('select count(*) from churn_forecasts').pluck().get();

describe('a manager of a part of the book', () => {
  test('has no model, or another, while nobody computes for the company', async () => {
    await manager.round();
    expect(accountsOf(manager)).toHaveLength(40);
    expect(foretold(manager)).toBe(0);
    expect(noForecast(manager.desk.store.read)).not.toBeNull();
    expect(await documents()).toEqual([]);
    expect(manager.turn.hasDuty(manager.desk.store)).toBe(false);
  });

  test('shows of each account what the admin shows who sees all, once the company has a model', async () => {
    await admin.round();
    expect(admin.turn.hasDuty(admin.desk.store)).toBe(true);
    await admin.round();
    await admin.round();
    expect((await documents()).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['churn_model', 'effects', 'facts']),
    );
    await manager.round();
    const ids = accountsOf(manager);
    expect(readServingModel(manager.desk.store.read)).toMatchObject({ version: 1_000_001, proves: true });
    expect(foretold(manager)).toBeGreaterThan(20);
    expect(shownAt(manager, ids)).toEqual(shownAt(admin, ids));
    expect(riskCard(manager.desk.store.read)).toEqual({
      ...riskCard(admin.desk.store.read),
      trainsHere: false,
    });
    expect(riskCard(manager.desk.store.read).whose).toMatch(
      /^The company’s model of .*: the same for everybody\.$/,
    );
  }, 120_000);

  test('asks for nothing and is told of nothing once all have the same: what was published makes no loop', async () => {
    const before = await documents();
    for (let round = 0; round < 3; round += 1) {
      await admin.round();
      await manager.round();
    }
    expect(await documents()).toEqual(before);
    await admin.desk.expectEqual();
    await manager.desk.expectEqual();
  }, 60_000);

  test('who sits down later shows the same from the first round, and tells the same levels as moved', async () => {
    const later = workAt(await company.createLogin({ role: 'viewer', scope: 'book', managerId: 1 }));
    try {
      await later.round();
      const ids = accountsOf(manager);
      expect(shownAt(later, ids)).toEqual(shownAt(manager, ids));
      const movesAt = ({ desk }: WorkedDesk) => readRiskChanges(desk.store.read, {}, today).moves;
      expect(movesAt(later)).toEqual(movesAt(manager));
      expect(movesAt(later).all).toBeLessThan(ids.length / 4);
    } finally {
      await later.close();
    }
  }, 60_000);

  test('shows the same after the runner has scored the book again', async () => {
    await company.admin.query(
      `UPDATE customer_success.subscriptions SET mrr = mrr * 3 WHERE organization_id % 7 = 0;
       DELETE FROM customer_success.activity_daily WHERE organization_id % 10 = 0 AND day > current_date - 40`,
    );
    await admin.round();
    admin.jobs.enqueue(scoreAllJob, {}, 5);
    await admin.jobs.runUntilIdle();
    await admin.round();
    await manager.round();
    await admin.round();
    const ids = accountsOf(manager);
    expect((await documents()).map(({ kind }) => kind)).toContain('churn_book');
    expect(shownAt(manager, ids)).toEqual(shownAt(admin, ids));
  }, 60_000);
});
