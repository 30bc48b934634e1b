import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LevelFacts } from '../../../src-main/engines/risk/advice/level-reason';
import { nobodyKnown } from '../../../src-main/engines/risk/advice/open-facts';
import { recommend, type Situation } from '../../../src-main/engines/risk/advice/recommendations';
import { withShownPoints } from '../../../src-main/engines/risk/churn/shown-points';
import { headlineSaid } from '../../../src-main/engines/risk/headline/headline-words';
import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { HealthSummary } from '../../../src-preload/contract/health';
import type { MeasuredEffect } from '../../../src-preload/contract/risk/effects';
import type { ChurnForecast, ChurnReason } from '../../../src-preload/contract/risk/forecast';
import { rounded } from '../../../src-preload/contract/words';
import { reasonSteps } from '../../../src-renderer/features/account/risk/reason-steps';

const steady: LevelFacts & { readonly riskLevel: RiskLevel } = {
  riskLevel: 'medium',
  scoreBy: null,
  band: 'middle',
  score: 70.9,
  confidence: 0.9,
  change28: 0,
  indicators: [],
};
const fact = (
  id: HealthSummary['indicators'][number]['id'],
  severity: 'watch' | 'serious' = 'serious',
): HealthSummary['indicators'][number] => ({ id, text: `Fact ${id}`, since: null, severity });
const reason = (
  feature: string,
  points: number,
  raisedBy: ChurnReason['raisedBy'] = 'less',
  setsApart = true,
): ChurnReason => ({
  feature,
  text: `Seen in ${feature}`,
  points,
  shownPoints: rounded(100 * points, 1),
  setsApart,
  raisedBy,
});

const forecast: ChurnForecast = {
  modelVersion: 1,
  method: 'hazard',
  asOf: '2026-11-22',
  p30: 0,
  p90: 0,
  p180: 0,
  p180Untold: null,
  base90: 0,
  survival: [],
  window: { median: null, early: null, late: null, horizonMonths: 24 },
  reasons: [],
  reasonsExact: true,
};

const calm: Situation = {
  onToday: null,
  indicators: [],
  reasons: [],
  dimensions: [],
  open: { indicators: new Set(), people: nobodyKnown, band: 'healthy', renewsIn: null },
  effects: [],
  begunLately: new Set(),
};
const effect = (kind: MeasuredEffect['kind'], low: number, high: number): MeasuredEffect => ({
  kind,
  basis: 'observed',
  verdict: high < 0 ? 'fewer_left' : 'too_small',
  accounts: 31,
  comparedWith: 200,
  left: { with: 0.1 + (low + high) / 2, without: 0.1, difference: (low + high) / 2, low, high },
  score28: null,
  score90: null,
  text: `Measured of ${kind}`,
});

const levelReason = ({ riskLevel, ...facts }: typeof steady) =>
  headlineSaid({
    ...facts,
    rules: riskLevel,
    level: riskLevel,
    chance: null,
    chanceReason: null,
    pulse: null,
  });

describe('the reason of a level', () => {
  test('tells the score with its tenth, as every screen does', () => {
    expect(levelReason(steady)).toBe('The score of 70.9 is middle: the risk is medium.');
  });

  test('says that the model lifts it only where it does', () => {
    const book = { accounts: 100, mean90: 0.05, topChance: 0.1, topLoss: 1e9, peers: new Map() };
    const chance = { p90: 0.15, arr: 1000, book };
    const said = (rules: RiskLevel, level: RiskLevel) =>
      headlineSaid({ ...steady, rules, level, chance, chanceReason: null, pulse: null });
    const figures =
      '15.0% chance to leave within 90 days, 3 times the 5.0% of the average account, in the highest tenth of the book';
    expect(said('medium', 'critical')).toBe(
      `The score of 70.9 is middle: by rules the risk is medium. The churn model lifts it: ${figures}. So the risk is critical.`,
    );
    expect(said('critical', 'critical')).toBe(
      `The score of 70.9 is middle: the risk is critical. The churn model says the same: ${figures}.`,
    );
  });

  test('names a steep fall and serious facts', () => {
    const facts = { ...steady, riskLevel: 'critical' as const, change28: -12.4 };
    expect(levelReason({ ...facts, indicators: [fact('payment_failed'), fact('champion_left')] })).toBe(
      'The score of 70.9 is middle, it fell 12.4 points in 28 days, 2 serious facts stand beside it: the risk is critical.',
    );
  });

  test('names a fall before a renewal once, as the rule counts it', () => {
    const facts = { ...steady, riskLevel: 'high' as const, indicators: [fact('renewal_soon_and_falling')] };
    expect(levelReason(facts)).toBe(
      'The score of 70.9 is middle, it falls before a renewal: the risk is high.',
    );
  });

  test('says when too little is known for a score, and when there is nothing to score', () => {
    const unsaid = { ...steady, score: null, band: null };
    expect(levelReason({ ...unsaid, confidence: 0.22 })).toMatch(/^With too little known for a score/);
    expect(levelReason({ ...unsaid, confidence: null })).toMatch(/^Without a score/);
  });
});

describe('recommendations', () => {
  test('begin with serious facts, then follow what raises the chance most', () => {
    const ids = recommend({
      ...calm,
      indicators: [fact('seats_reduced', 'watch'), fact('payment_failed')],
      reasons: [reason('nps', 0.02), reason('usage_trend', 0.05), reason('seat_use', -0.1)],
      dimensions: [{ dimension: 'adoption', score: 20, level: 'high' }],
    }).map(({ id }) => id);
    expect(ids).toEqual(['payment_failed', 'usage_trend', 'nps', 'seats_reduced', 'adoption']);
  });

  test('say the same points as the waterfall beside them, whatever rounding gave to the next', () => {
    const points = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), points, (base90, each) => {
        const reasons = withShownPoints(
          base90,
          each.map((own, i) => ({ ...reason(`rate28:${i}`, own), text: `Reason ${i}` })),
        );
        const p90 = base90 + each.reduce((sum, own) => sum + own, 0);
        const { steps } = reasonSteps({ ...forecast, base90, p90, reasons }, 15);
        const shown = new Map(steps.map((step) => [step.reason?.text, step.shown.toFixed(1)]));
        for (const { because } of recommend({ ...calm, reasons })) {
          const [, text, said] = /^(.*) \(adds (.*) points/.exec(because) ?? [];
          expect(said).toBe(shown.get(text) ?? '0.0');
        }
      }),
    );
  });

  test('leave out what most accounts share', () => {
    expect(recommend({ ...calm, reasons: [reason('log_billing_months', 0.08, 'more', false)] })).toEqual([]);
  });

  test('answer a reason only where that can help', () => {
    const idsOf = (...reasons: ChurnReason[]) => recommend({ ...calm, reasons }).map(({ id }) => id);
    expect(idsOf(reason('log_active_users', 0.05), reason('log_tickets', 0.03, 'more'))).toEqual([
      'log_active_users',
      'log_tickets',
    ]);
    expect(
      idsOf(
        reason('log_active_users', 0.05, 'more'),
        reason('nps', 0.04, null),
        reason('log_seats', 0.03, 'more'),
        reason('log_interventions_90', 0.02, 'more'),
      ),
    ).toEqual([]);
  });

  test('take a dimension as poor where its band is, and tell its score with its tenth', () => {
    const steps = recommend({
      ...calm,
      dimensions: [
        { dimension: 'value', score: 61.9, level: 'high' },
        { dimension: 'adoption', score: 45, level: 'medium' },
      ],
    });
    expect(steps.map(({ because }) => because)).toEqual(['The score for value is 61.9 of 100']);
  });

  test('put what helped more first among what presses equally, and only there', () => {
    const indicators = [
      fact('renewal_soon_and_falling'),
      fact('seats_reduced'),
      fact('usage_collapsed', 'watch'),
    ];
    const effects = [
      effect('business_review', -0.09, -0.01),
      effect('renewal_talk', -0.2, 0.1),
      effect('check_in', -0.5, -0.3),
    ];
    const steps = recommend({ ...calm, indicators, effects });
    expect(steps.map(({ id }) => id)).toEqual([
      'seats_reduced',
      'renewal_soon_and_falling',
      'usage_collapsed',
    ]);
    expect(steps[0]?.effect).toEqual({
      text: 'Measured of business_review',
      accounts: 31,
      low: -0.09,
      high: -0.01,
    });
  });

  test('end with what clearly helped others, unless it was begun lately or nothing is wrong', () => {
    const effects = [effect('training', -0.09, -0.01), effect('offer', -0.2, 0.1)];
    const indicators = [fact('payment_failed')];
    const idsOf = (situation: Partial<Situation>) =>
      recommend({ ...calm, effects, ...situation }).map(({ id }) => id);
    expect(idsOf({ indicators })).toEqual(['payment_failed', 'proven_training']);
    expect(idsOf({ indicators, begunLately: new Set(['training']) })).toEqual(['payment_failed']);
    expect(idsOf({})).toEqual([]);
  });
});
