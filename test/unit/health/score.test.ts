import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileConfig, compileProfile } from '../../../src-main/engines/health/compile-config';
import { explainScore, scoreParts } from '../../../src-main/engines/health/explain-score';
import { compileBreakpoints, pointsOf } from '../../../src-main/engines/health/points';
import { createRawMeasures } from '../../../src-main/engines/health/raw-measures';
import { bandOf, createScores, noScore, scoreSubject } from '../../../src-main/engines/health/score';
import { offeredMeasures } from '../../../src-main/engines/health/starter/offered-measures';
import { starterConfig } from '../../../src-main/engines/health/starter-config';
import { breakdownSchema } from '../../../src-preload/contract/health';
import { dimensions, healthConfigSchema, measureIds } from '../../../src-preload/contract/health-config';
import { spellScore } from '../../../src-preload/contract/words';
import { micro, sum, tenths } from '../../support/points';
import { anyProfile, anyRaws, configOf, plainProfile, rawsWith } from './arbitraries';

describe('a score', () => {
  it('is exactly the sum of its contributions, whatever the configuration and the data', () => {
    fc.assert(
      fc.property(anyProfile, anyRaws, (profile, raws) => {
        const config = compileConfig(3, configOf(profile));
        const breakdown = explainScore(config, config.userProfile, raws, 20_000);
        if (breakdown === null) return;
        expect(sum(breakdown.measures.map((measure) => micro(measure.contribution)))).toBe(
          micro(breakdown.exactScore),
        );
        expect(sum(breakdown.dimensions.map((dimension) => micro(dimension.contribution)))).toBe(
          micro(breakdown.exactScore),
        );
        expect(sum(breakdown.measures.map((measure) => tenths(measure.shownContribution)))).toBe(
          tenths(breakdown.score),
        );
        expect(sum(breakdown.dimensions.map((dimension) => tenths(dimension.shownContribution)))).toBe(
          tenths(breakdown.score),
        );
        expect(sum(breakdown.measures.map((measure) => micro(measure.weight)))).toBe(1_000_000);
        for (const dimension of dimensions) {
          const own = breakdown.measures.filter((measure) => measure.dimension === dimension);
          const whole = breakdown.dimensions.find(({ id }) => id === dimension);
          expect(sum(own.map((measure) => micro(measure.contribution)))).toBe(
            micro(whole?.contribution ?? Number.NaN),
          );
        }
        expect(breakdownSchema.parse(breakdown)).toEqual(breakdown);
      }),
    );
  });

  it('lies where weights x points say, within the millionth to which weights are cut', () => {
    fc.assert(
      fc.property(anyProfile, anyRaws, (profile, raws) => {
        const config = compileConfig(1, configOf(profile));
        const breakdown = explainScore(config, config.userProfile, raws, 20_000);
        if (breakdown === null) return;
        for (const measure of breakdown.measures) {
          expect(Math.abs(measure.contribution - measure.weight * (measure.points ?? 0))).toBeLessThanOrEqual(
            1e-6 + 1e-9,
          );
        }
        expect(breakdown.score).toBeGreaterThanOrEqual(0);
        expect(breakdown.score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('is the same one by one and column by column', () => {
    fc.assert(
      fc.property(anyProfile, fc.array(anyRaws, { minLength: 1, maxLength: 8 }), (profile, subjects) => {
        const compiled = compileProfile(profile);
        const raws = createRawMeasures(subjects.length);
        subjects.forEach((values, subject) => {
          values.forEach((value, at) => {
            (raws.columns[at] as Float64Array)[subject] = value;
          });
        });
        const scores = createScores(subjects.length);
        subjects.forEach((values, subject) => {
          scoreSubject(compiled, raws, subject, scores);
          const parts = scoreParts(compiled, values);
          expect(scores.score[subject]).toBe(parts?.score ?? noScore);
          expect(scores.confidence[subject]).toBe(parts?.confidence ?? 0);
        });
      }),
    );
  });

  it('is not made when nothing is known, whatever the missing rules say', () => {
    const nothing = rawsWith({});
    for (const rule of ['skip', 'neutral', 'poor'] as const) {
      expect(scoreParts(compileProfile(plainProfile(['nps', 1, rule])), nothing)).toBeNull();
    }
  });

  it.each([
    ['skip', 80, 0.25],
    ['neutral', 57.5, 0.25],
    ['poor', 20, 0.25],
  ] as const)('counts a missing measure by the rule %s', (rule, score, confidence) => {
    const profile = compileProfile(plainProfile(['nps', 1, 'skip'], ['csat', 3, rule]));
    const parts = scoreParts(profile, rawsWith({ nps: 80 }));
    expect(parts).toMatchObject({ score: score * 1e6, confidence: confidence * 1e6 });
  });

  it('gives the weight of a dimension without any data to the other dimensions', () => {
    const profile = plainProfile(['nps', 1, 'skip']);
    const two = {
      ...profile,
      dimensions: {
        ...profile.dimensions,
        value: {
          weight: 3,
          measures: [
            {
              id: 'csat' as const,
              weight: 1,
              missing: 'skip' as const,
              breakpoints: [
                [0, 0],
                [100, 100],
              ] as [number, number][],
            },
          ],
        },
      },
    };
    const compiled = compileProfile(two);
    expect(scoreParts(compiled, rawsWith({ nps: 40 }))).toMatchObject({ score: 40e6, confidence: 250_000 });
    expect(scoreParts(compiled, rawsWith({ nps: 40, csat: 80 }))).toMatchObject({
      score: 70e6,
      confidence: 1_000_000,
    });
  });
});

describe('points', () => {
  it('follow the breakpoints: straight between them, flat outside', () => {
    const breakpoints = compileBreakpoints([
      [0.5, 40],
      [0.8, 80],
    ]);
    expect(pointsOf(breakpoints, 0.65)).toBe(60e6);
    expect(pointsOf(breakpoints, 0.1)).toBe(40e6);
    expect(pointsOf(breakpoints, 2)).toBe(80e6);
    expect(pointsOf(breakpoints, 0.5)).toBe(40e6);
  });

  it('rise with the raw value where breakpoints rise', () => {
    const breakpoints = compileBreakpoints([
      [-1, 0],
      [0, 30],
      [0.2, 70],
      [3, 100],
    ]);
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 4, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (raw, more) => {
          expect(pointsOf(breakpoints, raw + more)).toBeGreaterThanOrEqual(pointsOf(breakpoints, raw));
        },
      ),
    );
  });
});

describe('bands', () => {
  const config = compileConfig(1, starterConfig);

  it('begin where the tenth of a score reaches their lower edge: what shows as 75.0 is healthy', () => {
    expect([74.949999, 74.95, 74.96, 75].map((score) => bandOf(config, micro(score)))).toEqual([
      'middle',
      'healthy',
      'healthy',
      'healthy',
    ]);
    expect([49.949999, 49.95, 50].map((score) => bandOf(config, micro(score)))).toEqual([
      'poor',
      'middle',
      'middle',
    ]);
  });

  it('are those of the number shown, of the whole score and of each dimension, wherever the edges are', () => {
    const edges = fc.tuple(fc.integer({ min: 10, max: 500 }), fc.integer({ min: 501, max: 990 }));
    fc.assert(
      fc.property(anyProfile, anyRaws, edges, (profile, raws, [middle, healthy]) => {
        const own = compileConfig(1, {
          ...configOf(profile),
          bands: { middle: middle / 10, healthy: healthy / 10 },
        });
        const breakdown = explainScore(own, own.userProfile, raws, 20_000);
        if (breakdown === null) return;
        for (const { score, band } of [breakdown, ...breakdown.dimensions]) {
          if (score === null) continue;
          const shown = Math.round(10 * Number(spellScore(score)));
          expect(band).toBe(shown < middle ? 'poor' : shown < healthy ? 'middle' : 'healthy');
        }
        expect(bandOf(own, micro(breakdown.exactScore))).toBe(breakdown.band);
        // An edge that the tenth reaches exactly, and the exact score often just misses.
        if (breakdown.score <= 1 || breakdown.score > 99) return;
        const justReached = compileConfig(1, {
          ...configOf(profile),
          bands: { middle: 1, healthy: breakdown.score },
        });
        expect(explainScore(justReached, justReached.userProfile, raws, 20_000)?.band).toBe('healthy');
        expect(bandOf(own, micro(breakdown.score))).toBe(breakdown.band);
      }),
    );
  });
});

describe('the starter configuration', () => {
  it('is one that the contract allows, with weights 20/30/15/15/20', () => {
    expect(healthConfigSchema.parse(starterConfig)).toEqual(starterConfig);
    const standard = starterConfig.organizationProfiles.at(-1);
    expect(dimensions.map((dimension) => standard?.dimensions[dimension].weight)).toEqual([
      20, 30, 15, 15, 20,
    ]);
  });

  it('uses or offers every measure of the catalogue, and none of both', () => {
    const used = starterConfig.organizationProfiles.flatMap((profile) =>
      dimensions.flatMap((dimension) => profile.dimensions[dimension].measures.map(({ id }) => id)),
    );
    const offered = offeredMeasures.map(({ id }) => id);
    expect([...new Set(used), ...offered].toSorted()).toEqual(measureIds.toSorted());
  });

  it('has the published marks: half of the seats active is 40, four fifths is 80', () => {
    const profile = compileProfile(starterConfig.organizationProfiles.at(-1) ?? plainProfile());
    const place = profile.measures.indexOf(measureIds.indexOf('active_share'));
    const breakpoints = profile.breakpoints[place] ?? compileBreakpoints([]);
    expect(pointsOf(breakpoints, 0.5)).toBe(40e6);
    expect(pointsOf(breakpoints, 0.8)).toBe(80e6);
  });
});
