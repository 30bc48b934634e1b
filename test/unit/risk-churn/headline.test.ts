import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { churnBookOf } from '../../../src-main/engines/risk/headline/churn-book';
import {
  type Chance,
  chanceLift,
  headlineOf,
  isDear,
  isDisagreement,
  levelByModel,
  worryOf,
} from '../../../src-main/engines/risk/headline/headline';
import { riskLevels } from '../../../src-preload/contract/domain';

const book = { mean90: 0.03, topChance: 0.08, topLoss: 5000 };
const chance = (p90: number, arr = 1000): Chance => ({ p90, arr, book });
const level = fc.constantFrom(...riskLevels);

describe('the one risk that is said of an account', () => {
  test('is that of the rules where nothing else speaks', () => {
    for (const rules of riskLevels) expect(headlineOf({ rules, chance: null, pulse: null })).toBe(rules);
    expect(headlineOf({ rules: null, chance: null, pulse: null })).toBeNull();
    expect(headlineOf({ rules: 'low', chance: chance(0.0799), pulse: 38 })).toBe('low');
  });

  test('is lifted by a step for the top tenth of the book or three times its base rate, by two for both', () => {
    expect(chanceLift(chance(0.0799))).toBe(0);
    expect(chanceLift(chance(0.08))).toBe(1);
    expect(chanceLift(chance(0.0899))).toBe(1);
    expect(chanceLift(chance(0.09))).toBe(2);
    expect(chanceLift({ ...chance(0.09), book: { ...book, topChance: 0.2 } })).toBe(1);
    expect(headlineOf({ rules: 'low', chance: chance(0.085), pulse: null })).toBe('medium');
    expect(headlineOf({ rules: 'low', chance: chance(0.09), pulse: null })).toBe('high');
    expect(headlineOf({ rules: 'high', chance: chance(0.09), pulse: null })).toBe('critical');
  });

  test('is not lifted where all have the same chance', () => {
    expect(chanceLift({ p90: 0.02, arr: 1, book: { mean90: 0.02, topChance: 0.02, topLoss: 1 } })).toBe(0);
    expect(chanceLift({ p90: 0, arr: 1, book: { mean90: 0, topChance: 0, topLoss: 0 } })).toBe(0);
  });

  test('is never low at the top of the expected losses', () => {
    expect(isDear(chance(0.02, 249_999))).toBe(false);
    expect(isDear(chance(0.02, 250_000))).toBe(true);
    expect(headlineOf({ rules: 'low', chance: chance(0.02, 250_000), pulse: null })).toBe('medium');
    expect(headlineOf({ rules: null, chance: chance(0.02, 250_000), pulse: null })).toBe('medium');
    expect(headlineOf({ rules: 'high', chance: chance(0.02, 250_000), pulse: null })).toBe('high');
  });

  test('is lifted by a manager who is worried, and more by one who holds it for lost', () => {
    expect([0, 12.5, 13, 25, 37.5, 38, 50, 100].map(worryOf)).toEqual([
      ...['lost', 'lost', 'worried', 'worried', 'worried'],
      ...[null, null, null],
    ]);
    expect(headlineOf({ rules: 'low', chance: null, pulse: 25 })).toBe('medium');
    expect(headlineOf({ rules: 'medium', chance: null, pulse: 25 })).toBe('high');
    expect(headlineOf({ rules: 'low', chance: null, pulse: 0 })).toBe('high');
    expect(headlineOf({ rules: null, chance: null, pulse: 0 })).toBe('high');
    expect(headlineOf({ rules: 'medium', chance: null, pulse: 0 })).toBe('critical');
  });

  test('never falls by what model or manager say, and never the less the worse they are', () => {
    const place = (found: ReturnType<typeof headlineOf>) => (found === null ? -1 : riskLevels.indexOf(found));
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(level, share, share, fc.double({ min: 0, max: 100, noNaN: true }), (rules, a, b, pulse) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const with_ = (p90: number) => headlineOf({ rules, chance: chance(p90, 50_000), pulse });
        expect(place(with_(low))).toBeGreaterThanOrEqual(place(rules));
        expect(place(with_(high))).toBeGreaterThanOrEqual(place(with_(low)));
        const worse = headlineOf({ rules, chance: chance(low, 50_000), pulse: pulse / 2 });
        expect(place(worse)).toBeGreaterThanOrEqual(place(with_(low)));
      }),
    );
  });
});

describe('rules and model', () => {
  test('disagree when they are two steps apart', () => {
    expect([0.0299, 0.03, 0.08, 0.09].map((p90) => levelByModel(chance(p90)))).toEqual([
      ...['low', 'medium', 'high', 'critical'],
    ]);
    expect(isDisagreement('low', chance(0.08))).toBe(true);
    expect(isDisagreement('medium', chance(0.08))).toBe(false);
    expect(isDisagreement('critical', chance(0.03))).toBe(true);
    expect(isDisagreement('high', chance(0.03))).toBe(false);
    expect(isDisagreement('high', chance(0.01))).toBe(true);
    expect(isDisagreement(null, chance(0.01))).toBe(false);
    expect(isDisagreement('critical', null)).toBe(false);
  });
});

describe('the book that chances are held against', () => {
  test('knows its base rate and where its highest tenth begins', () => {
    const accounts = Array.from({ length: 20 }, (_, i) => ({
      segment: null,
      values: {},
      p90: (i + 1) / 100,
      arr: i === 0 ? 1_000_000 : 100,
    }));
    expect(churnBookOf(accounts)).toMatchObject({ accounts: 20, topChance: 0.19, topLoss: 10_000 });
    expect(churnBookOf(accounts).mean90).toBeCloseTo(0.105, 12);
    expect(churnBookOf(accounts.slice(0, 3))).toMatchObject({ topChance: 0.03, topLoss: 10_000 });
  });

  test('never leaves more than a fifth of what it may lose to accounts called low, unless all may cost alike', () => {
    const account = fc.record({
      p90: fc.double({ min: 0, max: 1, noNaN: true }),
      arr: fc.double({ min: 0, max: 6, noNaN: true }).map((power) => 10 ** power),
    });
    fc.assert(
      fc.property(fc.array(account, { minLength: 1, maxLength: 60 }), (some) => {
        const accounts = some.map((own) => ({ ...own, segment: null, values: {} }));
        const own = churnBookOf(accounts);
        const dear = accounts.filter(({ p90, arr }) => isDear({ p90, arr, book: own }));
        const lossOf = (of: typeof accounts) => of.reduce((sum, { p90, arr }) => sum + p90 * arr, 0);
        const isFew = dear.length <= Math.max(1, accounts.length / 5);
        if (lossOf(dear) < 0.8 * lossOf(accounts) - 1e-6)
          expect(dear.length).toBeGreaterThanOrEqual(Math.floor(accounts.length / 5));
        else expect(isFew || own.topLoss > 0).toBe(true);
      }),
    );
    const flat = Array.from({ length: 50 }, () => ({ segment: null, values: {}, p90: 0.02, arr: 100 }));
    expect(churnBookOf(flat).topLoss).toBe(2);
  });
});
