import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileProfile } from '../../../src-main/engines/health/compile-config';
import { explainChange, type ScoredDay } from '../../../src-main/engines/health/explain-change';
import { scoreParts } from '../../../src-main/engines/health/explain-score';
import { scoreChangeSchema } from '../../../src-preload/contract/health';
import type { Profile } from '../../../src-preload/contract/health-config';
import { micro, sum, tenths } from '../../support/points';
import { anyProfile, anyRaws, plainProfile, rawsWith } from './arbitraries';

function dayOf(asOf: number, version: number, profile: Profile, raws: Float64Array): ScoredDay {
  return { asOf, config: { version }, profile: compileProfile(profile), raws };
}

function changeBetween(from: [Profile, Float64Array], to: [Profile, Float64Array]) {
  return explainChange(dayOf(1, 1, ...from), dayOf(2, from[0] === to[0] ? 1 : 2, ...to));
}

describe('why a score changed', () => {
  it('adds up to the change to the last digit, with any data and any two configurations', () => {
    fc.assert(
      fc.property(
        anyProfile,
        anyProfile,
        anyRaws,
        anyRaws,
        fc.boolean(),
        (first, second, before, after, sameRules) => {
          const from = dayOf(20_000, 1, first, before);
          const to = sameRules ? { ...from, asOf: 20_028, raws: after } : dayOf(20_028, 2, second, after);
          const change = explainChange(from, to);
          if (change === null) {
            const scores = [scoreParts(from.profile, before), scoreParts(to.profile, after)];
            expect(scores).toContain(null);
            return;
          }
          const total = micro(change.exactTo) - micro(change.exactFrom);
          expect(micro(change.total)).toBe(total);
          const byRules = micro(change.rules?.total ?? 0);
          expect(sum(change.effects.map((effect) => micro(effect.total))) + byRules).toBe(total);
          for (const { value, missing, total: whole } of change.effects) {
            expect(micro(value) + micro(missing)).toBe(micro(whole));
          }
          const shown = sum(change.effects.map((effect) => tenths(effect.shownTotal)));
          const shownChange = tenths(change.toScore) - tenths(change.fromScore);
          expect(shown + tenths(change.rules?.shownTotal ?? 0)).toBe(shownChange);
          expect(tenths(change.shownTotal)).toBe(shownChange);
          expect(change.rules === null).toBe(sameRules);
          expect(scoreChangeSchema.parse(change)).toEqual(change);
        },
      ),
    );
  });

  it('gives no effect to a measure whose value stayed, whatever came, went or moved beside it', () => {
    fc.assert(
      fc.property(anyProfile, anyRaws, anyRaws, fc.nat({ max: 20 }), (profile, before, after, at) => {
        const stayed = Float64Array.from(after);
        stayed[at] = before[at] as number;
        const change = changeBetween([profile, before], [profile, stayed]);
        for (const { fromRaw, toRaw, total } of change?.effects ?? []) {
          if (fromRaw === toRaw) expect(total).toBe(0);
        }
      }),
    );
  });

  it('is the midpoint rule where only values and weights move: d(ws) = w_mid ds + s_mid dw', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (before, after, weightBefore, weightAfter) => {
          const change = changeBetween(
            [
              plainProfile(['nps', weightBefore, 'skip'], ['csat', 5, 'skip']),
              rawsWith({ nps: before, csat: 30 }),
            ],
            [
              plainProfile(['nps', weightAfter, 'skip'], ['csat', 5, 'skip']),
              rawsWith({ nps: after, csat: 30 }),
            ],
          );
          const nps = change?.effects.find(({ measure }) => measure === 'nps');
          const [w0, w1] = [weightBefore / (weightBefore + 5), weightAfter / (weightAfter + 5)];
          expect(nps?.value).toBeCloseTo(((w0 + w1) / 2) * (after - before), 3);
          expect(change?.rules?.total).toBeCloseTo(((before + after) / 2 - 30) * (w1 - w0), 3);
        },
      ),
    );
  });

  it('says value when only a value moved', () => {
    const profile = plainProfile(['nps', 1, 'skip'], ['csat', 1, 'skip']);
    const change = changeBetween(
      [profile, rawsWith({ nps: 50, csat: 30 })],
      [profile, rawsWith({ nps: 70, csat: 30 })],
    );
    expect(change?.total).toBe(10);
    expect(change?.effects).toMatchObject([
      { measure: 'nps', fromRaw: 50, toRaw: 70, value: 10, missing: 0, total: 10, shownTotal: 10 },
      { measure: 'csat', value: 0, missing: 0, total: 0 },
    ]);
  });

  it('moves by share x (its points - the mean of the rest) when a value comes or goes, and by that alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 3, max: 100 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 9 }),
        (nps, csat, activeDays, weight) => {
          const profile = plainProfile(
            ['nps', weight, 'skip'],
            ['csat', 2, 'skip'],
            ['active_days', 3, 'skip'],
          );
          const without = rawsWith({ csat, active_days: activeDays });
          const withIt = rawsWith({ nps, csat, active_days: activeDays });
          const rest = (2 * csat + 3 * activeDays) / 5;
          const expected = (weight / (weight + 5)) * (nps - rest);
          const came = changeBetween([profile, without], [profile, withIt]);
          const went = changeBetween([profile, withIt], [profile, without]);
          const others = ['active_days', 'csat'].map((measure) => ({ measure, total: 0 }));
          const inOrder = (missing: unknown) => [others[0], { measure: 'nps', missing }, others[1]];
          expect(came?.effects).toMatchObject(inOrder(expect.closeTo(expected, 3)));
          expect(went?.effects).toMatchObject(inOrder(expect.closeTo(-expected, 3)));
        },
      ),
    );
  });

  it('never shows a first severe ticket as a gain, nor one that stayed when other data went', () => {
    const profile = plainProfile(['severe_tickets', 1, 'skip'], ['nps', 2, 'skip'], ['ces', 1, 'skip']);
    const severe = profile.dimensions.engagement.measures[0];
    if (severe === undefined) throw new Error('no measure');
    severe.breakpoints = [
      [0, 100],
      [1, 75],
      [2, 50],
    ];
    const before = rawsWith({ nps: 20, ces: 60 });
    const after = rawsWith({ nps: 20, ces: 60, severe_tickets: 1 });
    expect(changeBetween([profile, before], [profile, after])?.effects.map(({ total }) => total)).toEqual([
      0, 0, 0,
    ]);
    const fewer = rawsWith({ nps: 20, severe_tickets: 1 });
    const change = changeBetween([profile, after], [profile, fewer]);
    expect(change?.effects.find(({ measure }) => measure === 'severe_tickets')?.total).toBe(0);
  });

  it('says that the rules changed when breakpoints, weights or a missing rule moved', () => {
    const raws = rawsWith({ nps: 80 });
    const change = changeBetween(
      [plainProfile(['nps', 1, 'skip'], ['csat', 1, 'skip']), raws],
      [plainProfile(['nps', 1, 'skip'], ['csat', 1, 'poor']), raws],
    );
    expect(change).toMatchObject({ total: -40, rules: { fromVersion: 1, toVersion: 2, total: -40 } });
    expect(change?.effects.map(({ total }) => total)).toEqual([0, 0]);
  });

  it('is unknown when one of the days has no score', () => {
    const profile = plainProfile(['nps', 1, 'skip']);
    expect(changeBetween([profile, rawsWith({})], [profile, rawsWith({ nps: 1 })])).toBeNull();
  });
});
