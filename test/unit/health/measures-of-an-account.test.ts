import { describe, expect, it } from 'vitest';
import { expectedAdoption } from '../../../src-main/engines/health/presence-measures';
import type { Page } from '../activity/pages';
import { asOf, company } from './batch';
import { contacts, days, measure, seats, use } from './measured';

describe('active users of seats', () => {
  it('counts contacts active in 28 days, the day itself among them', () => {
    const pages = [
      ...days(asOf - 28, asOf - 28, () => [use(1)]),
      ...days(asOf - 27, asOf - 27, () => [use(2)]),
      ...days(asOf, asOf, () => [use(3)]),
    ];
    const { raw, facts } = measure(pages, { ...seats(10), ...contacts(1, 2, 3, 4) });
    expect(raw('active_share')).toBe(0.2);
    expect(facts.activeUsers).toBe(2);
  });

  it("leaves out people who left and people the company doesn't know", () => {
    const pages = days(asOf - 1, asOf - 1, () => [use(1), use(2), use(99)]);
    const story = { ...seats(10), contacts: [{ userId: 1 }, { userId: 2, deactivated: asOf }] };
    expect(measure(pages, story).raw('active_share')).toBe(0.1);
  });

  it('is unknown where usage comes by week, though so many were active at least', () => {
    const pages: Page[] = [
      {
        day: asOf - 8,
        periodDays: 7,
        entries: [
          { user: 0, feature: 1, events: 9, activeUsers: 4 },
          { user: 0, feature: 2, events: 9, activeUsers: 6 },
        ],
      },
    ];
    const { raw, facts } = measure(pages, seats(10));
    expect([raw('active_share'), raw('license_adoption')]).toEqual([Number.NaN, Number.NaN]);
    expect(facts.activeUsers).toBe(6);
  });

  it('is unknown without seats, and without any usage ever; numbers that nobody gave are no lower bound', () => {
    const nameless: Page[] = [
      { day: asOf - 8, periodDays: 7, entries: [{ user: 0, feature: 1, events: 9, activeUsers: -1 }] },
    ];
    expect(measure(nameless, seats(10)).facts.activeUsers).toBeNaN();
    expect(
      measure(
        days(asOf, asOf, () => [use(1)]),
        contacts(1),
      ).raw('active_share'),
    ).toBeNaN();
    expect(measure([], seats(10)).raw('active_share')).toBeNaN();
  });
});

describe('silence and presence', () => {
  it('counts whole days since the last use', () => {
    const { raw, ofContact } = measure(
      days(asOf - 9, asOf - 4, () => [use(1)]),
      contacts(1),
    );
    expect(raw('days_since_activity')).toBe(4);
    expect(ofContact('days_since_activity', 0)).toBe(4);
  });

  it('ends with use on the day itself', () => {
    expect(
      measure(days(asOf - 40, asOf, (day) => (day > asOf - 30 && day < asOf ? [] : [use(1)]))).raw(
        'days_since_activity',
      ),
    ).toBe(0);
  });

  it('is known to the end of the last whole week where usage comes by week', () => {
    const week = (day: number): Page => ({
      day,
      periodDays: 7,
      entries: [{ user: 0, feature: 1, events: 9, activeUsers: 4 }],
    });
    expect(measure([week(asOf - 9)]).raw('days_since_activity')).toBe(0);
    expect(measure([week(asOf - 23)]).raw('days_since_activity')).toBe(14);
    expect(measure([week(asOf - 9)]).raw('active_days')).toBeNaN();
    // A week that ends today is known tomorrow.
    expect(measure([week(asOf - 23), week(asOf - 6)]).raw('days_since_activity')).toBe(14);
  });

  it('counts active days among the last 28', () => {
    const { raw, ofContact } = measure(
      days(asOf - 60, asOf, (day) => (day % 2 === 0 ? [use(1)] : [])),
      contacts(1),
    );
    expect(raw('active_days')).toBe(14);
    expect(ofContact('active_days', 0)).toBe(14);
  });
});

describe('breadth', () => {
  it('is the share of core and of outcome features used in 28 days', () => {
    const pages = [
      ...days(asOf - 28, asOf - 28, () => [use(1, 2)]),
      ...days(asOf - 5, asOf - 5, () => [use(1, 1), use(2, 3), use(1, 5)]),
    ];
    const { raw, ofContact } = measure(pages, contacts(1, 2));
    expect([raw('feature_breadth'), raw('outcome_breadth')]).toEqual([0.5, 0.5]);
    expect([ofContact('feature_breadth', 0), ofContact('outcome_breadth', 0)]).toEqual([0.5, 0]);
    expect([ofContact('feature_breadth', 1), ofContact('outcome_breadth', 1)]).toEqual([0, 0.5]);
  });

  it('is unknown when there are no such features', () => {
    const none = { ...company, coreFeatures: [], outcomeFeatures: [] };
    const { raw } = measure(
      days(asOf, asOf, () => [use(1)]),
      {},
      none,
    );
    expect([raw('feature_breadth'), raw('outcome_breadth')]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('adoption of licences', () => {
  it('is judged by the age of the account: good at four months is poor at ten', () => {
    expect(expectedAdoption(10)).toBe(0.2);
    expect(expectedAdoption(90)).toBeCloseTo(0.4, 9);
    expect(expectedAdoption(135)).toBeCloseTo(0.5, 9);
    expect(expectedAdoption(1000)).toBe(0.8);
    const pages = days(asOf - 30, asOf, () => [use(1), use(2), use(3), use(4)]);
    const story = { ...seats(10), ...contacts(1, 2, 3, 4) };
    expect(measure(pages, { ...story, created: asOf - 90 }).raw('license_adoption')).toBeCloseTo(1, 9);
    expect(measure(pages, { ...story, created: asOf - 365 }).raw('license_adoption')).toBeCloseTo(0.5, 9);
  });
});

describe('habits', () => {
  const steadyThenHalf = days(asOf - 120, asOf, (day) => [use(1, 1, day < asOf - 28 ? 10 : 5)]);

  it('compare the last 28 whole days with the 28 before, without the day itself', () => {
    const { raw, ofContact } = measure(steadyThenHalf, contacts(1));
    expect(raw('usage_trend')).toBeCloseTo(-0.5, 9);
    expect(ofContact('usage_trend', 0)).toBeCloseTo(-0.5, 9);
    const busyToday = [
      ...steadyThenHalf.slice(0, -1),
      { day: asOf, periodDays: 1 as const, entries: [use(1, 1, 100_000)] },
    ];
    expect(measure(busyToday, contacts(1)).raw('usage_trend')).toBeCloseTo(-0.5, 9);
  });

  it('show no rhythm of the week: level use of workdays alone is level on every weekday', () => {
    for (let end = asOf; end < asOf + 7; end++) {
      const workdays = days(asOf - 120, asOf, (day) => ((day + end) % 7 < 5 ? [use(1)] : []));
      expect(measure(workdays, contacts(1)).raw('usage_trend')).toBe(0);
      expect(measure(workdays, contacts(1)).raw('usage_per_mrr')).toBeNaN();
      expect(measure(workdays, seats(5)).raw('usage_per_mrr')).toBeCloseTo(0, 12);
    }
  });

  it('know silence as the worst that use can be, not as a gap in what is known', () => {
    const { raw, ofContact } = measure(
      days(asOf - 120, asOf - 30, () => [use(1)]),
      contacts(1),
    );
    expect([raw('stickiness'), raw('feature_depth'), ofContact('feature_depth', 0)]).toEqual([0, -1, -1]);
  });

  it('are -1 after 56 silent days, and unknown before 56 days of use', () => {
    expect(measure(days(asOf - 200, asOf - 70, () => [use(1)])).raw('usage_trend')).toBe(-1);
    expect(measure(days(asOf - 55, asOf, () => [use(1)])).raw('usage_trend')).toBeNaN();
    expect(measure(days(asOf - 56, asOf, () => [use(1)])).raw('usage_trend')).toBe(0);
  });

  it('know stickiness as daily users over users of 28 days', () => {
    const pages = days(asOf - 60, asOf, (day) => (day % 7 === 0 ? [use(1), use(2)] : [use(1)]));
    expect(measure(pages, contacts(1, 2)).raw('stickiness')).toBeCloseTo((28 + 4) / 28 / 2, 9);
  });

  it('know depth as events per user and day against that of 91 days', () => {
    const pages = days(asOf - 120, asOf, (day) => [use(1, 1, day < asOf - 28 ? 10 : 20)]);
    const level = (63 * 10 + 28 * 20) / 91;
    const { raw, ofContact } = measure(pages, contacts(1));
    expect(raw('feature_depth')).toBeCloseTo(20 / level - 1, 9);
    expect(ofContact('feature_depth', 0)).toBeCloseTo(20 / level - 1, 9);
  });

  it('know usage for the money: new money is judged after 60 days, money that is gone is no gain', () => {
    const pages = days(asOf - 120, asOf, () => [use(1)]);
    const changed = (daysAgo: number, mrr: number) => ({
      subscriptions: [
        { from: 1, to: asOf - daysAgo, mrr: 100 },
        { from: asOf - daysAgo, mrr },
      ],
    });
    expect(measure(pages, changed(0, 200)).raw('usage_per_mrr')).toBeCloseTo(0, 9);
    expect(measure(pages, changed(59, 200)).raw('usage_per_mrr')).toBeCloseTo(0, 9);
    // The 91 days end with the day before: 31 at the old price, 60 at the new one.
    expect(measure(pages, changed(60, 200)).raw('usage_per_mrr')).toBeCloseTo((31 + 60 * 2) / 91 / 2 - 1, 9);
    for (const daysAgo of [0, 20, 60, 89])
      expect(measure(pages, changed(daysAgo, 40)).raw('usage_per_mrr')).toBeCloseTo(0, 9);
    expect(measure(pages, { subscriptions: [{ from: 1, mrr: 100 }] }).raw('usage_per_mrr')).toBeCloseTo(0, 9);
    expect(measure(pages).raw('usage_per_mrr')).toBeNaN();
  });

  it('know outcomes per seat: level in a steady habit, falling with it, and with seats that are no longer new', () => {
    const steady = days(asOf - 300, asOf, () => [use(1, 3)]);
    expect(measure(steady, seats(10)).raw('key_outcomes')).toBeCloseTo(0, 2);
    const stopped = days(asOf - 300, asOf - 40, () => [use(1, 3)]);
    expect(measure(stopped, seats(10)).raw('key_outcomes')).toBeLessThan(-0.4);
    const moreSeats = (daysAgo: number) => ({
      subscriptions: [
        { from: 1, to: asOf - daysAgo, seats: 10 },
        { from: asOf - daysAgo, seats: 20 },
      ],
    });
    expect(measure(steady, moreSeats(59)).raw('key_outcomes')).toBeCloseTo(0, 2);
    expect(measure(steady, moreSeats(60)).raw('key_outcomes')).toBeCloseTo((31 + 60 * 2) / 91 / 2 - 1, 1);
    expect(
      measure(
        days(asOf - 300, asOf, () => [use(1, 1)]),
        seats(10),
      ).raw('key_outcomes'),
    ).toBeNaN();
  });
});

describe('what the contract and the voices say', () => {
  it('comes as ratios, counts and months', () => {
    const { raw } = measure([], {
      ...seats(10, { renews: asOf + 61, failed: asOf - 3 }),
      tickets: [{ opened: asOf - 3, severity: 3 }],
      answers: [{ day: asOf, user: 1, score: 10 }],
      pulses: [{ day: asOf, points: 35 }],
    });
    expect(raw('tickets_per_seat')).toBe(0.1);
    expect(raw('severe_tickets')).toBe(1);
    expect(raw('payment_failures')).toBe(1);
    expect(raw('months_to_renewal')).toBeCloseTo(2, 2);
    expect(raw('nps')).toBe(100);
    expect(raw('pulse')).toBe(35);
  });

  it('is unknown of sources from which the company never delivers anything', () => {
    const silent = { ...company, firstTicketDay: 0, firstPaymentFailureDay: asOf + 1 };
    const { raw } = measure([], seats(10), silent);
    for (const id of ['csat', 'tickets_per_seat', 'severe_tickets', 'payment_failures'] as const)
      expect(raw(id)).toBeNaN();
    expect(measure([], seats(10)).raw('severe_tickets')).toBe(0);
  });

  it('knows the change of seats in 180 days', () => {
    const { raw } = measure([], {
      subscriptions: [
        { from: 1, to: asOf - 100, seats: 10 },
        { from: asOf - 100, seats: 8 },
      ],
    });
    expect(raw('seat_change')).toBeCloseTo(-0.2, 9);
    expect(measure([], { subscriptions: [{ from: asOf - 100, seats: 8 }] }).raw('seat_change')).toBeNaN();
  });

  it("gives a contact the own latest answer, and nothing to one who wasn't asked or has left", () => {
    const story = {
      contacts: [{ userId: 1 }, { userId: 2 }, { userId: 3, deactivated: asOf - 1 }],
      answers: [
        { day: asOf - 9, user: 1, score: 3 },
        { day: asOf - 1, user: 1, score: 8 },
        { day: asOf, user: 3, score: 1 },
      ],
    };
    const { ofContact } = measure([], story);
    expect([0, 1, 2].map((row) => ofContact('nps', row))).toEqual([8, Number.NaN, Number.NaN]);
  });
});
