import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RuleCta } from '../../../src-main/engines/effect/deeds';
import { noiseText } from '../../../src-main/engines/effect/detail-words';
import { lookedFrom, type RuleFiring, weeklyLooks } from '../../../src-main/engines/effect/weekly-look';
import { mondayOf, parseDay } from '../../../src-main/lib/day';
import type { WeeklyLook } from '../../../src-preload/contract/effect/measured-means';

/** Wednesday. The week of Monday, 2026-11-09 is the last whole one; that of 2026-11-02 the last that is judged. */
const through = parseDay('2026-11-18');
const day = parseDay;

function cta(more: Partial<RuleCta> & { readonly closed?: string } = {}): RuleCta {
  const { closed = '2026-11-04', ...rest } = more;
  return {
    ...{ rule: 'a', openedOn: day('2026-11-02'), closedOn: day(closed), end: 'resolved', tasksDone: 0 },
    ...{ wasSnoozed: false },
    ...rest,
  };
}

const firing = (rule: string, account: number, on: string): RuleFiring => ({ rule, account, day: day(on) });
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

function lookOf(ctas: readonly RuleCta[], firings: readonly RuleFiring[] = [], rule = 'a'): WeeklyLook {
  const look = weeklyLooks(firings, ctas, through).get(rule);
  if (look === undefined) throw new Error('nothing was looked at');
  return look;
}

describe('the weekly look at a rule', () => {
  test('counts whole weeks from Monday on, the latest first, and judges the last four whose overlaps are known', () => {
    const { weeks, judged } = lookOf([cta()]);
    expect(weeks).toHaveLength(8);
    expect([weeks[0]?.from, weeks[0]?.to]).toEqual([day('2026-11-09'), day('2026-11-15')]);
    expect([judged.from, judged.to]).toEqual([day('2026-10-12'), day('2026-11-08')]);
    expect(weeks.map(({ closed }) => closed)).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
  });

  test('on a Sunday that is over counts the week that ends with it', () => {
    const look = weeklyLooks([], [cta({ closed: '2026-11-15' })], day('2026-11-15')).get('a');
    expect(look?.weeks[0]).toMatchObject({ from: day('2026-11-09'), closed: 1 });
  });

  test('calls untouched what was closed as not needed or a false alarm with no task done', () => {
    const { judged } = lookOf([
      cta({ end: 'not_needed' }),
      cta({ end: 'false_alarm' }),
      cta({ end: 'not_needed', tasksDone: 1 }),
      cta({ end: 'resolved' }),
      cta({ end: 'no_response' }),
      cta({ end: 'lost' }),
      cta({ end: 'merged' }),
    ]);
    expect([judged.closed, judged.untouched]).toEqual([6, 2]);
  });

  test('counts as put to rest whatever was open and ever rested, also what rests still', () => {
    const open = { closedOn: null, end: null };
    const { judged } = lookOf([
      cta({ ...open, wasSnoozed: true }),
      cta({ ...open }),
      cta({ wasSnoozed: true }),
      cta({ openedOn: day('2026-11-09'), ...open, wasSnoozed: true }),
      cta({ openedOn: day('2026-09-01'), closed: '2026-10-11', wasSnoozed: true }),
    ]);
    expect([judged.open, judged.snoozed]).toEqual([3, 2]);
  });

  test('counts a firing within 7 days of another rule’s for the same account, before it or behind it', () => {
    const firings = [
      firing('a', 1, '2026-11-04'),
      firing('b', 1, '2026-11-11'),
      firing('a', 2, '2026-11-04'),
      firing('b', 2, '2026-10-28'),
      firing('a', 3, '2026-11-04'),
      firing('b', 3, '2026-11-12'),
      firing('a', 4, '2026-11-04'),
      firing('a', 4, '2026-11-05'),
      firing('b', 5, '2026-11-04'),
    ];
    const { judged } = lookOf([], firings);
    expect([judged.firings, judged.overlapping]).toEqual([5, 2]);
  });

  test('leaves the overlaps of the latest week open: other rules may fire yet', () => {
    const { weeks } = lookOf([], [firing('a', 1, '2026-11-10')]);
    expect(weeks[0]).toMatchObject({ firings: 1, overlapping: null });
    expect(weeks[1]).toMatchObject({ firings: 0, overlapping: 0 });
  });
});

describe('a rule makes noise', () => {
  test('where half of at least ten were for nothing, and it is said of which', () => {
    const look = lookOf([...times(5, cta({ end: 'not_needed' })), ...times(5, cta())]);
    expect(look.noise).toEqual(['untouched']);
    expect(noiseText(look)).toBe(
      'This rule makes noise. Oct 12, 2026 to Nov 8, 2026: 5 of 10 calls to action that were closed were untouched.',
    );
  });

  test('not where there are fewer than ten, or fewer than half', () => {
    expect(lookOf(times(9, cta({ end: 'not_needed' }))).noise).toEqual([]);
    expect(lookOf([...times(5, cta({ end: 'not_needed' })), ...times(6, cta())]).noise).toEqual([]);
    expect(noiseText(lookOf([cta()]))).toBeNull();
  });

  test('also where they rest, or it fires beside others', () => {
    const firings = Array.from({ length: 10 }, (_, account) => [
      firing('a', account, '2026-11-04'),
      firing(account < 6 ? 'b' : 'a', account, '2026-11-03'),
    ]).flat();
    const look = lookOf(times(10, cta({ wasSnoozed: true })), firings);
    expect(look.noise).toEqual(['snoozed']);
    expect(
      lookOf([], firings.filter(({ account }) => account < 6).concat(firings.slice(0, 8))).noise,
    ).toEqual(['overlapping']);
  });
});

test('the weeks of a rule add up to what it did, whatever it did, and whatever others did', () => {
  const anyDay = fc.integer({ min: lookedFrom(through), max: through });
  const anyCta = fc.record({ rule: fc.constantFrom('a', 'b'), closedOn: anyDay });
  const anyFiring = fc.record({
    rule: fc.constantFrom('a', 'b'),
    account: fc.integer({ min: 1, max: 4 }),
    day: anyDay,
  });
  fc.assert(
    fc.property(fc.array(anyCta), fc.array(anyFiring), (closed, firings) => {
      const ctas = closed.map((one) => cta({ ...one, openedOn: one.closedOn - 1 }));
      const first = mondayOf(through + 1) - 8 * 7;
      const last = mondayOf(through + 1) - 1;
      for (const [rule, { weeks, judged }] of weeklyLooks(firings, ctas, through)) {
        const own = closed.filter(
          (one) => one.rule === rule && one.closedOn >= first && one.closedOn <= last,
        );
        expect(weeks.reduce((sum, week) => sum + week.closed, 0)).toBe(own.length);
        const judgedWeeks = weeks.slice(1, 5);
        expect(judgedWeeks.reduce((sum, week) => sum + week.firings, 0)).toBe(judged.firings);
        expect(judgedWeeks.reduce((sum, week) => sum + (week.overlapping ?? Number.NaN), 0)).toBe(
          judged.overlapping,
        );
        for (const { closed: all, untouched, open, snoozed, firings: fired, overlapping } of weeks) {
          expect(untouched).toBeLessThanOrEqual(all);
          expect(snoozed).toBeLessThanOrEqual(open);
          expect(overlapping ?? 0).toBeLessThanOrEqual(fired);
        }
      }
    }),
  );
});
