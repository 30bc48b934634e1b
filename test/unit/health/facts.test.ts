import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termsOf } from '../../../src-main/engines/health/account-life';
import { netPromoterScore } from '../../../src-main/engines/health/answers';
import { commercialFacts } from '../../../src-main/engines/health/commercial-facts';
import { latestPulse, supportFacts } from '../../../src-main/engines/health/voice-facts';
import { meanOver, mrrOn, seatsOn } from '../../../src-main/engines/life/term';
import { type AccountStory, asOf, batchOf, company } from './batch';

const commercial = (story: AccountStory) => commercialFacts(batchOf(story).subscriptions, 0, asOf, company);

describe('what an account pays for', () => {
  it('is what is in force: from its first day to the day before its end', () => {
    const terms = [
      { from: asOf - 10, to: asOf + 1, mrr: 100, seats: 5 },
      { from: asOf - 100, to: asOf, mrr: 900, seats: 50 },
      { from: asOf, mrr: 20, seats: 2 },
    ];
    expect(commercial({ subscriptions: terms })).toMatchObject({ mrr: 120, seats: 7 });
  });

  it('has unknown seats when nothing in force counts seats', () => {
    expect(commercial({ subscriptions: [{ from: asOf - 10, mrr: 100 }] }).seats).toBeNaN();
  });

  it('renews on the nearest renewal of what is in force', () => {
    const terms = [
      { from: 1, to: asOf, renews: asOf - 1 },
      { from: 1, renews: asOf + 40 },
      { from: 1, renews: asOf + 9 },
      { from: asOf + 1, renews: asOf + 2 },
    ];
    expect(commercial({ subscriptions: terms }).renewal).toEqual({ day: asOf + 9, overdueDays: 0 });
    expect(commercial({ subscriptions: [{ from: 1 }] }).renewal).toBeNull();
  });

  it('counts failed payments of the last 90 days, whether or not their subscription is still in force', () => {
    const terms = [
      { from: 1, to: 9, failed: asOf },
      { from: 1, failed: asOf - 89 },
      { from: 1, failed: asOf - 90 },
      { from: 1, failed: asOf + 1 },
    ];
    expect(commercial({ subscriptions: terms })).toMatchObject({
      paymentFailures90: 2,
      lastPaymentFailureDay: asOf,
    });
  });

  it('is on average what it was day by day', () => {
    const term = fc.record({
      from: fc.integer({ min: asOf - 150, max: asOf }),
      length: fc.integer({ min: 1, max: 200 }),
      seats: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(term, { maxLength: 6 }), fc.integer({ min: 1, max: 120 }), (terms, days) => {
        const { subscriptions: rows } = batchOf({
          subscriptions: terms.map(({ from, length, seats }) => ({
            from,
            to: from + length,
            seats,
            mrr: seats,
          })),
        });
        const told = termsOf(rows, 0);
        let total = 0;
        for (let day = asOf - days + 1; day <= asOf; day++) total += seatsOn(told, day) || 0;
        expect(meanOver(told, seatsOn, asOf, days, Number.POSITIVE_INFINITY)).toBeCloseTo(total / days, 9);
        expect(meanOver(told, mrrOn, asOf, days, Number.POSITIVE_INFINITY)).toBeCloseTo(total / days, 9);
      }),
    );
  });
});

describe('what tickets say', () => {
  const facts = (tickets: NonNullable<AccountStory['tickets']>) =>
    supportFacts(batchOf({ tickets }).tickets, 0, asOf);

  it('counts those opened in 28 days, and the severe ones of 91', () => {
    const tickets = [
      { opened: asOf + 1 },
      { opened: asOf },
      { opened: asOf - 27, severity: 2 as const },
      { opened: asOf - 28 },
      { opened: asOf - 90, severity: 3 as const, resolved: asOf - 1 },
      { opened: asOf - 91, severity: 3 as const, resolved: asOf - 1 },
    ];
    expect(facts(tickets)).toMatchObject({ opened28: 2, severe91: 2, urgentOpenSince: 0 });
  });

  it('knows since when an urgent one is open, as far as it was resolved by then', () => {
    expect(
      facts([
        { opened: asOf - 5, severity: 3 },
        { opened: asOf - 9, severity: 3, resolved: asOf + 1 },
      ]).urgentOpenSince,
    ).toBe(asOf - 9);
    expect(facts([{ opened: asOf - 9, severity: 3, resolved: asOf }]).urgentOpenSince).toBe(0);
  });

  it('averages the satisfaction of those resolved in 90 days', () => {
    const rated = (resolved: number, satisfaction: number) => ({
      opened: asOf - 200,
      resolved,
      satisfaction,
    });
    expect(
      facts([rated(asOf, 5), rated(asOf - 89, 2), rated(asOf - 90, 1), rated(asOf + 1, 1)]).satisfaction90,
    ).toBe(3.5);
    expect(facts([{ opened: asOf - 200, resolved: asOf }]).satisfaction90).toBeNaN();
  });
});

describe('the net promoter score', () => {
  const nps = (answers: NonNullable<AccountStory['answers']>) =>
    netPromoterScore(batchOf({ answers }).responses, 0, asOf);

  it('is the share of 9 and 10 minus the share of 0 to 6', () => {
    expect(nps([10, 9, 8, 7, 6, 0].map((score, user) => ({ day: asOf, user: user + 1, score })))).toBe(0);
    expect(
      nps([
        { day: asOf, user: 1, score: 9 },
        { day: asOf, user: 2, score: 8 },
      ]),
    ).toBe(50);
  });

  it("takes each person's latest answer, and every answer without a name", () => {
    expect(
      nps([
        { day: asOf - 9, user: 1, score: 0 },
        { day: asOf - 1, user: 1, score: 10 },
      ]),
    ).toBe(100);
    expect(
      nps([
        { day: asOf - 9, score: 0 },
        { day: asOf - 1, score: 10 },
      ]),
    ).toBe(0);
  });

  it('forgets answers after 180 days and is unknown without any', () => {
    expect(
      nps([
        { day: asOf - 180, score: 0 },
        { day: asOf - 179, score: 10 },
      ]),
    ).toBe(100);
    expect(
      nps([
        { day: asOf - 180, score: 0 },
        { day: asOf + 1, score: 0 },
      ]),
    ).toBeNaN();
  });
});

it("a manager's pulse counts for 90 days, the latest one alone", () => {
  const pulse = (...pulses: { day: number; points: number }[]) =>
    latestPulse(batchOf({ pulses }).pulses, 0, asOf);
  expect(
    pulse({ day: asOf - 40, points: 20 }, { day: asOf - 2, points: 70 }, { day: asOf + 1, points: 5 }),
  ).toBe(70);
  expect(pulse({ day: asOf - 89, points: 20 })).toBe(20);
  expect(pulse({ day: asOf - 90, points: 20 })).toBeNaN();
});
