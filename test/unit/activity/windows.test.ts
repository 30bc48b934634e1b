import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureAdoption } from '../../../src-main/engines/activity/feature-adoption';
import { knownThrough } from '../../../src-main/engines/activity/knowledge';
import { unknownActivity } from '../../../src-main/engines/activity/unknown-activity';
import {
  activeDaysIn,
  atLeastUsersIn,
  eventsIn,
  lastDays,
  peopleAreKnown,
  userActiveDaysIn,
  userDaysIn,
  userEventsIn,
} from '../../../src-main/engines/activity/windows';
import { dailyHistory, dayZero, type Entry, foldAll, type Page } from './pages';

describe('windows of days', () => {
  it('hold exactly what the pages of those days hold', () => {
    fc.assert(
      fc.property(
        dailyHistory,
        fc.integer({ min: 1, max: 100 }),
        fc.nat({ max: 140 }),
        (pages, days, silence) => {
          const state = foldAll(pages);
          const last = pages.at(-1)?.day ?? 0;
          // 128 days back from the last activity is as far as the state remembers.
          const window = lastDays(days, last + silence);
          fc.pre(window.from > last - 128);
          const inside = pages.filter(({ day }) => day >= window.from && day <= window.to);
          expect(eventsIn(state, window)).toBe(inside.reduce((sum, page) => sum + eventsOf(page), 0));
          const named = (page: Page) =>
            new Set(page.entries.flatMap(({ user }) => (user > 0 ? [user] : []))).size;
          expect(userDaysIn(state, window)).toBe(inside.reduce((sum, page) => sum + named(page), 0));
          expect(activeDaysIn(state, window)).toBe(inside.filter((page) => eventsOf(page) > 0).length);
          for (let slot = 0; slot < state.users.count; slot++) {
            const own = ({ user }: Entry) => user === state.users.ids[slot];
            if (window.from <= (state.users.lastDay[slot] ?? 0) - 128) continue;
            // Of a user, what lies before the present habit isn't remembered by day.
            if (window.from < (state.users.firstDay[slot] ?? 0)) continue;
            expect(userEventsIn(state, slot, window)).toBe(
              inside.reduce((sum, page) => sum + eventsOf(page, own), 0),
            );
            expect(userActiveDaysIn(state, slot, window)).toBe(
              inside.filter((page) => eventsOf(page, own) > 0).length,
            );
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('know at least how many were active where counts come without users', () => {
    const state = foldAll([
      {
        day: dayZero,
        periodDays: 7,
        entries: [
          { user: 0, feature: 1, events: 9, activeUsers: 3 },
          { user: 0, feature: 2, events: 5, activeUsers: 5 },
        ],
      },
      { day: dayZero + 7, periodDays: 7, entries: [{ user: 0, feature: 1, events: 2, activeUsers: 2 }] },
    ]);
    const bothWeeks = lastDays(28, dayZero + 13);
    expect(atLeastUsersIn(state, bothWeeks)).toBe(5);
    expect(atLeastUsersIn(state, lastDays(7, dayZero + 13))).toBe(2);
    expect(peopleAreKnown(state, bothWeeks)).toBe(false);
    expect(peopleAreKnown(state, lastDays(7, dayZero + 30))).toBe(true);
  });
});

describe('what is known', () => {
  it('reaches to yesterday where usage comes by day', () => {
    const state = foldAll([{ day: dayZero, periodDays: 1, entries: [{ user: 1, feature: 1, events: 1 }] }]);
    expect(knownThrough(state, dayZero + 40)).toBe(dayZero + 39);
  });

  it('reaches to the end of the last whole week where usage comes by week, also through idle weeks', () => {
    const state = foldAll([{ day: dayZero, periodDays: 7, entries: [{ user: 0, feature: 1, events: 1 }] }]);
    expect(knownThrough(state, dayZero + 7)).toBe(dayZero + 6);
    expect(knownThrough(state, dayZero + 13)).toBe(dayZero + 6);
    expect(knownThrough(state, dayZero + 14)).toBe(dayZero + 13);
    expect(knownThrough(state, dayZero + 36)).toBe(dayZero + 34);
  });
});

describe('feature adoption', () => {
  it('knows first use, last use, users and the pace of each feature', () => {
    const state = foldAll([
      {
        day: dayZero,
        periodDays: 1,
        entries: [
          { user: 1, feature: 7, events: 3 },
          { user: 2, feature: 7, events: 1 },
        ],
      },
      {
        day: dayZero + 56,
        periodDays: 1,
        entries: [
          { user: 1, feature: 7, events: 2 },
          { user: 1, feature: 9, events: 28 },
        ],
      },
    ]);
    const [seventh, ninth] = featureAdoption(state, dayZero + 56);
    expect(seventh).toMatchObject({
      featureId: 7,
      firstDay: dayZero,
      lastDay: dayZero + 56,
      events: 6,
      users: 2,
      users28: 1,
    });
    expect(ninth).toMatchObject({ featureId: 9, firstDay: dayZero + 56, users: 1, users28: 1 });
  });

  it('counts activity of unknown users and features apart', () => {
    const state = foldAll([
      {
        day: dayZero,
        periodDays: 1,
        entries: [
          { user: 1, feature: 7, events: 3 },
          { user: 2, feature: 8, events: 5 },
        ],
      },
    ]);
    expect(
      unknownActivity(
        state,
        (id) => id === 1,
        (id) => id === 8,
      ),
    ).toEqual({ users: 1, userEvents: 5, features: 1, featureEvents: 3, strayEvents: 0 });
  });
});

function eventsOf(page: Page, chosen: (entry: Entry) => boolean = () => true): number {
  return page.entries.reduce((sum, entry) => sum + (chosen(entry) ? entry.events : 0), 0);
}
