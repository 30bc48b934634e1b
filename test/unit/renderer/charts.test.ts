import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAxis } from '../../../src-renderer/ui/charts/count-axis';
import { heatShade } from '../../../src-renderer/ui/charts/heat-shade';
import { shareAxis } from '../../../src-renderer/ui/charts/share-axis';
import { timeTicks } from '../../../src-renderer/ui/charts/time-ticks';
import { type UsagePoint, weeklyUsage } from '../../../src-renderer/ui/charts/weekly-usage';
import { addDays, dayOfEpoch } from '../../../src-renderer/ui/format/day';

describe('an axis of counts', () => {
  it.each([
    [252, [0, 80, 160, 240, 320]],
    [6, [0, 2, 4, 6, 8]],
    [0, [0, 1, 2, 3, 4]],
    [1_200, [0, 300, 600, 900, 1_200]],
  ])('up to %i has even steps', (highest, ticks) => {
    expect(countAxis(highest).ticks).toEqual(ticks);
  });

  it('reaches the highest count, and wastes at most half of its height', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 1e9 }), (highest) => {
        const { domain, ticks } = countAxis(highest);
        expect(domain[1]).toBeGreaterThanOrEqual(highest);
        expect(domain[1]).toBeLessThanOrEqual(2 * highest);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe('an axis of shares', () => {
  it('reaches the highest share in even steps of whole percents, and never goes beyond all', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(4 as const, 5 as const),
        (highest, intervals) => {
          const { domain, ticks } = shareAxis(highest, intervals);
          expect(domain[1]).toBeGreaterThanOrEqual(highest);
          expect(domain[1]).toBeLessThanOrEqual(1);
          expect(ticks).toHaveLength(intervals + 1);
          expect(ticks.every((tick) => Math.abs(tick * 100 - Math.round(tick * 100)) < 1e-9)).toBe(true);
        },
      ),
    );
  });
});

describe('ticks of a time axis', () => {
  it('stay inside the span, ascend and are never more than asked', () => {
    const span = fc.tuple(
      fc.integer({ min: 0, max: 25_000 }),
      fc.integer({ min: 0, max: 1500 }),
      fc.integer({ min: 2, max: 12 }),
    );
    fc.assert(
      fc.property(span, ([first, length, most]) => {
        const ticks = timeTicks(first, first + length, most);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        expect(ticks.every((tick) => tick >= first && tick <= first + length)).toBe(true);
        expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
      }),
    );
  });

  it('are firsts of months over a year, and weeks over a month', () => {
    const year = timeTicks(20_000, 20_365, 6).map(dayOfEpoch);
    expect(year.length).toBeGreaterThan(2);
    expect(year.every((day) => day.endsWith('-01'))).toBe(true);
    expect(timeTicks(20_000, 20_030, 5)).toEqual([20_002, 20_009, 20_016, 20_023, 20_030]);
  });
});

describe('days gathered into weeks', () => {
  // 2026-11-02 is a Monday.
  const points = Array.from(
    { length: 17 },
    (_, index): UsagePoint => ({
      day: addDays('2026-10-30', index),
      events: 10,
      activeUsers: index % 7 < 2 ? 0 : 4,
    }),
  );

  it('begin with the first whole week, and the week that is not over yet says so', () => {
    const weeks = weeklyUsage([...points, { day: '2026-11-16', events: 3, activeUsers: 1 }]);
    expect(weeks.slice(0, 2).map((week) => week.day)).toEqual(['2026-11-02', '2026-11-09']);
    expect(weeks.map((week) => week.soFar ?? false)).toEqual([false, false, true]);
  });

  it('sum the events and average the users over the days that had any', () => {
    expect(weeklyUsage(points)[0]).toEqual({ day: '2026-11-02', events: 70, activeUsers: 4 });
  });

  it('know no users where the company’s data can’t tell', () => {
    const unknown = points.map((point) => ({ ...point, activeUsers: null }));
    expect(weeklyUsage(unknown)[0]?.activeUsers).toBeNull();
  });

  it('are none for no points', () => {
    expect(weeklyUsage([])).toEqual([]);
  });
});

describe('the shade of a heat map cell', () => {
  it('is none only for no use, and the strongest for the busiest week', () => {
    expect(heatShade(0, 100)).toBe(0);
    expect(heatShade(1, 1000)).toBe(1);
    expect(heatShade(100, 100)).toBe(5);
    expect(heatShade(0, 0)).toBe(0);
  });

  it('never falls as use grows', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (a, b) => {
        expect(heatShade(Math.min(a, b), 1000)).toBeLessThanOrEqual(heatShade(Math.max(a, b), 1000));
      }),
    );
  });
});
