import { describe, expect, test } from 'vitest';
import { revenueLost, seatsLost } from '../../../src-main/engines/life/contraction';
import { judgedMrr, judgedSeats } from '../../../src-main/engines/life/grace';
import { addMonths } from '../../../src-main/engines/life/months';
import { renewalOn } from '../../../src-main/engines/life/renewal';
import type { Term } from '../../../src-main/engines/life/term';
import { parseDay } from '../../../src-main/lib/day';
import { term } from './told';

const today = parseDay('2026-11-28');
const moving = { presentDay: today, monthlyRowsMove: true };
const yearly = (renewsDay: number, rest: Partial<Term> = {}) =>
  term(addMonths(renewsDay, -12), 0, { renewsDay, ...rest });
const renews = (terms: readonly Term[], telling = moving, asOf = today) =>
  renewalOn(terms, asOf, telling)?.day ?? null;

describe('a renewal', () => {
  test('is of a year billed by the month as of a year billed at once', () => {
    for (const billingMonths of [1, 12])
      expect(renews([yearly(today + 12, { billingMonths })])).toBe(today + 12);
  });

  test('is none of a month, told by a row of its own or by one that moves on', () => {
    expect(renews([term(today - 19, 0, { renewsDay: today + 12, billingMonths: 1 })])).toBeNull();
    const moved = term(parseDay('2024-09-19'), 0, { renewsDay: today + 12, billingMonths: 1 });
    expect(renews([moved])).toBeNull();
    // Its past looks the same: the row knows only its present date.
    expect(renews([moved], moving, today - 300)).toBeNull();
    expect(renews([moved], { ...moving, monthlyRowsMove: false })).toBe(today + 12);
  });

  test('of what is billed by the month is one where it lies further ahead than a month', () => {
    const began = parseDay('2025-05-10');
    expect(renews([term(began, 0, { renewsDay: today + 31, billingMonths: 1 })])).toBeNull();
    expect(renews([term(began, 0, { renewsDay: today + 32, billingMonths: 1 })])).toBe(today + 32);
  });

  test('is overdue while its term is in force and no other followed', () => {
    const late = yearly(today - 10);
    expect(renewalOn([late], today, moving)).toEqual({ day: today - 10, overdueDays: 10 });
    expect(renewalOn([yearly(today)], today, moving)).toEqual({ day: today, overdueDays: 0 });
    expect(renews([{ ...late, endedDay: today }])).toBeNull();
    expect(renews([late, yearly(today + 355)])).toBe(today + 355);
    expect(renews([late, yearly(today + 349)])).toBe(today - 10);
    expect(renews([late, yearly(today + 355, { isTrial: true })])).toBe(today - 10);
    // What was bought some time before the date is another thing.
    expect(renews([late, yearly(today + 200)])).toBe(today - 10);
  });

  test('that nobody wrote on for a whole term went on, and comes up with the next', () => {
    const date = addMonths(today, -12);
    expect(renews([yearly(date + 1)])).toBe(date + 1);
    expect(renews([yearly(date)])).toBe(addMonths(date, 24));
  });

  test('of trials is none', () => {
    expect(renews([yearly(today + 12, { isTrial: true })])).toBeNull();
  });
});

describe('what was given up', () => {
  const changed = (daysAgo: number, before: Partial<Term>, after: Partial<Term>) => [
    term(today - 400, today - daysAgo, before),
    term(today - daysAgo, 0, after),
  ];

  test('is told for 90 days', () => {
    const cut = (daysAgo: number) => changed(daysAgo, { mrr: 1000 }, { mrr: 400 });
    expect(revenueLost(cut(20), today)).toEqual({ before: 1000, now: 400, share: 0.6 });
    expect([1, 89, 90].map((days) => revenueLost(cut(days), today) !== null)).toEqual([true, true, false]);
    expect(seatsLost(changed(20, { seats: 10 }, { seats: 8 }), today)?.share).toBeCloseTo(0.2, 9);
  });

  test('is nothing of what grew, began lately, or ended whole', () => {
    expect(revenueLost(changed(20, { mrr: 400 }, { mrr: 1000 }), today)).toBeNull();
    expect(revenueLost([term(today - 20)], today)).toBeNull();
    expect(revenueLost([term(today - 400, today - 5)], today)).toBeNull();
    expect(revenueLost(changed(20, { mrr: 1000, isTrial: true }, { mrr: 400 }), today)).toBeNull();
  });

  test('is told in the account’s own currency where no rate turns it into the company’s', () => {
    const other = (amount: number, currency = 'CHF'): Partial<Term> => ({
      mrr: 0,
      otherMrr: { currency, amount },
    });
    const lost = (before: Partial<Term>, after: Partial<Term>, ...more: Term[]) =>
      revenueLost([...changed(20, before, after), ...more], today);
    expect(lost(other(500), other(200))).toEqual({ before: 500, now: 200, share: 0.6, currency: 'CHF' });
    expect(lost(other(200), other(500))).toBeNull();
    expect(lost(other(500), other(0))).toBeNull();
    expect(lost(other(500), other(200, 'DKK'))).toBeNull();
    // In two currencies at once there is no sum to compare.
    expect(lost(other(500), other(200), term(today - 400, 0, other(10, 'DKK')))).toBeNull();
    expect(lost({ mrr: 100 }, other(20))).toBeNull();
  });

  test('of an account that had nothing yet is judged by what it began with', () => {
    expect(judgedMrr([term(today - 3, 0, { mrr: 70 })], today)).toBe(70);
  });

  test('and what is new is judged after 60 days', () => {
    const grown = (daysAgo: number) => changed(daysAgo, { mrr: 100, seats: 5 }, { mrr: 300, seats: 9 });
    expect([59, 60].map((days) => judgedMrr(grown(days), today))).toEqual([100, 300]);
    expect([59, 60].map((days) => judgedSeats(grown(days), today))).toEqual([5, 9]);
    expect(judgedSeats([term(today - 3, 0, { seats: 7 })], today)).toBe(7);
    expect(judgedMrr(changed(3, { mrr: 300 }, { mrr: 100 }), today)).toBe(100);
    expect(judgedSeats([], today)).toBeNaN();
  });
});
