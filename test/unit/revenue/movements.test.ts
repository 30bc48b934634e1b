import { describe, expect, test } from 'vitest';
import { periodOf } from '../../../src-main/engines/revenue/movements';
import type { RevenueAccount, Worth } from '../../../src-main/engines/revenue/revenue-account';
import { isCarried, revenueOn } from '../../../src-main/engines/revenue/revenue-account';
import { addPeriod, emptyTally, retentionOf } from '../../../src-main/engines/revenue/tally';
import { account, asOf, atItsRates, between, bookWith, inEuro, paid } from './told';

const open = asOf - 60;
const close = asOf - 30;
const moved = (of: RevenueAccount, book = bookWith()) =>
  Object.fromEntries(
    periodOf(of, between(open, close), book).movements.map(({ kind, amount }) => [kind, amount]),
  );

describe('what moves the revenue of an account', () => {
  test('is new where it never paid before, from the first day after the opening to the last of the period', () => {
    expect(moved(account([paid(500, open + 1)]))).toEqual({ new: 500 });
    expect(moved(account([paid(500, close)]))).toEqual({ new: 500 });
    expect(moved(account([paid(500, close + 1)]))).toEqual({});
    expect(moved(account([paid(500, open)]))).toEqual({});
  });

  test('is growth or loss of the account, whatever its subscriptions did among themselves', () => {
    const swapped = [paid(500, open - 100, open + 5), paid(300, open + 5), paid(250, open + 5)];
    expect(moved(account(swapped))).toEqual({ expansion: 50 });
    expect(moved(account([paid(500, open - 100, open + 5), paid(450, open + 5)]))).toEqual({
      contraction: -50,
    });
    expect(moved(account([paid(500, open - 100, open + 5), paid(500, open + 5)]))).toEqual({});
    const more = [paid(300, open - 200, open - 100), paid(500, open - 100), paid(200, open + 5)];
    expect(moved(account(more))).toEqual({ expansion: 200 });
  });

  test('is lost where a spell ended, though a subscription was left open', () => {
    expect(moved(account([paid(500, open - 100, close)]))).toEqual({ churn: -500 });
    expect(moved(account([paid(500, open - 100)], { churnedDay: close - 1 }))).toEqual({ churn: -500 });
    // The last day as a customer is a day as a customer.
    expect(moved(account([paid(500, open - 100)], { churnedDay: close }))).toEqual({});
  });

  test('is won back where a later spell begins', () => {
    const back = [paid(500, open - 200, open - 100), paid(200, open + 3)];
    expect(moved(account(back))).toEqual({ reactivation: 200 });
  });

  test('is both where it left and came back within the period', () => {
    const back = account([paid(500, open - 200, open + 6), paid(600, open + 10)], { churnedDay: open + 5 });
    expect(moved(back)).toEqual({ churn: -500, reactivation: 600 });
  });

  test('is no loss where the signature came late, up to the days of a gap', () => {
    const late = (gap: number) => account([paid(500, open - 200, close - 5), paid(500, close - 5 + gap)]);
    expect(moved(late(30))).toEqual({});
    expect(isCarried(late(30), close, asOf)).toBe(true);
    expect(isCarried(late(30), close - 6, asOf)).toBe(false);
    expect(moved(late(31))).toEqual({ churn: -500 });
  });

  test('is lost where nothing is in force any more, though the departure is written down later', () => {
    const said = account([paid(500, open - 100, close - 3)], { churnedDay: close + 10 });
    expect(moved(said)).toEqual({ churn: -500 });
    expect(periodOf(said, between(close, close + 20), bookWith()).movements).toEqual([]);
  });

  test('is lost for the present where it may still go on, and says so', () => {
    const ended = (daysAgo: number) => account([paid(500, asOf - 300, asOf - daysAgo)]);
    const promised = account([paid(500, asOf - 300, asOf - 3), paid(500, asOf + 20)]);
    const waits = (one: RevenueAccount) => {
      const { movements, waits: may } = periodOf(one, between(asOf - 60, asOf), bookWith());
      return [movements[0]?.kind, may];
    };
    expect([ended(1), ended(29), ended(30), promised].map(waits)).toEqual([
      ['churn', true],
      ['churn', true],
      ['churn', false],
      ['churn', true],
    ]);
    expect(waits(account([paid(500, asOf - 300)], { churnedDay: asOf - 1 }))).toEqual(['churn', false]);
  });

  test('is nothing of a trial, and the whole of what follows one', () => {
    const trial = paid(900, open - 20, open + 5, { isTrial: true });
    expect(moved(account([trial]))).toEqual({});
    expect(moved(account([trial, paid(500, open + 5)]))).toEqual({ new: 500 });
  });

  test('is new where a free plan comes to be paid, and contraction where a paid one comes to be free', () => {
    expect(moved(account([paid(0, open - 200, open + 5), paid(80, open + 5)]))).toEqual({ new: 80 });
    expect(moved(account([paid(80, open - 200, open + 5), paid(0, open + 5)]))).toEqual({
      contraction: -80,
    });
  });

  test('of credits beyond what is paid is told apart', () => {
    const credit = [paid(100, open - 200), paid(-150, open + 5)];
    expect(moved(account(credit))).toEqual({ contraction: -100, credits: -50 });
    expect(moved(account([paid(100, open - 200), paid(-30, open + 5)]))).toEqual({ contraction: -30 });
  });

  test('by a rate alone is a line of its own, and growth is told at the rate of the opening', () => {
    const doubled: Worth = (amount, _, day) => amount * (day <= open ? 1 : 2);
    const grown = account([], { foreign: [inEuro(100, open - 200, open + 5), inEuro(130, open + 5)] });
    const { movements, opening, closing } = periodOf(grown, atItsRates(open, close), bookWith(doubled));
    expect({ opening, closing }).toEqual({ opening: 100, closing: 260 });
    expect(movements).toEqual([
      { kind: 'expansion', amount: 30 },
      { kind: 'rates', amount: 130 },
    ]);
  });

  test('by the first rate of a currency is no new business', () => {
    const sinceThen: Worth = (amount, _, day) => (day <= open ? null : amount);
    const known = account([], { foreign: [inEuro(100, open - 200)] });
    expect(periodOf(known, atItsRates(open, close), bookWith(sinceThen)).movements).toEqual([
      { kind: 'rates', amount: 100 },
    ]);
  });
});

test('a subscription left open pays for nobody before the account began or after it left', () => {
  const left = account([paid(500, open - 100)], { churnedDay: open - 10 });
  expect(
    [open - 101, open - 100, open - 10, open - 9].map((day) => revenueOn(left, day, day, bookWith())),
  ).toEqual([0, 500, 500, 0]);
});

test('in a gap that nothing has closed yet nothing is paid', () => {
  const waits = account([paid(500, asOf - 200, asOf - 5)]);
  const promised = account([paid(500, asOf - 200, asOf - 5), paid(500, asOf + 10)]);
  for (const one of [waits, promised]) expect(revenueOn(one, asOf, asOf, bookWith())).toBe(0);
});

describe('retention', () => {
  function retention(...accounts: RevenueAccount[]) {
    const tally = emptyTally();
    for (const one of accounts) addPeriod(tally, periodOf(one, between(open, close), bookWith()));
    return { tally, ...retentionOf(tally) };
  }
  const from = (start: number, end: number) =>
    account([paid(start, open - 100, open + 5), ...(end === 0 ? [] : [paid(end, open + 5)])]);

  test('counts neither growth in GRR nor new accounts in any of the three', () => {
    const { tally, grr, nrr, logos } = retention(
      from(100, 120),
      from(100, 60),
      from(100, 0),
      from(100, 100),
      account([paid(50, open + 5)]),
    );
    expect(tally).toMatchObject({ base: 400, baseAccounts: 4, kept: 260, end: 280, stayed: 3 });
    expect(tally.movements).toMatchObject({ expansion: 20, contraction: -40, churn: -100, new: 50 });
    expect({ grr, nrr, logos }).toEqual({ grr: 0.65, nrr: 0.7, logos: 0.75 });
  });

  test('leaves out who comes back, and counts who left and came back as lost', () => {
    const back = account([paid(100, open - 200), paid(300, open + 10)], { churnedDay: open + 5 });
    expect(retention(from(100, 100), back)).toMatchObject({ grr: 0.5, nrr: 0.5, logos: 0.5 });
  });

  test('of a customer who pays nothing any more keeps the logo and not the money', () => {
    expect(
      retention(from(100, 100), account([paid(100, open - 100, open + 5), paid(0, open + 5)])),
    ).toMatchObject({ grr: 0.5, nrr: 0.5, logos: 1 });
  });

  test('is unknown where nobody paid', () => {
    expect(retention(account([paid(50, open + 5)]))).toMatchObject({ grr: null, nrr: null, logos: null });
  });
});
