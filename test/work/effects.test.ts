import { afterEach, beforeEach, expect, it } from 'vitest';
import { interventionFeatures } from '../../src-main/engines/risk/features/intervention-features';
import { instantOfDay } from '../../src-main/lib/day';
import { readEffects } from '../../src-main/store/risk/effects';
import { readRiskCompany } from '../../src-main/store/risk/features';
import { readInterventions } from '../../src-main/store/risk/history';
import { interventionHistory } from '../../src-main/store/schema/company';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
beforeEach(() => {
  scored = storeWithJobs(today);
});
afterEach(() => scored.close());

const company = growCompany({ seed: 4, accounts: 60, firstDay: today - 400, lastDay: today });

type NewIntervention = typeof interventionHistory.$inferInsert;

function addInterventions(rows: readonly Pick<NewIntervention, 'organizationId' | 'startedAt'>[]): void {
  writeTransaction(scored.store, 'test interventions', (tx) => {
    rows.forEach((row, i) => {
      tx.insert(interventionHistory)
        .values({
          interventionId: i + 1,
          externalId: `i${i + 1}`,
          kind: 'check_in',
          isAutomatic: false,
          isHeldOut: false,
          ...row,
        })
        .run();
    });
  });
}

const measuringJobs = () =>
  scored.store.read
    .prepared<[], number>("select count(*) from metrics_aggregation_jobs where kind = 'measure_effects'")
    .pluck()
    .get();

it('what was done for accounts is measured once a day, after their past was scored', async () => {
  writeCompany(scored.store, company);
  const helped = company.organizations.filter((_, i) => i % 2 === 0);
  addInterventions(
    helped.map(({ organizationId, createdAt }) => ({
      organizationId: organizationId ?? 0,
      startedAt: createdAt + 100 * 86_400_000,
    })),
  );
  await scoreOn(scored, today);
  const [effect, ...others] = readEffects(scored.store.read);
  expect(others).toEqual([]);
  expect(effect).toMatchObject({ kind: 'check_in', basis: 'observed' });
  expect(effect?.accounts).toBeGreaterThan(10);
  expect(effect?.left?.with).toBeGreaterThanOrEqual(0);
  await scoreOn(scored, today);
  expect(measuringJobs()).toBe(1);
  await scoreOn(scored, today + 1);
  expect(measuringJobs()).toBe(2);
});

it('a company that records no interventions has nothing to measure', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today);
  expect(measuringJobs()).toBe(0);
});

it('an intervention of the copy reaches the churn model with its days', () => {
  writeCompany(scored.store, company);
  addInterventions([{ organizationId: 1, startedAt: instantOfDay(today - 30) + 5_000 }]);
  const { firstInterventionDay } = readRiskCompany(scored.store.read);
  const own = readInterventions(scored.store.read, [1, 2]);
  expect(firstInterventionDay).toBe(today - 30);
  expect(own.get(2)).toEqual([]);
  const read = interventionFeatures(own.get(1) ?? [], firstInterventionDay, today - 300, today);
  expect(Math.expm1(read.log_days_since_intervention)).toBeCloseTo(29, 9);
  expect(read.intervention_under_way).toBe(1);
});
