import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type DayFact, dayFacts } from '../../../src-main/lib/account-days/day-facts';
import {
  clearDay,
  createDaysPage,
  type DaysPage,
  dropRaws,
  factOn,
  holdsDay,
  placeOfName,
  rawsOn,
  resetDaysPage,
  setFact,
  setRaws,
} from '../../../src-main/lib/account-days/days-page';
import { thinRaws } from '../../../src-main/lib/account-days/merge-days';
import { appendDay, unpackDay } from '../../../src-main/lib/account-days/one-day';
import { packDays, unpackDays } from '../../../src-main/lib/account-days/pack-days';
import { firstDayOfMonth, formatDay, monthOf, parseDay } from '../../../src-main/lib/day';

const facts = Object.keys(dayFacts) as DayFact[];
const measures = 21;
/** Whole numbers at the edges of their widths, doubles, zeros of both signs, and what is unknown. */
const value = fc.oneof(
  fc.constantFrom(Number.NaN, 0, -0, 1, 32_767, 32_768, -32_767, -32_768, 2 ** 31 - 1, -(2 ** 31), 2 ** 31),
  fc.integer({ min: 0, max: 1000 }),
  fc.double({ noDefaultInfinity: true }),
);
const monthOfDays = fc.record({
  month: fc.integer({ min: 12 * 2000, max: 12 * 2040 }),
  days: fc.uniqueArray(
    fc.record({
      at: fc.integer({ min: 0, max: 27 }),
      facts: fc.array(fc.tuple(fc.constantFrom(...facts), value), { maxLength: 12 }),
      raws: fc.option(fc.array(value, { minLength: measures, maxLength: measures })),
    }),
    { selector: ({ at }) => at, maxLength: 31 },
  ),
});

function pageOf(month: number): DaysPage {
  const page = createDaysPage();
  resetDaysPage(page, month);
  return page;
}

function again(page: DaysPage): DaysPage {
  const read = createDaysPage();
  unpackDays(packDays(page), page.month, read);
  return read;
}

it('a month is read as it was written, to the last bit, and a day that is not held stays one of which nothing is said', () => {
  fc.assert(
    fc.property(monthOfDays, ({ month, days }) => {
      const page = pageOf(month);
      for (const { at, facts, raws } of days) {
        const day = page.firstDay + at;
        setFact(page, day, 'madeLater', 0);
        for (const [fact, value] of facts) setFact(page, day, fact, value);
        if (raws !== null) setRaws(page, day, raws);
      }
      const read = again(page);
      expect([read.days, read.explained]).toEqual([page.days, page.explained]);
      for (let day = page.firstDay; day < page.firstDay + 31; day++) {
        for (const fact of facts) expect(factOn(read, day, fact)).toBe(factOn(page, day, fact));
        expect(rawsOn(read, day)).toEqual(rawsOn(page, day));
      }
      expect(packDays(read)).toEqual(packDays(page));
    }),
    { numRuns: Number(process.env['STEWARD_LONG_RUNS'] ?? 300) },
  );
});

it('a zero, an unknown value and a day that is not held are three things', () => {
  const page = pageOf(monthOf(parseDay('2026-02-01')));
  const [first, second] = [page.firstDay, page.firstDay + 1];
  setFact(page, first, 'openTickets', 0);
  setFact(page, second, 'openTickets', Number.NaN);
  const read = again(page);
  expect([holdsDay(read, first), holdsDay(read, second), holdsDay(read, second + 1)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(factOn(read, first, 'openTickets')).toBe(0);
  expect(factOn(read, second, 'openTickets')).toBeNaN();
  expect(factOn(read, second + 1, 'openTickets')).toBeNaN();
});

it('a day of another month is not held, though it has the same place', () => {
  const page = pageOf(monthOf(parseDay('2026-01-31')));
  setFact(page, parseDay('2026-01-31'), 'mrr', 5);
  expect(holdsDay(page, parseDay('2026-01-31'))).toBe(true);
  expect(holdsDay(page, parseDay('2026-03-03'))).toBe(false);
  expect(holdsDay(page, parseDay('2025-12-31'))).toBe(false);
});

it('what stays as it is costs a few bytes a month, whatever its size', () => {
  const page = pageOf(24_000);
  for (let at = 0; at < 31; at++) setFact(page, page.firstDay + at, 'mrr', 1234.56);
  const steady = packDays(page).length;
  for (let at = 0; at < 31; at++) setFact(page, page.firstDay + at, 'mrr', 1234.56 + at);
  expect(steady).toBe(11 + 6 + 8);
  expect(packDays(page).length).toBe(11 + 6 + 31 * 8);
});

it('raw values that are dropped take no room and leave the facts of their day', () => {
  const page = pageOf(24_000);
  const [first, second] = [page.firstDay, page.firstDay + 1];
  for (const day of [first, second]) {
    setFact(page, day, 'score', 749);
    setRaws(page, day, [day, 0.5, Number.NaN]);
  }
  dropRaws(page, second);
  const read = again(page);
  expect(rawsOn(read, second)).toBeNull();
  expect(Array.from(rawsOn(read, first)?.subarray(0, 3) ?? [])).toEqual([first, 0.5, Number.NaN]);
  expect(factOn(read, second, 'score')).toBe(749);
});

it('profiles are kept by name, whatever letters it has', () => {
  const page = pageOf(24_000);
  setFact(page, page.firstDay, 'profile', placeOfName(page, 'Größe ✓'));
  setFact(page, page.firstDay + 1, 'profile', placeOfName(page, 'default'));
  setFact(page, page.firstDay + 2, 'profile', placeOfName(page, 'Größe ✓'));
  expect(again(page).names).toEqual(['Größe ✓', 'default']);
  expect(factOn(again(page), page.firstDay + 2, 'profile')).toBe(0);
});

it('bytes of another layout, or cut off, are refused', () => {
  const page = pageOf(24_000);
  for (const fact of facts) setFact(page, page.firstDay, fact, 0.5);
  const bytes = packDays(page);
  const read = createDaysPage();
  expect(() =>
    unpackDays(
      bytes.map((byte, at) => (at === 0 ? 9 : byte)),
      24_000,
      read,
    ),
  ).toThrow(RangeError);
  for (let length = 0; length < bytes.length; length++)
    expect(() => unpackDays(bytes.subarray(0, length), 24_000, read)).toThrow(RangeError);
});

it('every day lies in its calendar month', () => {
  fc.assert(
    fc.property(fc.integer({ min: -30_000, max: 60_000 }), (day) => {
      const first = firstDayOfMonth(monthOf(day));
      expect(formatDay(first)).toBe(`${formatDay(day).slice(0, 7)}-01`);
      expect(day - first).toBe(Number(formatDay(day).slice(8)) - 1);
    }),
  );
});

it('one day is read without the others, and added behind them, as if the whole month had been unpacked', () => {
  let added = 0;
  fc.assert(
    fc.property(monthOfDays, fc.boolean(), ({ month, days }, ofOneProfile) => {
      const page = pageOf(month);
      for (const { at, facts: own, raws } of days.toSorted((left, right) => left.at - right.at)) {
        const before = packDays(page);
        const one = pageOf(month);
        const day = page.firstDay + at;
        for (const into of [page, one]) {
          setFact(into, day, 'madeLater', 0);
          for (const [fact, value] of own) if (fact !== 'profile') setFact(into, day, fact, value);
          setFact(into, day, 'profile', placeOfName(into, ofOneProfile ? 'default' : `p${at % 3}`));
          if (raws !== null) setRaws(into, day, raws);
        }
        const whole = packDays(page);
        const appended = appendDay(before, one, at);
        if (appended !== null) {
          added += 1;
          expect(appended).toEqual(whole);
        }
        // Never behind a later day.
        expect(appendDay(whole, one, at)).toBeNull();
        const read = unpackDay(whole, at);
        expect(read?.names).toEqual(page.names);
        expect(read?.isExplained).toBe(raws !== null);
        for (const fact of facts) expect(read?.values[dayFacts[fact]]).toBe(factOn(page, day, fact));
        expect(read?.isExplained ? read.values.subarray(32) : null).toEqual(rawsOn(page, day));
      }
      const bytes = packDays(page);
      for (let at = 0; at < 31; at++)
        expect(unpackDay(bytes, at) !== null).toBe(holdsDay(page, page.firstDay + at));
    }),
    { numRuns: Number(process.env['STEWARD_LONG_RUNS'] ?? 200) },
  );
  expect(added).toBeGreaterThan(50);
});

it('a page of one day that is made anew holds nothing of the day before', () => {
  const page = pageOf(24_000);
  for (const fact of facts) setFact(page, page.firstDay + 4, fact, 5);
  setRaws(page, page.firstDay + 4, [1, 2, 3]);
  resetDaysPage(page, 24_001);
  expect(packDays(page)).toEqual(packDays(pageOf(24_001)));
  expect(page.columns.every(Number.isNaN)).toBe(true);
});

it('of a day that is cleared nothing is said any more, and all others say what they said', () => {
  fc.assert(
    fc.property(monthOfDays, fc.nat(27), ({ month, days }, at) => {
      const [page, without] = [pageOf(month), pageOf(month)];
      for (const one of days) {
        const day = page.firstDay + one.at;
        for (const into of one.at === at ? [page] : [page, without]) {
          setFact(into, day, 'madeLater', 0);
          for (const [fact, value] of one.facts) setFact(into, day, fact, value);
          if (one.raws !== null) setRaws(into, day, one.raws);
        }
      }
      clearDay(page, page.firstDay + at);
      expect([page.days, page.explained]).toEqual([without.days, without.explained]);
      expect(page.columns).toEqual(without.columns);
    }),
  );
});

it('of the days before one the first of each week keeps its raw values, and those that lose them are counted', () => {
  // The first of June 2026 is a Monday.
  const page = pageOf(monthOf(parseDay('2026-06-01')));
  const raws = Array.from({ length: measures }, (_, at) => at);
  for (const at of [2, 3, 6, 7, 9, 20]) {
    setFact(page, page.firstDay + at, 'madeLater', 0);
    setRaws(page, page.firstDay + at, raws);
  }
  expect(thinRaws(page, page.firstDay + 9)).toBe(2);
  const kept = () => [...Array(28).keys()].filter((at) => rawsOn(page, page.firstDay + at) !== null);
  expect(kept()).toEqual([2, 7, 9, 20]);
  expect(thinRaws(page, page.firstDay + 28)).toBe(1);
  expect(kept()).toEqual([2, 7, 20]);
  expect(thinRaws(page, page.firstDay + 28)).toBe(0);
});
