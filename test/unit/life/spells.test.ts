import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasDeparted, isAfterFirstMonth } from '../../../src-main/engines/life/departures';
import { type Spell, spellsOf } from '../../../src-main/engines/life/spells';
import type { Term } from '../../../src-main/engines/life/term';
import { term } from './told';

const today = 20_000;

const life = (createdDay: number, churnedDay: number, ...terms: Term[]) => ({
  createdDay,
  churnedDay,
  terms,
});
const going = (from: number): Spell => ({ from, to: 0, endedBy: null });
const left = (from: number, to: number): Spell => ({ from, to, endedBy: 'word' });
const ended = (from: number, to: number): Spell => ({ from, to, endedBy: 'terms' });

describe('an account lives in spells', () => {
  test('a gap of 30 days is closed, one of 31 is a departure and a return', () => {
    const first = term(100, 200);
    expect(spellsOf(life(100, 0, first, term(230)), today)).toEqual([going(100)]);
    expect(spellsOf(life(100, 0, first, term(231)), today)).toEqual([ended(100, 199), going(231)]);
    expect(spellsOf(life(100, 0, first, term(231)), today, 31)).toEqual([going(100)]);
  });

  test('the word of the company ends a spell on its day, even where a subscription was left open', () => {
    expect(spellsOf(life(100, 150, term(100)), today)).toEqual([left(100, 150)]);
    expect(spellsOf(life(100, 150, term(100, 150)), today)).toEqual([left(100, 150)]);
    expect(spellsOf(life(100, 150), today)).toEqual([left(100, 150)]);
  });

  test('a word ahead is notice, and no departure yet', () => {
    expect(spellsOf(life(100, today + 1, term(100, today + 1)), today)).toEqual([going(100)]);
    expect(spellsOf(life(100, today, term(100)), today)).toEqual([left(100, today)]);
  });

  test('a subscription that began after the word is a return, however soon', () => {
    expect(spellsOf(life(100, 150, term(100, 150), term(151)), today)).toEqual([left(100, 150), going(151)]);
    expect(spellsOf(life(100, 150, term(100), term(150)), today)).toEqual([left(100, 150)]);
    expect(spellsOf(life(100, 150, term(300)), today)).toEqual([left(100, 150), going(300)]);
  });

  test('a word some days after the last subscription is of the same end, a much later one is not', () => {
    expect(spellsOf(life(100, 229, term(100, 200)), today)).toEqual([left(100, 229)]);
    expect(spellsOf(life(100, 230, term(100, 200)), today)).toEqual([ended(100, 199)]);
  });

  test('who pays from some day on lived before it, unless that was a trial', () => {
    expect(spellsOf(life(50, 0, term(100)), today)).toEqual([going(50)]);
    expect(spellsOf(life(50, 0, term(50, 100, { isTrial: true }), term(100)), today)).toEqual([going(100)]);
    expect(spellsOf(life(50, 0, term(100), term(300, 400, { isTrial: true })), today)).toEqual([going(50)]);
    expect(spellsOf(life(120, 0, term(100)), today)).toEqual([going(100)]);
  });

  test('trials alone are no life as a customer, whatever ended them', () => {
    const trial = term(100, 130, { isTrial: true });
    expect(spellsOf(life(100, 0, trial), today)).toEqual([]);
    expect(spellsOf(life(100, 130, trial), today)).toEqual([]);
  });

  test('what ended lately is settled when nothing can go on with it any more', () => {
    expect([30, 31].map((days) => hasDeparted(ended(1, today - days), today))).toEqual([false, true]);
    expect([0, 1].map((days) => hasDeparted(left(1, today - days), today))).toEqual([true, true]);
    expect(hasDeparted(going(1), today)).toBe(false);
    expect(hasDeparted(left(1, today + 1), today)).toBe(false);
  });

  test('a departure within the first month tells nothing', () => {
    expect(isAfterFirstMonth(left(0, 27))).toBe(false);
    expect(isAfterFirstMonth(left(0, 28))).toBe(true);
  });
});

/** The same, day by day: who is a customer on which day by all that is known today. */
function customerDays(
  { createdDay, churnedDay, terms }: ReturnType<typeof life>,
  asOf: number,
  gapDays: number,
): Set<number> {
  const word = churnedDay > 0 && churnedDay <= asOf ? churnedDay : 0;
  const paid = terms.filter(({ isTrial, startedDay, endedDay }) => !isTrial && endedDay !== startedDay);
  const known = paid.filter(({ startedDay }) => startedDay <= asOf + gapDays);
  const firstPaid = Math.min(...known.map(({ startedDay }) => startedDay));
  const tried = terms.some(({ isTrial, startedDay }) => isTrial && startedDay < firstPaid);
  // Without any subscription the word alone counts, even one of before the account began.
  const began = known.length === 0 && word > 0 ? Math.min(createdDay, word) : createdDay;
  const isCut = (from: number, day: number) => word > 0 && from <= word && day > word;
  const isPaid = (day: number) =>
    known.some(
      ({ startedDay, endedDay }) =>
        startedDay <= day && (endedDay === 0 || endedDay > asOf || day < endedDay) && !isCut(startedDay, day),
    );
  const isReached = (day: number) => !tried && day >= began && day < firstPaid && !isCut(began, day);
  const days = new Set<number>();
  for (let day = 0; day <= asOf + gapDays; day++) if (isPaid(day) || isReached(day)) days.add(day);
  // Gaps are closed, but not across the word.
  let last = Number.NEGATIVE_INFINITY;
  for (const day of [...days].sort((one, other) => one - other)) {
    const crosses = word > 0 && last <= word && day > word;
    if (day - last - 1 <= gapDays && !crosses) for (let gap = last + 1; gap < day; gap++) days.add(gap);
    last = day;
  }
  // A word some days late still is of the same end.
  const until = Math.max(...[...days].filter((day) => day <= word));
  if (word > 0 && word - until <= gapDays) for (let day = until + 1; day <= word; day++) days.add(day);
  return new Set([...days].filter((day) => day <= asOf));
}

test('spells are the customer’s days, day by day', () => {
  const asOf = 260;
  const day = fc.integer({ min: 1, max: 320 });
  const terms = fc.array(
    fc
      .record({
        from: day,
        length: fc.integer({ min: 0, max: 120 }),
        isTrial: fc.boolean(),
        isOpen: fc.boolean(),
      })
      .map(({ from, length, isTrial, isOpen }) =>
        term(from, isOpen && length % 5 === 0 ? 0 : from + length, { isTrial }),
      ),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(
      terms,
      day,
      fc.option(day, { nil: 0 }),
      fc.integer({ min: 0, max: 40 }),
      (rows, created, churned, gap) => {
        const told = life(created, churned, ...rows);
        const spells = spellsOf(told, asOf, gap);
        const lived = new Set<number>();
        for (const { from, to } of spells)
          for (let at = from; at <= (to === 0 ? asOf : to); at++) lived.add(at);
        expect([...lived].sort((a, b) => a - b)).toEqual(
          [...customerDays(told, asOf, gap)].sort((a, b) => a - b),
        );
        // Whatever the order in which rows were loaded.
        expect(spellsOf({ ...told, terms: rows.toReversed() }, asOf, gap)).toEqual(spells);
      },
    ),
    { numRuns: 2000 },
  );
});
