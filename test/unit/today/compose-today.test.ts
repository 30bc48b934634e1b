import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeToday, keysOfItem } from '../../../src-main/engines/today/compose-today';
import { findingsOf } from '../../../src-main/engines/today/findings';
import type { TodayAccount, TodayFacts } from '../../../src-main/engines/today/today-facts';
import { todaySchema } from '../../../src-preload/contract/today';
import { account, today } from './today-account';

function facts(accounts: TodayAccount[], dispositions: TodayFacts['dispositions'] = []): TodayFacts {
  return {
    asOf: today,
    accounts,
    movement: null,
    dispositions,
    scoring: false,
    progress: null,
    synced: true,
  };
}

function kinds(changes: Partial<TodayAccount>): string[] {
  return findingsOf(account(changes), today).map(({ kind }) => kind);
}

describe('what brings an account to Today', () => {
  it('leaves a healthy, active account in peace', () => expect(kinds({})).toEqual([]));
  it('high and critical risk', () => {
    expect(kinds({ risk: 'high' })).toEqual(['at_risk']);
    expect(kinds({ risk: 'critical' })).toEqual(['at_risk']);
    expect(kinds({ risk: 'medium' })).toEqual([]);
  });
  it('a fall of ten points in 28 days', () => {
    expect(kinds({ change28: -10 })).toEqual(['score_drop']);
    expect(kinds({ change28: -9.9 })).toEqual([]);
  });
  it('a renewal up to 90 days ahead, and one that is overdue', () => {
    expect(kinds({ renewsOn: today })).toEqual(['renewal']);
    expect(kinds({ renewsOn: today + 90 })).toEqual(['renewal']);
    expect(kinds({ renewsOn: today + 91 })).toEqual([]);
    expect(kinds({ renewsOn: today - 1 })).toEqual(['renewal']);
  });
  it('fourteen days without activity', () => {
    expect(kinds({ lastActivityDay: today - 14 })).toEqual(['silent']);
    expect(kinds({ lastActivityDay: today - 13 })).toEqual([]);
  });
  it('silence up to the day its figures are of, in the words of the risk indicator', () => {
    const behind = { asOf: today - 5, lastActivityDay: today - 18 };
    expect(kinds(behind)).toEqual([]);
    const quiet = account({ ...behind, lastActivityDay: today - 19 });
    const said = (one: TodayAccount) => composeToday(facts([one]), today, { limit: 1 }).items[0]?.reason;
    expect(said(quiet)).toMatch(/^No activity for 14 days, since /);
    const text = 'Nobody has used the product for 14 days, since Sep 15, 2024.';
    const indicator = { id: 'all_users_idle', severity: 'watch', since: null, text } as const;
    expect(said({ ...quiet, indicators: [indicator] })).toBe(text);
  });
  it('an account that never began counts its silence from its creation', () => {
    expect(kinds({ lastActivityDay: null, createdDay: today - 20 })).toEqual(['silent']);
    expect(kinds({ lastActivityDay: null, createdDay: today - 3 })).toEqual([]);
  });
});

describe('the order of Today', () => {
  it('puts money at risk times urgency first', () => {
    const small = account({ id: 1, arr: 10_000, risk: 'critical' });
    const large = account({ id: 2, arr: 90_000, risk: 'high' });
    expect(
      composeToday(facts([small, large]), today, { limit: 10 }).items.map(({ accountId }) => accountId),
    ).toEqual([2, 1]);
  });
  it('shows an account once, under its most urgent reason, with the others as tags', () => {
    const { items } = composeToday(
      facts([account({ risk: 'critical', change28: -22, lastActivityDay: today - 30 })]),
      today,
      { limit: 10 },
    );
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      key: '1:at_risk',
      kind: 'at_risk',
      alsoKinds: ['score_drop', 'silent'],
    });
  });
});

describe('what was done', () => {
  const silent = account({ lastActivityDay: today - 20 });
  const done = { key: '1:silent', state: 'done', day: today, untilDay: null, reason: null, at: 0 } as const;
  it('leaves the queue and is counted', () => {
    const shown = composeToday(facts([silent], [done]), today, { limit: 10 });
    expect(shown.items).toEqual([]);
    expect(shown.doneToday).toBe(1);
    expect(shown.headline.silent).toBe(1);
  });
  it('comes back after two weeks when the reason still stands', () => {
    const earlier = { ...done, day: today - 14 };
    expect(composeToday(facts([silent], [earlier]), today, { limit: 10 }).items).toHaveLength(1);
  });
  it('comes back at once when the reason arose anew', () => {
    const atRisk = account({ risk: 'high', riskSince: today });
    const before = {
      key: '1:at_risk',
      state: 'done',
      day: today - 1,
      untilDay: null,
      reason: null,
      at: 0,
    } as const;
    expect(composeToday(facts([atRisk], [before]), today, { limit: 10 }).items).toHaveLength(1);
  });
  it('a snoozed item returns on its day', () => {
    const snoozed = {
      key: '1:silent',
      state: 'snoozed',
      day: today - 2,
      untilDay: today + 1,
      reason: 'Later',
      at: 0,
    } as const;
    expect(composeToday(facts([silent], [snoozed]), today, { limit: 10 })).toMatchObject({
      items: [],
      snoozed: 1,
    });
    expect(composeToday(facts([silent], [snoozed]), today + 1, { limit: 10 }).items).toHaveLength(1);
  });
});

describe('an item with several reasons', () => {
  const troubled = account({ risk: 'critical', change28: -22, lastActivityDay: today - 30 });
  const shown = composeToday(facts([troubled]), today, { limit: 10 });
  it('is put away with all of them', () => {
    expect(keysOfItem(shown, '1:at_risk')).toEqual(['1:at_risk', '1:score_drop', '1:silent']);
    expect(keysOfItem(shown, '9:renewal')).toEqual(['9:renewal']);
  });
  it('counts once as done', () => {
    const done = keysOfItem(shown, '1:at_risk').map(
      (key) => ({ key, state: 'done', day: today, untilDay: null, reason: null, at: 0 }) as const,
    );
    expect(composeToday(facts([troubled], done), today, { limit: 10 })).toMatchObject({
      items: [],
      doneToday: 1,
    });
  });
});

describe('the headline', () => {
  it('adds up over any book of business, whatever is filtered or done', () => {
    const accounts = fc.uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 500 }),
        arr: fc.integer({ min: 0, max: 1_000_000 }),
        score: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
        band: fc.option(fc.constantFrom('poor', 'middle', 'healthy')),
        change28: fc.option(fc.double({ min: -60, max: 60, noNaN: true })),
        risk: fc.option(fc.constantFrom('low', 'medium', 'high', 'critical')),
        renewsOn: fc.option(fc.integer({ min: today - 30, max: today + 200 })),
        lastActivityDay: fc.option(fc.integer({ min: today - 100, max: today })),
      }),
      { selector: ({ id }) => id, maxLength: 40 },
    );
    fc.assert(
      fc.property(accounts, (some) => {
        const book = some.map((changes) => account(changes as Partial<TodayAccount>));
        const shown = todaySchema
          .omit({ setBackElsewhere: true })
          .parse(composeToday(facts(book), today, { limit: 500 }));
        const { headline } = shown;
        expect(headline.healthy + headline.middle + headline.poor + headline.unscored).toBe(book.length);
        expect(headline.arr).toBe(book.reduce((sum, { arr }) => sum + arr, 0));
        expect(headline.atRiskArr).toBeLessThanOrEqual(headline.arr);
        expect(shown.items.length).toBe(book.filter((one) => findingsOf(one, today).length > 0).length);
        expect(shown.items.map(({ rank }) => rank)).toEqual(
          shown.items.map(({ rank }) => rank).sort((a, b) => b - a),
        );
      }),
    );
  });
});

describe('while accounts are being scored', () => {
  it('none of which nothing is known yet counts as silent', () => {
    const unscored = account({ score: null, band: null, risk: null, asOf: null, lastActivityDay: null });
    expect(composeToday(facts([unscored]), today, { limit: 9 })).toMatchObject({
      headline: { silent: 0, unscored: 1 },
    });
    const scored = { ...unscored, asOf: today };
    expect(composeToday(facts([scored]), today, { limit: 9 }).headline.silent).toBe(1);
  });

  it('how far the run has come is told, and accounts of which too little is known are counted apart', () => {
    const thin = account({
      score: null,
      band: null,
      tooLittle: { known: 0.2, missing: ['nps'], since: '2024-10-01' },
    });
    const told = composeToday(
      { ...facts([thin]), scoring: true, progress: { done: 310, total: 333 } },
      today,
      {
        limit: 9,
      },
    );
    expect(told).toMatchObject({
      progress: { done: 310, total: 333 },
      headline: { tooLittleKnown: 1, healthy: 0, unscored: 0 },
    });
  });
});
