import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifeOf } from '../../../src-main/engines/health/account-life';
import { commercialFacts } from '../../../src-main/engines/health/commercial-facts';
import type { IndicatorInputs } from '../../../src-main/engines/health/indicator';
import { riskIndicators } from '../../../src-main/engines/health/indicators';
import { riskLevelOf } from '../../../src-main/engines/health/risk-level';
import { trendOf } from '../../../src-main/engines/health/trend';
import { supportFacts } from '../../../src-main/engines/health/voice-facts';
import { lifeStateOf } from '../../../src-main/engines/life/standing';
import { bands, riskLevels } from '../../../src-preload/contract/domain';
import { type AccountStory, asOf, batchOf, company } from './batch';

function indicators(story: AccountStory, more: Partial<IndicatorInputs> = {}) {
  const batch = batchOf(story);
  return riskIndicators({
    batch,
    account: 0,
    asOf,
    commercial: commercialFacts(batch.subscriptions, 0, asOf, company),
    support: supportFacts(batch.tickets, 0, asOf),
    lastActivityDay: asOf,
    activityKnownThrough: asOf,
    movement: null,
    week: null,
    change28: null,
    isPresent: true,
    life: lifeStateOf(lifeOf(batch, 0), asOf),
    contacts: null,
    ...more,
  });
}

describe('risk indicators', () => {
  it('are none for an account where nothing sudden happened', () => {
    expect(
      indicators({
        contacts: [{ userId: 1, champion: 'Ann' }],
        subscriptions: [{ from: 1, seats: 5, renews: asOf + 20 }],
      }),
    ).toEqual([]);
  });

  it('say with figure and date what happened', () => {
    expect(indicators({ subscriptions: [{ from: 1, failed: asOf - 2 }] })).toEqual([
      {
        id: 'payment_failed',
        severity: 'serious',
        since: '2024-10-02',
        text: 'A payment failed on Oct 2, 2024.',
      },
    ]);
  });

  it.each([
    [
      'by the company’s own word',
      { deactivated: asOf - 1, away: { day: asOf - 9, how: 'bounced' } },
      'The champion Ann left on Oct 3, 2024. No other champion is known.',
    ],
    [
      'by a mail that came back',
      { away: { day: asOf - 9, how: 'bounced' } },
      'Mail to the champion Ann came back on Sep 25, 2024: there is no such address any more. No other champion is known.',
    ],
    [
      'by an answer',
      { away: { day: asOf - 9, how: 'gone' } },
      'Mail to the champion Ann was answered by itself on Sep 25, 2024: they are no longer there. No other champion is known.',
    ],
  ] as const)('say %s that a champion left', (_by, left, text) => {
    expect(indicators({ contacts: [{ userId: 1, champion: 'Ann', ...left }] })).toMatchObject([{ text }]);
  });

  it.each([
    [
      'a failed payment, for 30 days',
      { subscriptions: [{ from: 1, failed: asOf - 29 }] },
      ['payment_failed serious'],
    ],
    ['not an old one', { subscriptions: [{ from: 1, failed: asOf - 30 }] }, []],
    [
      'the last champion who left',
      { contacts: [{ userId: 1, champion: 'Ann', deactivated: asOf - 5 }] },
      ['champion_left serious'],
    ],
    [
      'one of several champions who left',
      {
        contacts: [
          { userId: 1, champion: 'Ann', deactivated: asOf - 5 },
          { userId: 2, champion: 'Bob' },
        ],
      },
      ['champion_left watch'],
    ],
    [
      'the last champion, from whom mail comes back',
      { contacts: [{ userId: 1, champion: 'Ann', away: { day: asOf - 5, how: 'bounced' } }] },
      ['champion_left serious'],
    ],
    [
      'one of several champions who is no longer there by an answer',
      {
        contacts: [
          { userId: 1, champion: 'Ann', away: { day: asOf, how: 'gone' } },
          { userId: 2, champion: 'Bob' },
        ],
      },
      ['champion_left watch'],
    ],
    [
      'not what a mail says later, or said long ago',
      {
        contacts: [
          { userId: 1, champion: 'Ann', away: { day: asOf + 1, how: 'gone' } },
          { userId: 2, champion: 'Bob', away: { day: asOf - 90, how: 'gone' } },
        ],
      },
      [],
    ],
    [
      'who is gone is nobody that remains',
      {
        contacts: [
          { userId: 1, champion: 'Ann', deactivated: asOf - 5 },
          { userId: 2, champion: 'Bob', away: { day: asOf - 200, how: 'bounced' } },
        ],
      },
      ['champion_left serious'],
    ],
    ['not who is no champion', { contacts: [{ userId: 1, away: { day: asOf - 5, how: 'gone' } }] }, []],
    ['not one who left long ago', { contacts: [{ userId: 1, champion: 'Ann', deactivated: asOf - 90 }] }, []],
    ['a missing owner', { hasOwner: false }, ['owner_missing watch']],
    [
      'an urgent ticket, open for days',
      { tickets: [{ opened: asOf - 3, severity: 3 }] },
      ['urgent_ticket_open serious'],
    ],
    ['an urgent ticket of today', { tickets: [{ opened: asOf, severity: 3 }] }, ['urgent_ticket_open watch']],
    ['not a resolved one', { tickets: [{ opened: asOf - 3, severity: 3, resolved: asOf }] }, []],
    ['a detractor', { answers: [{ day: asOf - 3, score: 6 }] }, ['detractor_response watch']],
    [
      'a champion who is a detractor',
      { contacts: [{ userId: 7, champion: 'Ann' }], answers: [{ day: asOf - 3, user: 7, score: 2 }] },
      ['detractor_response serious'],
    ],
    [
      'a contact of no part who is a detractor, beside a champion who is none',
      {
        contacts: [{ userId: 7 }, { userId: 8, champion: 'Ann' }],
        answers: [
          { day: asOf - 3, user: 7, score: 2 },
          { day: asOf - 4, user: 8, score: 9 },
        ],
      },
      ['detractor_response watch'],
    ],
    [
      'not a passive or an old answer',
      {
        answers: [
          { day: asOf - 40, score: 0 },
          { day: asOf - 1, score: 7 },
        ],
      },
      [],
    ],
    [
      'a few seats fewer',
      {
        subscriptions: [
          { from: 1, to: asOf - 9, seats: 10 },
          { from: asOf - 9, seats: 9 },
        ],
      },
      ['seats_reduced watch'],
    ],
    [
      'many seats fewer',
      {
        subscriptions: [
          { from: 1, to: asOf - 9, seats: 10 },
          { from: asOf - 9, seats: 8 },
        ],
      },
      ['seats_reduced serious'],
    ],
    [
      'not more seats',
      {
        subscriptions: [
          { from: 1, to: asOf - 9, seats: 10 },
          { from: asOf - 9, seats: 12 },
        ],
      },
      [],
    ],
  ] as const satisfies readonly (readonly [string, AccountStory, readonly string[]])[])(
    'tell of %s',
    (_, story, expected) => {
      expect(indicators(story).map(({ id, severity }) => `${id} ${severity}`)).toEqual(expected);
    },
  );

  it('tell of silence: a watch after two weeks, serious after four', () => {
    const silent = (days: number) =>
      indicators({}, { lastActivityDay: asOf - days }).map(({ id, severity }) => `${id} ${severity}`);
    expect(silent(13)).toEqual([]);
    expect(silent(14)).toEqual(['all_users_idle watch']);
    expect(silent(28)).toEqual(['all_users_idle serious']);
  });

  it('tell of an account that never began, once it had 30 days to begin', () => {
    const never = (created: number) =>
      indicators({ created, contacts: [{ userId: 1 }] }, { lastActivityDay: 0 }).map(({ id }) => id);
    expect(never(asOf - 29)).toEqual([]);
    expect(never(asOf - 30)).toEqual(['all_users_idle']);
  });

  it('tell of usage that collapsed by half, and of a renewal near a falling score', () => {
    const collapsed = (events: number, usual: number) =>
      indicators({}, { week: { events, usual, weeks: 13 } }).map(({ text }) => text);
    expect(collapsed(100, 200)).toEqual([
      'Usage of the last 7 days is 50% below the 13 weeks before: 100 events, usually 200 a week.',
    ]);
    expect(collapsed(101, 200)).toEqual([]);
    // Of three events a week none may come by chance; of four hardly. With nothing before, nothing fell.
    expect([collapsed(0, 3.9), collapsed(0, 0), collapsed(5, 0)]).toEqual([[], [], []]);
    expect(collapsed(0, 4)).toHaveLength(1);
    expect(collapsed(1, 6.54)).toEqual([
      'Usage of the last 7 days is 85% below the 13 weeks before: 1 event, usually 6.5 a week.',
    ]);
    const renewing = { subscriptions: [{ from: 1, renews: asOf + 90 }] };
    expect(indicators(renewing, { change28: -5e6 })[0]).toMatchObject({
      id: 'renewal_soon_and_falling',
      text: expect.stringContaining('5.0 points'),
    });
    expect(indicators(renewing, { change28: -4.9e6 })).toEqual([]);
    expect(indicators({ subscriptions: [{ from: 1, renews: asOf + 91 }] }, { change28: -50e6 })).toEqual([]);
  });

  it('put the serious ones first, and leave present facts out of the past', () => {
    const story = { hasOwner: false, subscriptions: [{ from: 1, failed: asOf }] };
    expect(indicators(story).map(({ severity }) => severity)).toEqual(['serious', 'watch']);
    expect(indicators(story, { isPresent: false }).map(({ id }) => id)).toEqual(['payment_failed']);
  });
});

describe('the risk level', () => {
  const serious = { id: 'payment_failed', severity: 'serious' } as const;
  const watch = { id: 'owner_missing', severity: 'watch' } as const;

  it.each([
    ['healthy', 0, [], 'low'],
    ['middle', 0, [], 'medium'],
    ['poor', 0, [], 'high'],
    ['healthy', -10e6, [], 'medium'],
    ['healthy', -9.9e6, [], 'low'],
    ['healthy', 0, [watch], 'low'],
    ['healthy', 0, [watch, watch], 'medium'],
    ['middle', null, [watch, watch], 'medium'],
    ['middle', null, [serious], 'high'],
    ['middle', null, [serious, serious, serious], 'critical'],
    ['poor', -20e6, [serious, serious, serious], 'critical'],
    [null, null, [serious], 'medium'],
    ['too little', null, [], null],
    ['too little', null, [watch], 'low'],
    ['too little', null, [serious], 'high'],
    [null, null, [], null],
  ] as const)('of a %s score, changed by %s, with %j is %s', (band, change28, found, level) => {
    expect(
      riskLevelOf({
        band: band === 'too little' ? null : band,
        isTooLittleKnown: band === 'too little',
        change28,
        indicators: found,
      }),
    ).toBe(level);
  });

  it('never falls with another indicator, a steeper fall or a lower band', () => {
    const rank = (level: ReturnType<typeof riskLevelOf>) => (level === null ? -1 : riskLevels.indexOf(level));
    fc.assert(
      fc.property(
        fc.constantFrom(...bands),
        fc.constantFrom(...bands),
        fc.integer({ min: -30, max: 30 }),
        fc.nat({ max: 30 }),
        fc.array(fc.constantFrom(serious, watch), { maxLength: 5 }),
        fc.constantFrom(serious, watch),
        (one, other, change, steeper, found, more) => {
          const [lower, higher] = bands.indexOf(one) < bands.indexOf(other) ? [one, other] : [other, one];
          const better = riskLevelOf({
            band: higher,
            isTooLittleKnown: false,
            change28: change * 1e6,
            indicators: found,
          });
          const worse = riskLevelOf({
            band: lower,
            isTooLittleKnown: false,
            change28: (change - steeper) * 1e6,
            indicators: [...found, more],
          });
          expect(rank(worse)).toBeGreaterThanOrEqual(rank(better));
        },
      ),
    );
  });
});

it('a trend is a change of at least three points in 28 days', () => {
  expect([-3e6, -2.99e6, 0, 2.99e6, 3e6, null].map(trendOf)).toEqual([
    'falling',
    'steady',
    'steady',
    'steady',
    'rising',
    null,
  ]);
});

it('revenue that fell is told to the cent', () => {
  const subscriptions = [
    { from: 1, to: asOf - 9, mrr: 1399.95 },
    { from: asOf - 9, mrr: 0.1 },
    { from: asOf - 9, mrr: 0.2 },
  ];
  expect(indicators({ subscriptions }).find(({ id }) => id === 'revenue_reduced')?.text).toBe(
    'Revenue went from 1,399.95 to 0.30 a month within 90 days (-100%).',
  );
});
