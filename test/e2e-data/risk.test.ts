import { inArray } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { readRiskPoints, readRiskTotals } from '../../src-main/store/risk/screen';
import { readRiskDistribution } from '../../src-main/store/risk/weeks';
import { accountSummaries } from '../../src-main/store/schema/health';
import type { ReadDb } from '../../src-main/store/types';
import { riskCard } from '../../src-main/work/forecasting/risk-card';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import type { ModelCard } from '../../src-preload/contract/risk/model-card';
import { crmCompany } from '../support/crm-company';
import { socialCompany } from '../support/social-company';
import { ratioOf } from './support/foretold';
import { simulatedWay } from './support/simulated-way';

function customerIds(db: ReadDb): ReadonlySet<number> {
  const rows = db
    .select({ id: accountSummaries.organizationId })
    .from(accountSummaries)
    .where(inArray(accountSummaries.standing, ['customer', 'leaving']))
    .all();
  return new Set(rows.map(({ id }) => id));
}

/**
 * Two companies that nobody here made, on their whole way: who leaves, foretold from their own past by models that hadn't
 * seen it. Where calendar months begin in their story depends on the day of the test, so the network's few dozen departures
 * are held to wide bounds here; churn-calibration.test.ts has the narrow ones. `published` are areas of other programs.
 */
const companies = [
  {
    company: crmCompany,
    area: 0.77,
    within: 0.1,
    published: { 'ridge logit': 0.7588, XGBoost: 0.7651 },
  },
  {
    company: socialCompany,
    area: 0.765,
    within: 0.45,
    published: { 'ridge logit': 0.7853, XGBoost: 0.7614 },
  },
] as const;

describe.each(companies)('the churn model of $company.set', ({ company, area, within, published }) => {
  let card: ModelCard;
  const way = simulatedWay(company, ({ store }) => {
    const answer = riskCard(store.read);
    if (answer.card === null) throw new Error(answer.noForecast?.text ?? 'no model');
    card = answer.card;
    console.info(saidOf(company.set, card, published));
  });

  way.test('ranks months it had not seen about as well as the published figures, or better', () => {
    expect(card.walkForward.auc).toBeGreaterThan(area);
  });

  way.test('foretells about as many departures as there were', () => {
    const { meanPredicted, meanObserved, brier, baseBrier } = card.walkForward;
    expect(Math.abs(meanPredicted / meanObserved - 1)).toBeLessThan(within);
    expect(brier).toBeLessThan(baseBrier);
  });

  way.test('says of its coefficients how sure they are', () => {
    const lines = card.features.filter(({ coefficient }) => coefficient !== null && coefficient !== 0);
    // Where the data speaks against the signs that a manager knows, a coefficient is 0 and has no error.
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.every(({ standardError }) => (standardError ?? 0) > 0)).toBe(true);
  });

  way.test('foretells every customer, and nobody who left', () => {
    const points = readRiskPoints(way.whole.store.read, {}, way.today);
    expect(points.length).toBeGreaterThan(0);
    const ids = customerIds(way.whole.store.read);
    const customers = points.filter(({ id }) => ids.has(id));
    expect(customers).toHaveLength(ids.size);
    expect(customers.every(({ p90 }) => p90 !== null && p90 > 0 && p90 < 1)).toBe(true);
    // Whose subscriptions have ended is asked about, and foretold nothing.
    expect(points.filter((point) => !customers.includes(point)).every(({ p90 }) => p90 === null)).toBe(true);
    expect(readRiskTotals(way.whole.store.read, {}, way.today).expectedLoss90).toBeGreaterThan(0);
  });

  way.test('gives each account reasons that add up to its chance', () => {
    const { id, p90 } = readRiskPoints(way.whole.store.read, {}, way.today)[0] ?? { id: 0, p90: 0 };
    const { forecast } = riskOfAccount(way.whole.store, id, way.today);
    if (forecast === null) throw new Error('no forecast');
    expect(forecast.p90).toBeCloseTo(p90 ?? 0, 9);
    const points = forecast.reasons.reduce((sum, reason) => sum + reason.points, 0);
    expect(points).toBeCloseTo(forecast.p90 - forecast.base90, 9);
    expect(forecast.survival[0]?.share).toBe(1);
  });

  way.test('remembers the levels of the past, week by week', () => {
    const weeks = readRiskDistribution(way.whole.store.read, {}, way.today).distribution;
    expect(weeks.length).toBeGreaterThan(10);
  });
});

function saidOf(set: string, card: ModelCard, published: Readonly<Record<string, number>>): string {
  const { auc, concordance, brier, baseBrier, meanPredicted, meanObserved } = card.walkForward;
  const others = Object.entries(published).map(([name, figure]) => `${name} ${figure}`);
  const horizons = card.calibration.map(
    ({ horizon }) => `${horizon} days ${ratioOf(card, horizon)?.toFixed(3) ?? 'not over'}`,
  );
  return (
    `${set}: ${card.method}, AUC ${auc?.toFixed(4)} (${others.join(', ')}), within months ${concordance?.toFixed(4)}, ` +
    `Brier ${brier.toFixed(5)} (base ${baseBrier.toFixed(5)}), foretold/observed ${(meanPredicted / meanObserved).toFixed(3)}, ` +
    horizons.join(', ')
  );
}
