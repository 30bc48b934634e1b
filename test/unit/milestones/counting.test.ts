import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nothingApart } from '../../../src-main/engines/activity/set-apart';
import {
  type CountedMilestone,
  countPage,
  decodeTallies,
  encodeTallies,
  type Tallies,
} from '../../../src-main/engines/milestones/count-pages';
import {
  type CountingRule,
  newTally,
  type Reached,
  reachedOf,
} from '../../../src-main/engines/milestones/tally';

interface Event {
  readonly day: number;
  readonly user: number;
  readonly feature: number;
  readonly events: number;
}

const rule = (more: Partial<CountingRule>): CountingRule => ({
  measure: 'events',
  features: null,
  withinDays: null,
  target: 5,
  ...more,
});
const counted = (more: Partial<CountingRule>, audience: CountedMilestone['audience'] = 'account') => ({
  id: 'm',
  audience,
  rule: rule(more),
});

/** Pages by day, as the store keeps them, whatever the order in which the events came. */
function pagesOf(events: readonly Event[]) {
  const days = [...new Set(events.map(({ day }) => day))].sort((one, other) => one - other);
  return days.map((day) => {
    const rows = new Map<string, Event>();
    for (const event of events.filter((some) => some.day === day)) {
      const key = `${event.user} ${event.feature}`;
      rows.set(key, { ...event, events: event.events + (rows.get(key)?.events ?? 0) });
    }
    const list = [...rows.values()].sort((a, b) => a.user - b.user || a.feature - b.feature);
    const column = (of: (event: Event) => number) => list.map(of);
    const integers = Int32Array.from([
      ...column(({ user }) => user),
      ...column(({ feature }) => feature),
      ...column((event) => event.events),
      ...column(() => -1),
    ]);
    return { lastDay: day, isWeek: false, entries: { rows: list.length, integers, at: 0 } };
  });
}

function reached(milestone: CountedMilestone, events: readonly Event[], subject = 0): Reached {
  const tallies: Tallies = new Map();
  for (const page of pagesOf(events)) countPage(tallies, [milestone], page, nothingApart);
  return reachedOf(tallies.get('m')?.get(subject) ?? newTally(), milestone.rule);
}

const use = (day: number, user = 1, feature = 1, events = 1): Event => ({ day, user, feature, events });

describe('a milestone is reached by', () => {
  test.each<[string, Partial<CountingRule>, readonly Event[], number | null]>([
    ['as many events', { target: 3 }, [use(1, 1, 1, 2), use(4)], 4],
    [
      'events within its days alone',
      { target: 3, withinDays: 3 },
      [use(1, 1, 1, 2), use(4), use(5), use(6)],
      6,
    ],
    ['distinct features', { measure: 'features', target: 2 }, [use(1), use(2), use(9, 1, 2)], 9],
    [
      'features within a week',
      { measure: 'features', target: 2, withinDays: 7 },
      [use(1), use(8, 1, 2)],
      null,
    ],
    [
      'a feature that is used again',
      { measure: 'features', target: 2, withinDays: 7 },
      [use(1), use(5), use(8, 1, 2)],
      8,
    ],
    ['distinct people', { measure: 'people', target: 2 }, [use(1, 1), use(2, 1), use(3, 2)], 3],
    ['days with use', { measure: 'days', target: 2 }, [use(1), use(1, 2), use(5)], 5],
    ['days in a row', { measure: 'streak', target: 3 }, [use(1), use(2), use(4), use(5), use(6)], 6],
    ['its own features', { features: new Set([2]), target: 1 }, [use(1), use(7, 1, 2)], 7],
    ['a share of seats', { measure: 'seat_share', target: 2 }, [use(1, 1), use(3, 2)], 3],
    ['no events', {}, [], null],
  ])('%s', (_words, more, events, day) => {
    expect(reached(counted(more), events).completedOn).toBe(day);
  });

  test('a contact alone, where it is contacts’', () => {
    const mine = counted({ target: 2 }, 'contact');
    const events = [use(1, 1), use(2, 2), use(3, 1)];
    expect(reached(mine, events, 1)).toMatchObject({ progress: 100, completedOn: 3 });
    expect(reached(mine, events, 2)).toMatchObject({ progress: 50, value: 1, completedOn: null });
  });

  test('people alone: machines and the company’s own staff count for nobody', () => {
    const tallies: Tallies = new Map();
    const apart = { internalUsers: new Set([9]), machineFeatures: new Set([8]) };
    const milestones = [
      counted({ target: 1 }),
      { ...counted({ target: 1, features: new Set([8]) }), id: 'named' },
    ];
    for (const page of pagesOf([use(1, 9), use(2, 1, 8)])) countPage(tallies, milestones, page, apart);
    expect(tallies.get('m')?.get(0)).toBeUndefined();
    expect(tallies.get('named')?.get(0)?.doneOn).toBe(2);
  });

  test('nothing less than all: 99 of 100 is 99 %, and 199 of 200 as well', () => {
    expect(reached(counted({ target: 200 }), [use(1, 1, 1, 199)]).progress).toBe(99);
    expect(reached(counted({ target: 3 }), [use(1, 1, 1, 2)]).progress).toBe(66);
  });

  test('a share of seats whose number is not known yet, as soon as it is', () => {
    const tallies: Tallies = new Map();
    const unknown = counted({ measure: 'seat_share', target: null });
    for (const page of pagesOf([use(1, 1), use(5, 2), use(9, 3)]))
      countPage(tallies, [unknown], page, nothingApart);
    const tally = tallies.get('m')?.get(0) ?? newTally();
    expect(reachedOf(tally, unknown.rule)).toMatchObject({ progress: 0, completedOn: null });
    expect(reachedOf(tally, { ...unknown.rule, target: 2 })).toMatchObject({ progress: 100, completedOn: 5 });
  });
});

const someEvent = fc.record({
  day: fc.integer({ min: 100, max: 130 }),
  user: fc.integer({ min: 0, max: 4 }),
  feature: fc.integer({ min: 1, max: 4 }),
  events: fc.integer({ min: 1, max: 3 }),
});
const someRule = fc.record({
  measure: fc.constantFrom('events', 'features', 'people', 'days', 'streak', 'seat_share') as fc.Arbitrary<
    CountingRule['measure']
  >,
  features: fc.constantFrom(null, new Set([1, 2])),
  withinDays: fc.constantFrom(null, 1, 7, 14),
  target: fc.integer({ min: 1, max: 8 }),
});

/** The plainest way to say it: each day anew, from all events. */
function bruteForce({ measure, features, withinDays, target }: CountingRule, events: readonly Event[]) {
  const counting = events.filter(({ feature }) => features === null || features.has(feature));
  for (let day = 100; day <= 130; day++) {
    const first = withinDays === null ? 0 : day - withinDays + 1;
    const some = counting.filter((event) => event.day <= day && event.day >= first);
    if (!some.some((event) => event.day === day)) continue;
    const days = new Set(counting.map((event) => event.day));
    let run = 0;
    while (days.has(day - run)) run++;
    const value = {
      events: () => some.reduce((sum, event) => sum + event.events, 0),
      features: () => new Set(some.map(({ feature }) => feature)).size,
      people: () => new Set(some.flatMap(({ user }) => (user > 0 ? [user] : []))).size,
      seat_share: () => new Set(some.flatMap(({ user }) => (user > 0 ? [user] : []))).size,
      days: () => new Set(some.map((event) => event.day)).size,
      streak: () => run,
    }[measure]();
    if (value >= (target ?? 0)) return day;
  }
  return null;
}

test('counting says what looking at all events each day says, in whatever order they came, night by night or at once', () => {
  fc.assert(
    fc.property(fc.array(someEvent, { maxLength: 40 }), someRule, fc.nat(), (events, some, seed) => {
      const milestone = { id: 'm', audience: 'account' as const, rule: some };
      const atOnce = reached(milestone, events);
      expect(atOnce.completedOn).toBe(bruteForce(some, events));
      const shuffled = [...events].sort(
        (one, other) => ((one.day * 31 + seed) % 7) - ((other.day * 17 + seed) % 5),
      );
      expect(reached(milestone, shuffled)).toEqual(atOnce);
      let tallies: Tallies = new Map();
      for (const page of pagesOf(events)) {
        tallies = decodeTallies(encodeTallies(tallies));
        countPage(tallies, [milestone], page, nothingApart);
      }
      expect(reachedOf(tallies.get('m')?.get(0) ?? newTally(), some)).toEqual(atOnce);
    }),
    { numRuns: Number(process.env['STEWARD_MILESTONE_RUNS'] ?? 150) },
  );
});

test('more use never lowers progress, and never makes it later', () => {
  fc.assert(
    fc.property(fc.array(someEvent, { maxLength: 30 }), someEvent, someRule, (events, one, some) => {
      const milestone = { id: 'm', audience: 'account' as const, rule: some };
      const [before, after] = [reached(milestone, events), reached(milestone, [...events, one])];
      expect(after.progress).toBeGreaterThanOrEqual(before.progress);
      if (before.completedOn !== null) expect(after.completedOn).toBeLessThanOrEqual(before.completedOn);
    }),
    { numRuns: Number(process.env['STEWARD_MILESTONE_RUNS'] ?? 100) },
  );
});
