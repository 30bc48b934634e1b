import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOfInstant, parseDay } from '../../src-main/lib/day';
import { readRiskPoints, readRiskTotals } from '../../src-main/store/risk/screen';
import { readRiskDistribution } from '../../src-main/store/risk/weeks';
import { riskCard } from '../../src-main/work/forecasting/risk-card';
import { riskOfAccount } from '../../src-main/work/forecasting/risk-of-account';
import type { ModelCard } from '../../src-preload/contract/risk/model-card';
import { writeCrmCompany } from '../support/crm-company';
import { hasReferenceData, noReferenceData, referencePath } from '../support/reference-data';
import { writeSocialCompany } from '../support/social-company';
import { ratioOf } from './support/foretold';
import { goWholeWay, type WholeWay } from './support/whole-way';

/**
 * Two companies that nobody here made, on their whole way: who leaves, foretold from their own past by models that hadn't
 * seen it. Where calendar months begin in their story depends on the day of the test, so the network's few dozen departures
 * are held to wide bounds here; churn-calibration.test.ts has the narrow ones. `published` are areas of other programs.
 */
const today = dayOfInstant(Date.now());
const companies = [
  {
    set: 'crm',
    lastDay: '2023-12-31',
    write: writeCrmCompany,
    area: 0.77,
    within: 0.1,
    published: { 'ridge logit': 0.7588, XGBoost: 0.7651 },
  },
  {
    set: 'social',
    lastDay: '2020-06-01',
    write: writeSocialCompany,
    area: 0.785,
    within: 0.45,
    published: { 'ridge logit': 0.7853, XGBoost: 0.7614 },
  },
] as const;

describe.each(companies)('the churn model of $set', ({ set, lastDay, write, area, within, published }) => {
  const present = hasReferenceData(set);
  const weeksLater = Math.floor((today - 1 - parseDay(lastDay)) / 7);
  let whole: WholeWay;
  let card: ModelCard;

  beforeAll(async () => {
    if (!present) return;
    whole = await goWholeWay((folder) => write(referencePath(set), folder, weeksLater));
    const answer = riskCard(whole.store.read);
    if (answer.card === null) throw new Error(answer.noForecast?.text ?? 'no model');
    card = answer.card;
    console.info(saidOf(set, card, published));
  });
  afterAll(() => whole?.close());

  function wayTest(name: string, body: () => void): void {
    test(name, (context) => {
      if (!present) context.skip(noReferenceData);
      body();
    });
  }

  wayTest('ranks months it had not seen better than the published figures', () => {
    expect(card.walkForward.auc).toBeGreaterThan(area);
  });

  wayTest('foretells about as many departures as there were', () => {
    const { meanPredicted, meanObserved, brier, baseBrier } = card.walkForward;
    expect(Math.abs(meanPredicted / meanObserved - 1)).toBeLessThan(within);
    expect(brier).toBeLessThan(baseBrier);
  });

  wayTest('says of its coefficients how sure they are', () => {
    const lines = card.features.filter(({ coefficient }) => coefficient !== null);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.every(({ standardError }) => (standardError ?? 0) > 0)).toBe(true);
  });

  wayTest('foretells every customer, and nobody who left', () => {
    const points = readRiskPoints(whole.store.read, {});
    expect(points.length).toBeGreaterThan(0);
    expect(points.every(({ p90 }) => p90 !== null && p90 > 0 && p90 < 1)).toBe(true);
    expect(readRiskTotals(whole.store.read, {}).expectedLoss90).toBeGreaterThan(0);
  });

  wayTest('gives each account reasons that add up to its chance', () => {
    const { id, p90 } = readRiskPoints(whole.store.read, {})[0] ?? { id: 0, p90: 0 };
    const { forecast } = riskOfAccount(whole.store, id, today);
    if (forecast === null) throw new Error('no forecast');
    expect(forecast.p90).toBeCloseTo(p90 ?? 0, 9);
    const points = forecast.reasons.reduce((sum, reason) => sum + reason.points, 0);
    expect(points).toBeCloseTo(forecast.p90 - forecast.base90, 9);
    expect(forecast.survival[0]?.share).toBe(1);
  });

  wayTest('remembers the levels of the past, week by week', () => {
    const weeks = readRiskDistribution(whole.store.read, today);
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
