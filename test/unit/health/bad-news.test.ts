import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledProfile, compileProfile } from '../../../src-main/engines/health/compile-config';
import { explainChange } from '../../../src-main/engines/health/explain-change';
import { scoreParts } from '../../../src-main/engines/health/explain-score';
import { measureAt, measureIds } from '../../../src-main/engines/health/measures';
import { offeredMeasures } from '../../../src-main/engines/health/starter/offered-measures';
import { starterConfig } from '../../../src-main/engines/health/starter-config';
import type { MeasureId, Profile } from '../../../src-preload/contract/health-config';
import { anyProfile } from './arbitraries';

/** Values from good to bad news for a measure: of all but the first an account is worse off than of none. */
const worsening: Partial<Record<MeasureId, readonly number[]>> = {
  tickets_per_seat: [0, 0.01, 0.2, 0.9],
  severe_tickets: [0, 1, 2, 5],
  payment_failures: [0, 1, 2, 3],
  nps: [60, -1, -50, -100],
  csat: [5, 2.9, 2, 1],
  ces: [7, 3.9, 2, 1],
  pulse: [100, 49, 20, 0],
  seat_change: [0.2, -0.01, -0.2, -0.9],
  usage_against_baseline: [0.3, -0.11, -0.5, -1],
  usage_trend: [0.3, -0.11, -0.4, -1],
  feature_depth: [0.3, -0.11, -0.4, -1],
  key_outcomes: [0.3, -0.11, -0.4, -1],
  usage_per_mrr: [0.3, -0.11, -0.4, -1],
  days_since_activity: [0, 14, 29, 60],
  days_since_contact: [0, 91, 120, 400],
  milestones_on_pace: [1, 0.49, 0.2, 0],
  months_to_renewal: [12, -0.1, -1, -3],
};
const worseMeasures = Object.keys(worsening) as MeasureId[];

/** Values that fit a measure, and none at all. */
const anyFacts = fc
  .tuple(...measureIds.map((id) => fc.option(fc.constantFrom(...(worsening[id] ?? [0, 0.3, 0.7, 1.2, 20])))))
  .map((values) => Float64Array.from(values, (value) => value ?? Number.NaN));

/** Weights by chance, breakpoints of the starter where it has any: whatever is worse has no more points. */
const anyRules: fc.Arbitrary<CompiledProfile> = fc
  .oneof(
    fc.constantFrom(...starterConfig.organizationProfiles, starterConfig.organizationProfiles[1] as Profile),
    anyProfile,
  )
  .map((profile) => compileProfile(withStarterPoints(profile)));

function withStarterPoints(profile: Profile): Profile {
  const known = new Map(
    [
      ...starterConfig.organizationProfiles.flatMap(({ dimensions }) =>
        Object.values(dimensions).flatMap(({ measures }) => measures),
      ),
      ...offeredMeasures,
    ].map(({ id, breakpoints }) => [id, breakpoints] as const),
  );
  const dimensions = structuredClone(profile.dimensions);
  for (const { measures } of Object.values(dimensions)) {
    for (const measure of measures) measure.breakpoints = known.get(measure.id) ?? measure.breakpoints;
  }
  return { ...profile, dimensions };
}

/** Weights are cut to millionths: a hair of a score may go either way. */
const hair = 200;

const withValue = (facts: Float64Array, id: MeasureId, value: number) => {
  const changed = Float64Array.from(facts);
  changed[measureAt[id]] = value;
  return changed;
};

describe('bad news', () => {
  it('never raises a score, neither where it gets worse nor where it comes to be known', () => {
    fc.assert(
      fc.property(anyRules, anyFacts, fc.constantFrom(...worseMeasures), (profile, facts, id) => {
        const [, ...news] = worsening[id] ?? [];
        let before = scoreParts(profile, withValue(facts, id, Number.NaN))?.score ?? null;
        if (before === null) return;
        for (const value of news) {
          const score = scoreParts(profile, withValue(facts, id, value))?.score ?? 0;
          expect(score).toBeLessThanOrEqual(before + hair);
          before = score;
        }
      }),
      { numRuns: Number(process.env['STEWARD_RUNS'] ?? 500) },
    );
  });

  it('never shows as a gain, whatever else came, went or changed', () => {
    fc.assert(
      fc.property(
        anyRules,
        anyFacts,
        anyFacts,
        fc.constantFrom(...worseMeasures),
        fc.nat({ max: 3 }),
        fc.nat({ max: 3 }),
        (profile, first, second, id, one, other) => {
          const values = [Number.NaN, ...(worsening[id] ?? []).slice(1)];
          const [low, high] = [Math.min(one, other), Math.max(one, other)];
          const from = withValue(first, id, values[low] ?? Number.NaN);
          const to = withValue(second, id, values[high] ?? Number.NaN);
          const rules = { config: { version: 1 }, profile };
          const change = explainChange({ asOf: 1, raws: from, ...rules }, { asOf: 2, raws: to, ...rules });
          const effect = change?.effects.find(({ measure }) => measure === id);
          expect(effect?.total ?? 0).toBeLessThanOrEqual(hair / 1e6);
        },
      ),
    );
  });

  it('counts for no more than not knowing it: its share goes to the others, or its rule stands', () => {
    const profile = compileProfile(starterConfig.organizationProfiles[1] as Profile);
    const poor = Float64Array.from(measureIds, (id) =>
      id === 'active_share' ? 0.2 : id === 'active_days' ? 2 : Number.NaN,
    );
    const ticket = withValue(poor, 'severe_tickets', 1);
    expect(scoreParts(profile, ticket)?.score).toBe(scoreParts(profile, poor)?.score);
    expect(scoreParts(profile, withValue(poor, 'severe_tickets', 0))?.score).toBeGreaterThan(
      scoreParts(profile, poor)?.score ?? 100e6,
    );
    const at = profile.measures.indexOf(measureAt.severe_tickets);
    expect(scoreParts(profile, ticket)).toMatchObject({ isHeldBack: expect.anything() });
    expect([scoreParts(profile, ticket)?.isHeldBack[at], scoreParts(profile, ticket)?.shares[at]]).toEqual([
      true,
      0,
    ]);
  });

  it('is the lowest score that counting or leaving out each piece of it can give', () => {
    fc.assert(
      fc.property(anyRules, anyFacts, (profile, facts) => {
        const told = scoreParts(profile, facts);
        if (told === null) return;
        const news = worseMeasures.filter((id) => {
          const value = facts[measureAt[id]] as number;
          return profile.measures.includes(measureAt[id]) && (worsening[id] ?? []).slice(1).includes(value);
        });
        // The plain way: every choice of what is left unknown.
        let lowest = told.score;
        for (let choice = 0; choice < 2 ** Math.min(news.length, 6); choice++) {
          const chosen = Float64Array.from(facts);
          news.forEach((id, i) => {
            if ((choice & (1 << i)) !== 0) chosen[measureAt[id]] = Number.NaN;
          });
          lowest = Math.min(lowest, scoreParts(profile, chosen)?.score ?? lowest);
        }
        expect(told.score).toBeLessThanOrEqual(lowest + hair);
      }),
    );
  });
});
