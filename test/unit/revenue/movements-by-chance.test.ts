import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithin } from '../../../src-main/engines/life/spells';
import { mrrOn } from '../../../src-main/engines/life/term';
import { periodOf } from '../../../src-main/engines/revenue/movements';
import {
  type RevenueAccount,
  revenueOn,
  type Worth,
} from '../../../src-main/engines/revenue/revenue-account';
import { addPeriod, emptyTally, retentionOf } from '../../../src-main/engines/revenue/tally';
import { account, asOf, atItsRates, bookWith } from './told';

const anyDay = fc.integer({ min: asOf - 500, max: asOf + 60 });
/** Credits, free plans and prices; ends before their starts, gaps, overlaps, trials, and what is only signed. */
const anyTerm = fc.record({
  mrr: fc.oneof(fc.constant(0), fc.integer({ min: -9_000, max: 90_000 })),
  startedDay: anyDay,
  endedDay: fc.oneof(fc.constant(0), anyDay),
  isTrial: fc.boolean(),
});
const anyAccount = fc
  .record({
    terms: fc.array(anyTerm, { maxLength: 6 }),
    foreign: fc.array(
      fc.tuple(anyTerm, fc.constantFrom('EUR', 'JPY')).map(([term, currency]) => ({ ...term, currency })),
      { maxLength: 3 },
    ),
    createdDay: anyDay,
    churnedDay: fc.oneof(fc.constant(0), anyDay),
  })
  .map(({ terms, foreign, ...told }) => account(terms, { foreign, ...told }));
/** A rate that moves every day; of yen there is none for the first while. */
const worth: Worth = (amount, currency, day) =>
  currency === 'JPY' && day < asOf - 300 ? null : Math.round(amount * (1 + (day % 17) / 10));
const book = bookWith(worth);
const anyEnds = fc
  .uniqueArray(fc.integer({ min: asOf - 480, max: asOf }), { minLength: 2, maxLength: 12 })
  .map((days) => days.toSorted((left, right) => left - right));

test('movements add up to the change of revenue to the last minor unit, of each account and of all', () => {
  fc.assert(
    fc.property(fc.array(anyAccount, { maxLength: 8 }), anyEnds, (accounts, ends) => {
      let before: number | null = null;
      for (const [place, closeDay] of ends.slice(1).entries()) {
        const period = atItsRates(ends[place] as number, closeDay);
        const tally = emptyTally();
        for (const one of accounts) {
          const moved = periodOf(one, period, book);
          expect(sumOf(moved.movements.map(({ amount }) => amount))).toBe(moved.closing - moved.opening);
          addPeriod(tally, moved);
        }
        expect(sumOf(Object.values(tally.movements))).toBe(tally.closing - tally.opening);
        // What a period closes with the next one opens with.
        if (before !== null) expect(tally.opening).toBe(before);
        before = tally.closing;
      }
    }),
  );
});

test('retention follows from the movements of the base: GRR lies between 0 and 1 and never above NRR', () => {
  fc.assert(
    fc.property(fc.array(anyAccount, { minLength: 1, maxLength: 8 }), anyEnds, (accounts, ends) => {
      const tally = emptyTally();
      const period = atItsRates(ends[0] as number, ends.at(-1) as number);
      for (const one of accounts) addPeriod(tally, periodOf(one, period, book));
      const { expansion, contraction, churn } = tally.movements;
      expect(tally.kept).toBe(tally.base + contraction + churn);
      expect(tally.end).toBe(tally.kept + expansion);
      const { grr, nrr, logos } = retentionOf(tally);
      expect([grr, nrr, logos].map((share) => share === null)).toEqual(Array(3).fill(tally.base === 0));
      expect(grr ?? 0).toBeGreaterThanOrEqual(0);
      expect(grr ?? 0).toBeLessThanOrEqual(Math.min(1, nrr ?? 0));
      expect(logos ?? 0).toBeLessThanOrEqual(1);
    }),
  );
});

test('only the kinds that may be above zero are, and the others below', () => {
  fc.assert(
    fc.property(anyAccount, anyEnds, (one, [openDay = 0, closeDay = 0]) => {
      for (const { kind, amount } of periodOf(one, atItsRates(openDay, closeDay), book).movements) {
        if (kind === 'new' || kind === 'expansion' || kind === 'reactivation')
          expect(amount).toBeGreaterThan(0);
        if (kind === 'contraction' || kind === 'churn') expect(amount).toBeLessThan(0);
      }
    }),
  );
});

test('on the day to which the copy reaches a customer pays what its subscriptions in force add up to, and nobody else pays', () => {
  fc.assert(
    fc.property(anyAccount, (one) => {
      expect(revenueOn(one, asOf, asOf, book)).toBe(isWithin(one.spells, asOf) ? inForce(one) : 0);
    }),
  );
});

function inForce({ terms, foreign }: RevenueAccount): number {
  const valued = foreign.map((term) => ({ ...term, mrr: worth(term.mrr, term.currency, asOf) ?? 0 }));
  return mrrOn([...terms, ...valued], asOf);
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
