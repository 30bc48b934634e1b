import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActivityState } from '../../../src-main/engines/activity/activity-state';
import { decodeActivityState, encodeActivityState } from '../../../src-main/engines/activity/state-codec';
import { organizationWeek, userWeek } from '../../../src-main/engines/activity/usual-week';
import { eventsIn, lastDays } from '../../../src-main/engines/activity/windows';
import type { MeasureId } from '../../../src-preload/contract/health-config';
import { asOf } from '../health/batch';
import { contacts, days, measure, seats, use } from '../health/measured';
import { dailyHistory, dayZero, foldAll, type Page } from './pages';

const on = (day: number, ...entries: Page['entries']): Page => ({ day, periodDays: 1, entries });
const habits = [
  'usage_trend',
  'usage_against_baseline',
  'stickiness',
  'feature_depth',
  'key_outcomes',
  'usage_per_mrr',
  'active_days',
  'days_since_activity',
] as const satisfies readonly MeasureId[];

describe('use far before the rest', () => {
  const young = days(asOf - 40, asOf, (day) => (day % 2 === 0 ? [use(1), use(2, 3)] : []));
  const story = { ...seats(3), ...contacts(1, 2), created: asOf - 40 };
  const figures = (pages: readonly Page[]) => {
    const { raw, ofContact } = measure(pages, story);
    return habits.flatMap((id) => [raw(id), ofContact(id, 0), ofContact(id, 1)]);
  };

  it('moves no window and no baseline, on one day or two, of one user or of nobody', () => {
    const expected = figures(young);
    expect(measure(young, story).raw('usage_trend')).toBeNaN();
    for (const strays of [
      [on(1, use(1, 3, 500))],
      [on(1, use(0, 1, 500))],
      [on(1, use(1)), on(3000, use(2)), on(9000, use(1))],
      [on(asOf - 99, use(1, 3, 500)), on(asOf - 98, use(2))],
      [on(asOf - 97, use(1, 3, 500))],
      // A clock that was wrong for a week.
      days(700, 706, () => [use(1), use(2)]),
    ]) {
      expect(figures([...strays, ...young])).toEqual(expected);
      const { facts } = measure([...strays, ...young], story);
      const own = strays.flatMap(({ entries }) => entries).reduce((sum, { events }) => sum + events, 0);
      expect(facts.events).toBe(measure(young, story).facts.events + own);
    }
  });

  it('is a habit where it went on, or lies near enough to be one', () => {
    expect(figures([...days(asOf - 99, asOf - 97, () => [use(1)]), ...young])).not.toEqual(figures(young));
    expect(figures([on(asOf - 96, use(1)), ...young])).not.toEqual(figures(young));
  });

  it('is no silence of an account that nobody has used since it began', () => {
    const { facts, raw } = measure([on(1, use(1))], story);
    expect(facts).toMatchObject({ lastActivityDay: 0, events: 10 });
    expect([facts.activeUsers, raw('days_since_activity')]).toEqual([Number.NaN, Number.NaN]);
    const near = (before: number) => measure([on(asOf - 40 - before, use(1))], story).facts.lastActivityDay;
    expect([near(128), near(129)]).toEqual([asOf - 168, 0]);
  });
});

describe('a habit', () => {
  it('that comes after 128 silent days is as new as one without a past', () => {
    fc.assert(
      fc.property(dailyHistory, fc.integer({ min: 129, max: 5000 }), (pages, silence) => {
        const used = pages.filter(({ entries }) => entries.length > 0);
        fc.pre(used.length > 0);
        const first = used[0]?.day ?? dayZero;
        const past = [on(first - silence - 1, use(1)), on(first - silence, use(1, 2))];
        const [alone, after] = [foldAll(used), foldAll([...past, ...used])];
        const end = alone.organization.lastDay;
        expect(after.organization.habitDay).toBe(alone.organization.habitDay);
        expect(organizationWeek(after, end)).toEqual(organizationWeek(alone, end));
        for (const length of [7, 28, 90])
          expect(eventsIn(after, lastDays(length, end))).toBe(eventsIn(alone, lastDays(length, end)));
        const kept = createActivityState();
        decodeActivityState(encodeActivityState(after), kept);
        expect(encodeActivityState(kept)).toEqual(encodeActivityState(after));
        expect(kept.organization).toEqual(after.organization);
      }),
      { numRuns: 60 },
    );
  });

  it('of a user begins anew by itself, while that of the account goes on', () => {
    const pages = days(dayZero, dayZero + 200, (day) =>
      day === dayZero || day > dayZero + 150 ? [use(1), use(2)] : [use(2)],
    );
    const state = foldAll(pages);
    const fresh = foldAll(pages.slice(151));
    expect(state.organization).toMatchObject({ habitDay: dayZero, strayEvents: 0 });
    expect(userWeek(state, 0, dayZero + 200)).toEqual(userWeek(fresh, 0, dayZero + 200));
  });

  it('tells how many events were none', () => {
    const habit = days(dayZero, dayZero + 9, () => [use(1)]);
    expect(foldAll([on(1, use(1, 1, 7)), on(500, use(2, 1, 4)), ...habit]).organization).toMatchObject({
      firstDay: 1,
      habitDay: dayZero,
      strayEvents: 11,
      events: 111,
    });
  });
});
