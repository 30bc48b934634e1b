import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileProfile } from '../../../src-main/engines/health/compile-config';
import { explainChange } from '../../../src-main/engines/health/explain-change';
import { scoreParts } from '../../../src-main/engines/health/explain-score';
import { scoreChangeSchema } from '../../../src-preload/contract/health';
import { micro, sum, tenths } from '../../support/points';
import { anyProfile, anyRaws, plainProfile, rawsWith } from './arbitraries';

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
          const from = { asOf: 20_000, profile: compileProfile(first), raws: before };
          const to = {
            asOf: 20_028,
            profile: sameRules ? from.profile : compileProfile(second),
            raws: after,
          };
          const change = explainChange(from, to);
          if (change === null) {
            expect(scoreParts(from.profile, before) === null || scoreParts(to.profile, after) === null).toBe(
              true,
            );
            return;
          }
          const total = micro(change.exactTo) - micro(change.exactFrom);
          expect(micro(change.total)).toBe(total);
          expect(sum(change.effects.map((effect) => micro(effect.total)))).toBe(total);
          for (const effect of change.effects) {
            expect(micro(effect.value) + micro(effect.config) + micro(effect.missing)).toBe(
              micro(effect.total),
            );
          }
          expect(sum(change.effects.map((effect) => tenths(effect.shownTotal)))).toBe(
            tenths(change.toScore) - tenths(change.fromScore),
          );
          expect(tenths(change.shownTotal)).toBe(tenths(change.toScore) - tenths(change.fromScore));
          if (sameRules) for (const effect of change.effects) expect(effect.config).toBe(0);
          expect(scoreChangeSchema.parse(change)).toEqual(change);
        },
      ),
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
          const change = explainChange(
            {
              asOf: 1,
              profile: compileProfile(plainProfile(['nps', weightBefore, 'skip'], ['csat', 5, 'skip'])),
              raws: rawsWith({ nps: before, csat: 30 }),
            },
            {
              asOf: 2,
              profile: compileProfile(plainProfile(['nps', weightAfter, 'skip'], ['csat', 5, 'skip'])),
              raws: rawsWith({ nps: after, csat: 30 }),
            },
          );
          const nps = change?.effects.find(({ measure }) => measure === 'nps');
          const [w0, w1] = [weightBefore / (weightBefore + 5), weightAfter / (weightAfter + 5)];
          expect(nps?.value).toBeCloseTo(((w0 + w1) / 2) * (after - before), 3);
          expect(nps?.config).toBeCloseTo(((before + after) / 2) * (w1 - w0), 3);
          expect(nps?.missing).toBe(0);
        },
      ),
    );
  });

  it('says value when only a value moved', () => {
    const profile = compileProfile(plainProfile(['nps', 1, 'skip'], ['csat', 1, 'skip']));
    const change = explainChange(
      { asOf: 1, profile, raws: rawsWith({ nps: 50, csat: 30 }) },
      { asOf: 2, profile, raws: rawsWith({ nps: 70, csat: 30 }) },
    );
    expect(change?.total).toBe(10);
    expect(change?.effects).toMatchObject([
      { measure: 'nps', fromRaw: 50, toRaw: 70, value: 10, config: 0, missing: 0, total: 10, shownTotal: 10 },
      { measure: 'csat', value: 0, config: 0, missing: 0, total: 0 },
    ]);
  });

  it('says missing when a value went, for itself and for those that took its weight', () => {
    const profile = compileProfile(plainProfile(['nps', 1, 'skip'], ['csat', 1, 'skip']));
    const change = explainChange(
      { asOf: 1, profile, raws: rawsWith({ nps: 80, csat: 30 }) },
      { asOf: 2, profile, raws: rawsWith({ csat: 30 }) },
    );
    expect(change?.total).toBe(-25);
    expect(change?.effects).toMatchObject([
      { measure: 'nps', toRaw: null, value: 0, config: 0, missing: -40 },
      { measure: 'csat', value: 0, config: 0, missing: 15 },
    ]);
  });

  it('says configuration when breakpoints, weights or a missing rule moved', () => {
    const raws = rawsWith({ nps: 80 });
    const change = explainChange(
      { asOf: 1, profile: compileProfile(plainProfile(['nps', 1, 'skip'], ['csat', 1, 'skip'])), raws },
      { asOf: 2, profile: compileProfile(plainProfile(['nps', 1, 'skip'], ['csat', 1, 'poor'])), raws },
    );
    expect(change?.total).toBe(-40);
    expect(change?.effects).toMatchObject([
      { measure: 'nps', value: 0, config: -40, missing: 0 },
      { measure: 'csat', total: 0 },
    ]);
  });

  it('is unknown when one of the days has no score', () => {
    const profile = compileProfile(plainProfile(['nps', 1, 'skip']));
    expect(
      explainChange(
        { asOf: 1, profile, raws: rawsWith({}) },
        { asOf: 2, profile, raws: rawsWith({ nps: 1 }) },
      ),
    ).toBeNull();
  });
});
