import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ActivityState,
  createActivityState,
  type Members,
  resetActivityState,
} from '../../../src-main/engines/activity/activity-state';
import { foldPage } from '../../../src-main/engines/activity/fold-page';
import { decodeActivityState, encodeActivityState } from '../../../src-main/engines/activity/state-codec';
import { featureEventsIn } from '../../../src-main/engines/activity/windows';
import { dailyHistory, dailyPage, dayZero, foldAll, lastHabitOf, mixedHistory, type Page } from './pages';

describe('folding activity', () => {
  it('gives the same bytes whether pages come night by night, through the store, or all at once', () => {
    const nightly = createActivityState();
    fc.assert(
      fc.property(mixedHistory, (pages) => {
        let stored: Uint8Array | undefined;
        for (const { day, periodDays, entries } of pages) {
          if (stored === undefined) resetActivityState(nightly);
          else decodeActivityState(stored, nightly);
          foldPage(nightly, day, periodDays, dailyPage(entries));
          stored = encodeActivityState(nightly);
        }
        expect(stored).toEqual(encodeActivityState(foldAll(pages)));
      }),
      { numRuns: 60 },
    );
  });

  it('knows the habit of the account, and of each of the last 128 days of a feature how often it was used', () => {
    fc.assert(
      fc.property(mixedHistory, (pages) => {
        const state = foldAll(pages);
        const { features, organization } = state;
        for (let slot = 0; slot < features.count; slot++) {
          const id = features.ids[slot];
          const lastDay = features.lastDay[slot] as number;
          for (let back = 0; back < 128; back++) {
            const day = lastDay - back;
            const expected = pages.reduce(
              (sum, page) =>
                sum +
                (page.day <= day && day < page.day + page.periodDays
                  ? sumEvents(page, ({ feature }) => feature === id) / page.periodDays
                  : 0),
              0,
            );
            expect(featureEventsIn(state, slot, { from: day, to: day })).toBeCloseTo(expected, 9);
          }
        }
        expect(organization.habitDay === 0).toBe(features.count === 0);
      }),
      { numRuns: 40 },
    );
  });

  it('begins the habit of an account anew after a long silence', () => {
    fc.assert(
      fc.property(dailyHistory, (pages) => {
        const used = pages.filter((page) => sumEvents(page, () => true) > 0).map(({ day }) => day);
        expect(foldAll(pages).organization.habitDay).toBe(lastHabitOf(used));
      }),
      { numRuns: 40 },
    );
  });

  it('takes a weekly count as spread evenly over its days', () => {
    const weekly = foldAll([
      { day: dayZero, periodDays: 7, entries: [{ user: 0, feature: 1, events: 70, activeUsers: 4 }] },
    ]);
    const daily = foldAll(
      Array.from({ length: 7 }, (_, i) => ({
        day: dayZero + i,
        periodDays: 1 as const,
        entries: [{ user: 0, feature: 1, events: 10, activeUsers: 4 }],
      })),
    );
    expect(weekly.features.sevenths).toEqual(daily.features.sevenths);
    expect(weekly.organization.sevenths).toEqual(daily.organization.sevenths);
  });

  it('remembers first and last days of the account, its users and its features', () => {
    const state = foldAll([
      { day: dayZero, periodDays: 1, entries: [{ user: 5, feature: 2, events: 1 }] },
      {
        day: dayZero + 3,
        periodDays: 1,
        entries: [
          { user: 6, feature: 2, events: 1 },
          { user: 5, feature: 9, events: 4 },
        ],
      },
    ]);
    expect(state.organization).toMatchObject({
      firstDay: dayZero,
      lastDay: dayZero + 3,
      lastDailyDay: dayZero + 3,
      events: 6,
    });
    expect([...state.users.ids.subarray(0, 2)]).toEqual([5, 6]);
    expect([...state.users.firstDay.subarray(0, 2)]).toEqual([dayZero, dayZero + 3]);
    expect([...state.features.firstDay.subarray(0, 2)]).toEqual([dayZero, dayZero + 3]);
    expect(state.throughDay).toBe(dayZero + 3);
  });

  it('keeps a page of zero counts from looking like activity', () => {
    const state = foldAll([{ day: dayZero, periodDays: 1, entries: [{ user: 5, feature: 2, events: 0 }] }]);
    expect(state.organization).toMatchObject({ firstDay: 0, lastDay: 0, events: 0 });
  });

  it('refuses a page that ends before the last one folded, because order makes the state', () => {
    const state = foldAll([
      { day: dayZero + 1, periodDays: 1, entries: [{ user: 5, feature: 2, events: 1 }] },
    ]);
    expect(() => foldPage(state, dayZero, 1, dailyPage([]))).toThrow(RangeError);
  });
});

describe('the stored state', () => {
  it('comes back to the last bit', () => {
    fc.assert(
      fc.property(mixedHistory, (pages) => {
        const folded = foldAll(pages);
        const state = createActivityState();
        decodeActivityState(encodeActivityState(folded), state);
        expect(contentOf(state)).toEqual(contentOf(folded));
      }),
      { numRuns: 60 },
    );
  });

  it('comes back with a feature’s week that ends on a day which was counted by itself', () => {
    const last = dayZero + 200;
    const used = (day: number, periodDays: 1 | 7): Page => ({
      day,
      periodDays,
      entries: [{ user: 0, feature: 11, events: 1, activeUsers: 0 }],
    });
    const folded = foldAll([used(last, 1), used(last - 6, 7)]);
    const state = createActivityState();
    decodeActivityState(encodeActivityState(folded), state);
    expect(contentOf(state)).toEqual(contentOf(folded));
    expect(featureEventsIn(state, 0, { from: last - 6, to: last })).toBe(2);
    expect(state.features.firstDay[0]).toBe(last - 6);
  });

  it('is refused when bytes are missing, left over or broken', () => {
    fc.assert(
      fc.property(
        dailyHistory,
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 9 }),
        (pages, cut, more) => {
          const bytes = encodeActivityState(foldAll(pages));
          const state = createActivityState();
          expect(() => decodeActivityState(bytes.subarray(0, cut % bytes.length), state)).toThrow(RangeError);
          expect(() => decodeActivityState(Uint8Array.from([...bytes, ...more]), state)).toThrow(RangeError);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('carries nothing over from the organization decoded before', () => {
    const state = createActivityState();
    const small = encodeActivityState(
      foldAll([{ day: dayZero, periodDays: 1, entries: [{ user: 5, feature: 2, events: 1 }] }]),
    );
    fc.assert(
      fc.property(mixedHistory, (pages) => {
        decodeActivityState(encodeActivityState(foldAll(pages)), state);
        decodeActivityState(small, state);
        expect(encodeActivityState(state)).toEqual(small);
      }),
      { numRuns: 20 },
    );
  });
});

/** What a state says, without the room it has to spare. */
function contentOf({ throughDay, organization, users, features, lastUse }: ActivityState) {
  return {
    throughDay,
    organization,
    users: { ...columnsOf(users), daily: users.daily.slice(0, users.count * 128) },
    features: { ...columnsOf(features), sevenths: features.sevenths.slice(0, features.count * 128) },
    lastUse: Array.from({ length: users.count }, (_, user) =>
      lastUse.slice(user * features.capacity, user * features.capacity + features.count),
    ),
  };
}

function columnsOf({ count, ids, firstDay, lastDay, events }: Members) {
  return [ids, firstDay, lastDay, events].map((column) => column.slice(0, count));
}

function sumEvents(page: Page, chosen: (entry: Page['entries'][number]) => boolean): number {
  return page.entries.reduce((sum, entry) => sum + (chosen(entry) ? entry.events : 0), 0);
}
