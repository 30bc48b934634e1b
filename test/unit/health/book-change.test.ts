import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AccountThen,
  addToBook,
  amountOf,
  bookChange,
  emptyBook,
  partsOfAccount,
  signedFrom,
} from '../../../src-main/engines/health/book-change';
import type { ScoreChange } from '../../../src-preload/contract/health';
import { healthParts } from '../../../src-preload/contract/reports/change';

const days = { from: 20_000, to: 20_028 };
const customer = (points: number | null): AccountThen => ({
  isCustomer: true,
  tenths: points === null ? null : Math.round(10 * points),
});
const nobody: AccountThen = { isCustomer: false, tenths: null };

/** Why a score changed: this much by each of the two measures, this much by other rules. */
function because(nps: number, tickets: number, rules: number): ScoreChange {
  const effect = (measure: 'nps' | 'tickets_per_seat', shownTotal: number) => ({
    ...{ measure, dimension: 'satisfaction' as const, fromRaw: 0, toRaw: 1 },
    ...{ value: shownTotal, missing: 0, total: shownTotal, shownTotal },
  });
  const shownTotal = nps + tickets + rules;
  return {
    ...{ from: '2024-10-04', to: '2024-11-01', fromScore: 0, toScore: 0, exactFrom: 0, exactTo: 0 },
    rules: {
      ...{ fromVersion: 1, toVersion: 2, fromProfile: 'a', toProfile: 'a' },
      ...{ total: rules, shownTotal: rules },
    },
    ...{ total: shownTotal, shownTotal },
    effects: [effect('nps', nps), effect('tickets_per_seat', tickets)],
  };
}

interface Told {
  readonly before: AccountThen;
  readonly after: AccountThen;
  readonly why?: ScoreChange | null;
}

function bookOf(accounts: readonly Told[]) {
  const tally = emptyBook();
  const all = accounts.map(({ before, after, why = null }) => {
    const parts = partsOfAccount(before, after, () => why);
    addToBook(tally, before, after, parts);
    return parts;
  });
  return { tally, all, change: bookChange(tally, days, healthParts) };
}

const pointsOf = (accounts: readonly Told[]) =>
  Object.fromEntries(bookOf(accounts).change.parts.map(({ part, points }) => [part, points]));

test('who stays moves the mean measure by measure', () => {
  const accounts = [
    { before: customer(60), after: customer(50), why: because(-12, 0, 2) },
    { before: customer(80), after: customer(84), why: because(0, 4, 0) },
  ];
  expect(pointsOf(accounts)).toEqual({ nps: -6, tickets_per_seat: 2, rules: 1 });
  expect(bookOf(accounts).change).toMatchObject({
    before: { customers: 2, scored: 2, mean: 70 },
    after: { mean: 67 },
    ...{ stayed: 2, rose: 1, fell: 1 },
  });
});

test('a poor account that leaves lifts the mean, and a poor one that comes lowers it', () => {
  const stays = { before: customer(80), after: customer(80) };
  expect(pointsOf([stays, { before: customer(40), after: nobody }])).toEqual({ left: 20 });
  expect(pointsOf([stays, { before: nobody, after: customer(40) }])).toEqual({ came: -20 });
});

test('a customer of whom too little is known at one of the moments neither came nor left', () => {
  const stays = { before: customer(80), after: customer(80) };
  expect(pointsOf([stays, { before: customer(40), after: customer(null) }])).toEqual({ unknown: 20 });
  expect(pointsOf([stays, { before: customer(null), after: customer(40) }])).toEqual({ known: -20 });
});

test('what a kept score holds beyond its explanation is named as not explained', () => {
  expect(pointsOf([{ before: customer(60), after: customer(50), why: because(-7, 0, 0) }])).toEqual({
    nps: -7,
    other: -3,
  });
  expect(pointsOf([{ before: customer(60), after: customer(50), why: null }])).toEqual({ other: -10 });
});

test('where nobody has a score at both moments the means are told and no part of it', () => {
  const { change } = bookOf([
    { before: customer(60), after: nobody },
    { before: nobody, after: customer(70) },
  ]);
  expect(change).toMatchObject({ before: { mean: 60 }, after: { mean: 70 }, stayed: 0, parts: [] });
  expect(bookOf([]).change).toMatchObject({ before: { mean: null }, after: { mean: null }, parts: [] });
});

const anyThen = fc.record({
  isCustomer: fc.boolean(),
  tenths: fc.option(fc.integer({ min: 0, max: 1000 })),
});
const anyTold: fc.Arbitrary<Told> = fc
  .tuple(anyThen, anyThen, fc.option(fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -300, max: 300 })))))
  .map(([before, after, why]) => ({
    ...{ before, after },
    why: why === null ? null : because((why[0] ?? 0) / 10, (why[1] ?? 0) / 10, (why[2] ?? 0) / 10),
  }));

test('the parts add up to what the means differ by as they are shown, whoever came, left or stayed', () => {
  fc.assert(
    fc.property(fc.array(anyTold, { maxLength: 40 }), (accounts) => {
      const { change } = bookOf(accounts);
      const { before, after, parts, stayed } = change;
      if (stayed === 0) return;
      const tenths = (points: number | null | undefined) => Math.round(10 * (points ?? 0));
      expect(parts.reduce((sum, { points }) => sum + tenths(points), 0)).toBe(
        tenths(after?.mean) - tenths(before?.mean),
      );
    }),
    { numRuns: 500 },
  );
});

test('a part is what its accounts add up to, divided by who stayed', () => {
  fc.assert(
    fc.property(fc.array(anyTold, { maxLength: 40 }), (accounts) => {
      const { tally, all, change } = bookOf(accounts);
      for (const { part, points, accounts: count } of change.parts) {
        const own = all.flatMap((parts) => parts.filter((one) => one.part === part));
        const sum = own.reduce((total, { tenths }) => total + signedFrom(tally, part, tenths, 1), 0);
        expect(own).toHaveLength(count);
        expect(sum).toBeCloseTo(amountOf(tally, part), 6);
        expect(Math.abs(sum / change.stayed - 10 * points)).toBeLessThan(1.01);
      }
    }),
  );
});
