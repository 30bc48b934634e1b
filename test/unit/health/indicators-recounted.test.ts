import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commercialFacts } from '../../../src-main/engines/health/commercial-facts';
import { riskIndicators } from '../../../src-main/engines/health/indicators';
import { type RiskIndicatorId, riskIndicatorIds } from '../../../src-preload/contract/domain';
import { spellDay } from '../../../src-preload/contract/words';
import { lastHabitOf } from '../activity/pages';
import { type AccountStory, asOf, batchOf, company } from './batch';
import { days, measure, use } from './measured';

/** The raw rows that one account is told from. */
interface Rows {
  /** Events by day, the last of them that of `asOf`. */
  readonly events: readonly number[];
  readonly story: AccountStory;
  /** Micropoints. */
  readonly change28: number;
}

/** All sentences of an account, by kind, and the days that silence is counted as. */
function told({ events, story, change28 }: Rows) {
  const first = asOf - events.length + 1;
  const pages = days(first, asOf, (day) => {
    const count = events[day - first] ?? 0;
    return count === 0 ? [] : [use(1, 1, count)];
  }).filter(({ entries }) => entries.length > 0);
  const { facts, raw } = measure(pages, story);
  const batch = batchOf(story);
  const found = riskIndicators({
    batch,
    account: 0,
    asOf,
    ...facts,
    commercial: commercialFacts(batch.subscriptions, 0, asOf, company),
    change28,
    isPresent: true,
    life: null,
    contacts: null,
  });
  return {
    texts: new Map(found.map(({ id, text }) => [id, text])),
    silence: raw('days_since_activity'),
  };
}

const day = (back: number) => fc.integer({ min: asOf - back, max: asOf });
const rows: fc.Arbitrary<Rows> = fc.record({
  events: fc.oneof(
    fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 130 }),
    // A habit, then less of it, then silence.
    fc
      .tuple(
        fc.integer({ min: 1, max: 130 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 40 }),
      )
      .map(([used, less, none]) => [
        ...Array.from({ length: used }, (_, i) => 5 + (i % 7)),
        ...Array.from({ length: less }, (_, i) => i % 4),
        ...Array.from({ length: none }, () => 0),
      ]),
  ),
  change28: fc.integer({ min: -30e6, max: 10e6 }),
  story: fc.record({
    contacts: fc.array(fc.record({ userId: fc.integer({ min: 1, max: 4 }), champion: fc.constant('Ann') }), {
      maxLength: 1,
    }),
    subscriptions: fc.array(
      fc.record({
        from: fc.integer({ min: asOf - 300, max: asOf - 200 }),
        mrr: fc.integer({ min: 1, max: 5000 }),
        seats: fc.integer({ min: 1, max: 90 }),
        renews: fc.integer({ min: asOf - 25, max: asOf + 120 }),
        failed: fc.oneof(fc.constant(0), day(60)),
      }),
      { maxLength: 2 },
    ),
    tickets: fc
      .array(fc.record({ opened: day(40), severity: fc.constantFrom(2 as const, 3 as const) }), {
        maxLength: 3,
      })
      .map((tickets) => tickets.toSorted((a, b) => a.opened - b.opened)),
    answers: fc
      .array(
        fc.record({ day: day(60), user: fc.constantFrom(1, 2), score: fc.integer({ min: 0, max: 10 }) }),
        {
          maxLength: 3,
        },
      )
      .map((answers) => answers.toSorted((a, b) => a.day - b.day)),
  }),
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const said = (value: number, digits: number) => {
  const scale = 10 ** digits;
  return (Math.round(value * scale) / scale).toLocaleString('en');
};
const figures = (text: string) => text.match(/[\d,]+(?:\.\d+)?/g) ?? [];

/** A short run of the same accounts, or a long one of others. */
const runs = process.env.STEWARD_RECOUNTS;
const recounted = runs === undefined ? { numRuns: 400, seed: 7 } : { numRuns: Number(runs) };

/** What each sentence must say, counted again from the rows; kinds whose figures others test are named beside it. */
const recounts: Partial<Record<RiskIndicatorId, (rows: Rows) => string>> = {
  usage_collapsed: ({ events }) => {
    const used = events.flatMap((count, i) => (count > 0 ? [i] : []));
    const whole = events.slice(0, -1);
    const week = sum(whole.slice(-7));
    const before: number[] = [];
    for (let end = whole.length - 7; end - 7 >= lastHabitOf(used) && before.length < 13; end -= 7)
      before.push(sum(whole.slice(end - 7, end)));
    const usual = sum(before) / before.length;
    expect(week).toBeLessThanOrEqual(usual / 2);
    return `Usage of the last 7 days is ${said(100 * (1 - week / usual), 0)}% below the ${before.length} weeks before: ${week} ${week === 1 ? 'event' : 'events'}, usually ${said(usual, 1)} a week.`;
  },
  all_users_idle: ({ events }) => {
    const silent = events.toReversed().findIndex((count) => count > 0);
    if (silent < 0) return `Nobody has used the product since the account began on ${spellDay(asOf - 400)}.`;
    return `Nobody has used the product for ${silent} days, since ${spellDay(asOf - silent)}.`;
  },
  payment_failed: ({ story }) =>
    `A payment failed on ${spellDay(Math.max(...(story.subscriptions ?? []).map(({ failed = 0 }) => failed)))}.`,
  urgent_ticket_open: ({ story }) => {
    const opened = Math.min(
      ...(story.tickets ?? []).filter(({ severity }) => severity === 3).map((ticket) => ticket.opened),
    );
    const open = asOf - opened;
    return `An urgent ticket has been open since ${spellDay(opened)} (${open} ${open === 1 ? 'day' : 'days'}).`;
  },
  renewal_soon_and_falling: ({ story, change28 }) => {
    const next = Math.min(...(story.subscriptions ?? []).map(({ renews = 0 }) => renews));
    const [away, word] = next < asOf ? [asOf - next, 'overdue'] : [next - asOf, 'away'];
    return `The renewal on ${spellDay(next)} is ${away} ${away === 1 ? 'day' : 'days'} ${word} and the score fell by ${(Math.round(-change28 / 1e5) / 10).toFixed(1)} points in 28 days.`;
  },
  renewal_overdue: ({ story }) => {
    const next = Math.min(...(story.subscriptions ?? []).map(({ renews = 0 }) => renews));
    return `The renewal of ${spellDay(next)} is ${asOf - next} ${asOf - next === 1 ? 'day' : 'days'} overdue.`;
  },
  detractor_response: ({ story }) => {
    const latest = [1, 2].flatMap((user) =>
      (story.answers ?? []).filter((each) => each.user === user).slice(-1),
    );
    const bad = latest.filter(({ score, day: on }) => score <= 6 && on > asOf - 30);
    const last = Math.max(...bad.map(({ day: on }) => on));
    const scores = bad.filter(({ day: on }) => on === last).map(({ score }) => score);
    return `${scores.join(' or ')} on ${spellDay(last)}`;
  },
};

/** Contraction has its own rows below; the rest have no figure, or are of people and of notice. */
const elsewhere: readonly RiskIndicatorId[] = [
  'seats_reduced',
  'revenue_reduced',
  'notice_given',
  'subscriptions_ended',
  'owner_missing',
  'champion_left',
  'key_contact_at_risk',
];

describe('every sentence of a risk indicator', () => {
  it('has figures that are counted again from the raw rows', () => {
    const seen = new Set<RiskIndicatorId>();
    fc.assert(
      fc.property(rows, (account) => {
        const { texts, silence } = told(account);
        for (const [id, text] of texts) {
          const recount = recounts[id];
          if (recount === undefined) continue;
          seen.add(id);
          if (id !== 'detractor_response') expect(text).toBe(recount(account));
          else {
            const [scores = '', on = ''] = recount(account).split(' on ');
            expect(text).toContain(on);
            expect(scores.split(' or ')).toContain(figures(text)[0]);
          }
          if (id === 'all_users_idle' && account.events.some((count) => count > 0))
            expect(text).toContain(`for ${silence} days`);
        }
      }),
      recounted,
    );
    expect([...seen].sort()).toEqual(Object.keys(recounts).sort());
    expect([...Object.keys(recounts), ...elsewhere].sort()).toEqual([...riskIndicatorIds].sort());
  });

  it('of contraction has what was in force 90 days ago and is today', () => {
    const volume = fc.record({
      seats: fc.integer({ min: 1, max: 99 }),
      mrr: fc.integer({ min: 1, max: 999 }),
    });
    fc.assert(
      fc.property(volume, volume, fc.integer({ min: 0, max: 120 }), (before, now, back) => {
        const subscriptions = [
          { from: asOf - 300, to: asOf - back, ...before },
          { from: asOf - back, ...now },
        ];
        const { texts } = told({ events: [1], story: { subscriptions }, change28: 0 });
        const fell = (id: RiskIndicatorId, what: string, was: number, is: number, unit: string) => {
          const text = `${what} went from ${was} to ${is}${unit} within 90 days (-${said(100 * (1 - is / was), 0)}%).`;
          if (is >= was || back >= 90) expect(texts.has(id)).toBe(false);
          else if (texts.has(id)) expect(texts.get(id)).toBe(text);
          return texts.has(id);
        };
        const areFewer = fell('seats_reduced', 'Seats', before.seats, now.seats, '');
        expect(areFewer).toBe(now.seats < before.seats && back < 90);
        fell('revenue_reduced', 'Revenue', before.mrr, now.mrr, ' a month');
      }),
    );
  });

  it('calls no week that rose a collapse', () => {
    const habit = Array.from({ length: 130 }, (_, i) => (i < 60 ? 80 : 10));
    const lately = [...habit, 20, 20, 20, 20, 20, 20, 20, 20];
    expect(told({ events: lately, story: {}, change28: 0 }).texts.get('usage_collapsed')).toBeUndefined();
  });
});
