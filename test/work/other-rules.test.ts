import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveConfig } from '../../src-main/actions/scores/save-config';
import { starterConfig } from '../../src-main/engines/health/starter-config';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { readPreviousSummary } from '../../src-main/store/scores/past-scores';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { explainChange } from '../../src-main/work/scoring/explain-change';
import { todayOf } from '../../src-main/work/today/today-of';
import type { HealthConfig } from '../../src-preload/contract/health-config';
import { decisionsOn } from '../support/action-context';
import { growCompany, writeCompany } from '../support/grown-company';
import { type ScoredStore, scoreOn, storeWithJobs, today } from '../support/scored-store';

let scored: ScoredStore;
beforeEach(() => {
  scored = storeWithJobs(today - 28);
});
afterEach(() => scored.close());

const company = growCompany({ seed: 31, accounts: 40, firstDay: today - 300, lastDay: today });
const ids = company.organizations.flatMap(({ organizationId }) => organizationId ?? []);

/** Everything counts for much less. */
function harsher(): HealthConfig {
  const config = structuredClone(starterConfig);
  for (const profile of config.organizationProfiles)
    for (const { measures } of Object.values(profile.dimensions))
      for (const measure of measures)
        measure.breakpoints = measure.breakpoints.map(([raw, points]) => [raw, points / 2]);
  return config;
}

const change = (id: number) => readAccount(scored.store.read, id, today).health.change28;
const drops = () => todayOf(scored.store.read, { limit: 1 }, scored.clock.now()).headline.scoreDrops;

it('another configuration makes no score fall or rise, no drop, and no level that stands since today', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today - 28);
  await scoreOn(scored, today);
  const [before, since] = [
    drops(),
    new Map(ids.map((id) => [id, readPreviousSummary(scored.store.read, id)])),
  ];
  const told = new Map(ids.map((id) => [id, change(id)]));
  saveConfig(decisionsOn(scored.store, scored.clock.now()), {
    config: harsher(),
    note: 'Harsher',
    basedOn: 1,
  });
  await scoreOn(scored, today);
  expect(drops()).toBeLessThanOrEqual(before);
  let changedLevels = 0;
  for (const id of ids) {
    const now = change(id);
    const earlier = told.get(id) ?? null;
    // Half the points make half the change.
    if (now !== null && earlier !== null) expect(Math.abs(now - earlier / 2)).toBeLessThanOrEqual(2.5);
    const [was, is] = [since.get(id), readPreviousSummary(scored.store.read, id)];
    if (was?.riskLevel == null || is?.riskLevel == null) continue;
    if (was.riskLevel !== is.riskLevel) changedLevels += 1;
    expect(is.riskSince).toBe(was.riskSince);
  }
  expect(changedLevels).toBeGreaterThan(0);
});

it('another profile makes none either, and the explanation names it apart', async () => {
  writeCompany(scored.store, company);
  await scoreOn(scored, today - 28);
  scored.store.db.client.exec(
    "update organizations set lifecycle_stage = 'onboarding' where lifecycle_stage = 'growth'",
  );
  await scoreOn(scored, today);
  let switched = 0;
  for (const id of ids) {
    const told = explainChange(scored.store, id, today - 28, today);
    if (told === null || told.rules === null || breakdownOf(scored.store, id)?.band == null) continue;
    switched += 1;
    expect(told.rules).toMatchObject({ fromProfile: 'default', toProfile: 'onboarding' });
    const now = change(id);
    const values = told.effects.reduce((sum, { total }) => sum + total, 0);
    // Both are of values alone: here by the later rules, there by the mean of both.
    if (now !== null && Math.abs(values) > 8) expect(Math.sign(now)).toBe(Math.sign(values));
    expect(values + told.rules.total).toBeCloseTo(told.total, 6);
  }
  expect(switched).toBeGreaterThan(5);
});
