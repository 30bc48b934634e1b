import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withShownPoints } from '../../../src-main/engines/risk/churn/shown-points';
import { riskLevels } from '../../../src-preload/contract/domain';
import type { ChurnForecast } from '../../../src-preload/contract/risk/forecast';
import type { RiskPoint } from '../../../src-preload/contract/risk/risk-screen';
import { readAccountTab } from '../../../src-renderer/features/account/account-tab-id';
import { windowWords } from '../../../src-renderer/features/account/risk/churn-window';
import { reasonScale, reasonSteps } from '../../../src-renderer/features/account/risk/reason-steps';
import {
  mapPoints,
  probabilityEnd,
  revenueTicks,
} from '../../../src-renderer/features/risk/map/risk-map-points';
import { brierSkill } from '../../../src-renderer/features/risk/model/brier-skill';
import { narrows, riskFilterWords, withoutPart } from '../../../src-renderer/features/risk/risk-filter-words';
import { readRiskSearch } from '../../../src-renderer/features/risk/risk-search';
import { sortPoints } from '../../../src-renderer/features/risk/sort-points';
import { figure, signedFigure } from '../../../src-renderer/ui/format/figure';

function point(part: Partial<RiskPoint>): RiskPoint {
  return {
    id: 1,
    name: 'Northwind',
    owner: null,
    arr: 1000,
    score: 50,
    band: 'middle',
    tooLittle: null,
    level: 'low',
    levelSince: null,
    p90: null,
    expectedLoss90: null,
    topReason: null,
    renewsOn: null,
    ...part,
  };
}

/** A forecast whose reasons add up to p90 - base, as the contract promises. */
function forecast(base90: number, points: readonly number[]): ChurnForecast {
  const p90 = points.reduce((sum, each) => sum + each, base90);
  return {
    modelVersion: 1,
    method: 'hazard',
    asOf: '2026-11-22',
    p30: p90 / 3,
    p90,
    p180: p90,
    p180Untold: null,
    base90,
    survival: [{ month: 0, share: 1 }],
    window: { median: null, early: null, late: null, horizonMonths: 24 },
    reasons: withShownPoints(
      base90,
      points.map((each, index) => ({
        feature: `f${index}`,
        text: `Reason ${index}`,
        points: each,
        setsApart: true,
        raisedBy: null,
      })),
    ),
    reasonsExact: true,
  };
}

describe('the reasons of a probability', () => {
  it('are shown so that they add up to the last digit, whatever is rounded or folded', () => {
    const somePoints = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), { maxLength: 40 });
    const base = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(base, somePoints, fc.integer({ min: 1, max: 12 }), (base90, points, keep) => {
        const { from, to, steps } = reasonSteps(forecast(base90, points), keep);
        // Plus zero, as −0 is no other number to a reader.
        const tenths = (value: number) => Math.round(value * 10) + 0;
        const sum = steps.reduce((total, step) => total + tenths(step.shown), tenths(from));
        expect(sum).toBe(points.length === 0 ? tenths(from) : tenths(to));
        expect(steps.reduce((count, step) => count + step.count, 0)).toBe(points.length);
        expect(steps.length).toBeLessThanOrEqual(keep + 1);
      }),
    );
  });

  it('stand largest first, the rest in one line', () => {
    const { steps } = reasonSteps(forecast(0.05, [0.01, -0.08, 0.12, 0.0001]), 2);
    expect(steps.map((step) => step.reason?.feature ?? null)).toEqual(['f2', 'f1', null]);
    expect(steps.at(-1)?.count).toBe(2);
  });

  it('have a scale that holds every bar', () => {
    const parts = reasonSteps(forecast(0.05, [0.3, -0.2]), 9);
    const [low, high] = reasonScale(parts);
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(35);
  });
});

describe('the time until an account leaves', () => {
  const horizonMonths = 24;

  it('is not guessed beyond the horizon', () => {
    expect(windowWords({ early: null, median: null, late: null, horizonMonths })).toMatch(
      /^Not reached in the horizon.*24 months/,
    );
    expect(windowWords({ early: 9, median: null, late: null, horizonMonths })).toMatch(
      /quarter .* after 9 months; half is not reached/,
    );
    expect(windowWords({ early: 9, median: 18, late: null, horizonMonths })).toMatch(
      /three quarters is not reached/,
    );
  });

  it('is a window where all of it is known', () => {
    expect(windowWords({ early: 1, median: 4.5, late: 11, horizonMonths })).toBe(
      'Half of such accounts have left after 4.5 months; the middle half of them leaves between 1 and 11 months.',
    );
  });
});

describe('the risk list', () => {
  it('puts what is not known last, whichever way it is sorted', () => {
    const points = [point({ id: 1, p90: null }), point({ id: 2, p90: 0.1 }), point({ id: 3, p90: 0.4 })];
    const ids = (descending: boolean) => sortPoints(points, { key: 'p90', descending }).map(({ id }) => id);
    expect(ids(true)).toEqual([3, 2, 1]);
    expect(ids(false)).toEqual([2, 3, 1]);
  });

  it('sorts figures by how large they are, whatever digits they have', () => {
    const points = [0.4, 0.15, 0.045, 1].map((p90, id) => point({ id, p90 }));
    expect(sortPoints(points, { key: 'p90', descending: false }).map(({ p90 }) => p90)).toEqual([
      0.045, 0.15, 0.4, 1,
    ]);
  });

  it('sorts levels by how bad they are, not by their letters', () => {
    const points = riskLevels.map((level, id) => point({ id, level }));
    const sorted = sortPoints(points, { key: 'level', descending: true });
    expect(sorted.map(({ level }) => level)).toEqual(['critical', 'high', 'medium', 'low']);
  });

  it('stays as it came under a sort that does not exist', () => {
    const points = [point({ id: 2 }), point({ id: 1 })];
    expect(sortPoints(points, { key: 'moon', descending: false })).toEqual(points);
  });
});

describe('the risk map', () => {
  it('gives no place to what has no probability or no revenue, and never invents one from the score', () => {
    const points = [
      point({ id: 1, p90: 0.2 }),
      point({ id: 2, p90: null }),
      point({ id: 3, p90: 0.3, arr: 0 }),
    ];
    expect(mapPoints(points, 'probability').map(({ id }) => id)).toEqual([1]);
    expect(mapPoints(points, 'score').map(({ id, across }) => [id, across])).toEqual([
      [1, 50],
      [2, 50],
    ]);
  });

  it('has revenue ticks that hold all amounts, from just below the least to just above the most', () => {
    const amounts = fc.array(fc.double({ min: 0.5, max: 1e9, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(amounts, (some) => {
        const ticks = revenueTicks(some);
        const [least, most] = [Math.min(...some), Math.max(...some)];
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks[0]).toBeLessThanOrEqual(least);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
        expect((ticks[0] ?? 0) * 3.4).toBeGreaterThanOrEqual(least);
        expect((ticks.at(-1) ?? 0) / 3.4).toBeLessThanOrEqual(Math.max(most, least * 3.4));
      }),
    );
  });

  it('ends its probability axis at the next tenth, and never beyond all', () => {
    expect(probabilityEnd([0.02])).toBe(0.1);
    expect(probabilityEnd([0.41, 0.1])).toBe(0.5);
    expect(probabilityEnd([1])).toBe(1);
  });
});

describe('the address of the risk screen', () => {
  it('keeps a filter and a sort, and leaves out what is neither', () => {
    const search = {
      filter: { levels: ['high'], minProbability: 0.25 },
      sort: { key: 'arr', descending: false },
    };
    expect(readRiskSearch(search)).toEqual(search);
    expect(readRiskSearch({ filter: { levels: 'x', segments: ['SMB'] }, sort: 'arr' })).toEqual({
      filter: { segments: ['SMB'] },
    });
    expect(readAccountTab({ tab: 'risk' })).toEqual({ tab: 'risk' });
    expect(readAccountTab({ tab: 'moon' })).toEqual({});
    expect(readAccountTab({ tab: 'contacts', find: 'Anna' })).toEqual({ tab: 'contacts', find: 'Anna' });
    expect(readAccountTab({ find: 7, tab: 'usage' })).toEqual({ tab: 'usage' });
    expect(readAccountTab({ find: ' ' })).toEqual({});
    expect(readAccountTab({ find: 'x'.repeat(300) }).find).toHaveLength(200);
  });

  it('says what each part narrows to, and lets a part go', () => {
    const filter = { levels: ['critical', 'high'] as ('critical' | 'high')[], minProbability: 0.25 };
    const words = (part: 'levels' | 'minProbability' | 'ownerIds') =>
      riskFilterWords(filter, part, () => undefined);
    expect([words('levels'), words('minProbability'), words('ownerIds')]).toEqual([
      'Critical, High',
      '25% or more',
      null,
    ]);
    expect(withoutPart(filter, 'levels')).toEqual({ minProbability: 0.25 });
    expect([narrows(filter), narrows({}), narrows({ levels: undefined })]).toEqual([true, false, false]);
    const ofAda = { ownerIds: [7] };
    expect(riskFilterWords(ofAda, 'ownerIds', (id) => (id === 7 ? 'Ada' : undefined))).toBe('Ada');
    expect(riskFilterWords({ ...ofAda, segments: ['SMB'] }, 'segments', () => undefined)).toBe('SMB');
  });
});

describe('figures of the model card', () => {
  it('have the same number of decimals, and a dash where nothing is known', () => {
    expect([figure(0.015, 4), figure(null, 4)]).toEqual(['0.0150', '–']);
    expect([signedFigure(0.5, 2), signedFigure(-0.5, 2), signedFigure(0, 2)]).toEqual([
      '+0.50',
      '−0.50',
      '0.00',
    ]);
  });

  it('say how much of the base rate’s error the model takes away', () => {
    expect(brierSkill(0.015, 0.02)).toBeCloseTo(0.25);
    expect(brierSkill(0.02, 0)).toBeNull();
  });
});
