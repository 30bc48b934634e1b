import { inArray } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { readRiskPoints, readRiskTotals } from '../../../src-main/store/risk/screen';
import { readRiskDistribution } from '../../../src-main/store/risk/weeks';
import { accountSummaries } from '../../../src-main/store/schema/health';
import type { ReadDb } from '../../../src-main/store/types';
import { riskCard } from '../../../src-main/work/forecasting/risk-card';
import { riskOfAccount } from '../../../src-main/work/forecasting/risk-of-account';
import type { ModelCard } from '../../../src-preload/contract/risk/model-card';
import { ratioOf } from './foretold';
import type { SimulatedWay } from './simulated-way';

/** What is asked of a company's model; `published` are areas of other programs. */
export interface ModelBounds {
  readonly set: string;
  readonly area: number;
  /** How far the departures foretold may lie from those that came, as a share. */
  readonly within: number;
  readonly published: Readonly<Record<string, number>>;
}

/**
 * Who leaves, foretold from a company's own past by models that hadn't seen it. Where calendar months begin in its story
 * depends on the day of the test; churn-calibration.test.ts has the narrow bounds.
 */
export function describeChurnModel(way: SimulatedWay, { set, area, within, published }: ModelBounds): void {
  describe(`the churn model of ${set}`, () => {
    const cardOf = (): ModelCard => {
      const answer = riskCard(way.whole.store.read);
      if (answer.card === null) throw new Error(answer.noForecast?.text ?? 'no model');
      return answer.card;
    };

    way.test('ranks months it had not seen about as well as the published figures, or better', () => {
      const card = cardOf();
      console.info(saidOf(set, card, published));
      expect(card.walkForward.auc).toBeGreaterThan(area);
    });

    way.test('foretells about as many departures as there were', () => {
      const { meanPredicted, meanObserved, brier, baseBrier } = cardOf().walkForward;
      expect(Math.abs(meanPredicted / meanObserved - 1)).toBeLessThan(within);
      expect(brier).toBeLessThan(baseBrier);
    });

    way.test('says of its coefficients how sure they are', () => {
      const lines = cardOf().features.filter(({ coefficient }) => coefficient !== null && coefficient !== 0);
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
      expect(points.filter((point) => !customers.includes(point)).every(({ p90 }) => p90 === null)).toBe(
        true,
      );
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
}

function customerIds(db: ReadDb): ReadonlySet<number> {
  const rows = db
    .select({ id: accountSummaries.organizationId })
    .from(accountSummaries)
    .where(inArray(accountSummaries.standing, ['customer', 'leaving']))
    .all();
  return new Set(rows.map(({ id }) => id));
}

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
