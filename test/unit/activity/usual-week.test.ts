import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownThrough } from '../../../src-main/engines/activity/knowledge';
import { changeOfWeek, organizationWeek, userWeek } from '../../../src-main/engines/activity/usual-week';
import { dayZero, foldAll, lastHabitOf, type Page } from './pages';

const daily = (events: readonly number[], from = dayZero): Page[] =>
  events.flatMap((count, i) =>
    count === 0
      ? []
      : [{ day: from + i, periodDays: 1 as const, entries: [{ user: 1, feature: 1, events: count }] }],
  );

/** A plain second way: the last seven counts, and whole weeks back from there as far as the habit reaches, 13 at most. */
function recounted(pages: readonly Page[], through: number) {
  const on = (day: number) =>
    pages.filter((page) => page.day === day).reduce((sum, { entries }) => sum + (entries[0]?.events ?? 0), 0);
  const weekTo = (day: number) => [0, 1, 2, 3, 4, 5, 6].reduce((sum, back) => sum + on(day - back), 0);
  const first = lastHabitOf(pages.map(({ day }) => day));
  const before: number[] = [];
  for (let end = through - 7; end - 6 >= first && before.length < 13; end -= 7) before.push(weekTo(end));
  if (pages.length === 0 || before.length < 3) return null;
  return {
    events: weekTo(through),
    usual: before.reduce((sum, events) => sum + events, 0) / before.length,
    weeks: before.length,
  };
}

describe('the last week beside the usual one', () => {
  it('is what anybody counts from the days, of the account and of its user, also after silences', () => {
    const busy = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 150 });
    const silence = fc.integer({ min: 0, max: 140 });
    fc.assert(
      fc.property(busy, silence, busy, silence, (past, between, lately, since) => {
        const pages = daily([...past, ...Array.from({ length: between }, () => 0), ...lately]);
        fc.pre(pages.length > 0);
        const state = foldAll(pages);
        const day = state.organization.lastDay + since;
        const expected = recounted(pages, day);
        expect(organizationWeek(state, day)).toEqual(expected);
        expect(userWeek(state, 0, day)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('is level for a steady week, whatever weekday it is and however young the habit', () => {
    const week = fc
      .array(fc.integer({ min: 0, max: 50 }), { minLength: 7, maxLength: 7 })
      .filter((days) => (days[0] ?? 0) > 0);
    fc.assert(
      fc.property(week, fc.integer({ min: 28, max: 300 }), (days, age) => {
        const state = foldAll(daily(Array.from({ length: age }, (_, day) => days[day % 7] ?? 0)));
        expect(changeOfWeek(organizationWeek(state, dayZero + age - 1))).toBeCloseTo(0, 12);
      }),
    );
  });

  it('is that of whole weeks where usage comes as one count a week', () => {
    const pages = Array.from({ length: 14 }, (_, i) => ({
      day: dayZero + 7 * i,
      periodDays: 7 as const,
      entries: [{ user: 0, feature: 1, events: i < 13 ? 25 : 12 }],
    }));
    const state = foldAll(pages);
    const day = knownThrough(state, dayZero + 7 * 14 + 3);
    const { events, usual, weeks } = organizationWeek(state, day) ?? { events: 0, usual: 0, weeks: 0 };
    expect([events, usual, weeks]).toEqual([expect.closeTo(12, 9), expect.closeTo(25, 9), 13]);
  });

  it('is unknown before four weeks of use and where nothing came before, and -1 in silence', () => {
    const at = (events: readonly number[], day: number) =>
      changeOfWeek(organizationWeek(foldAll(daily(events)), dayZero + day - 1));
    expect([at(Array(27).fill(10), 27), at(Array(28).fill(10), 28)]).toEqual([Number.NaN, 0]);
    const silence = Array(100).fill(0);
    const used = Array(10).fill(10);
    expect(at([...used, ...silence], 17 + 7)).toBeNaN();
    expect([at(used, 28), at(used, 116)]).toEqual([-1, -1]);
    expect(at([...used, ...silence, 5], 111)).toBeNaN();
  });
});
