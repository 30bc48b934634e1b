import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnSaid } from '../../../src-main/engines/risk/features/column-words';
import { columnsOf, readRisk } from '../../../src-main/engines/risk/features/risk-features';
import { asOf } from '../health/batch';
import { monthly, subjectOf, usagePage } from './simulated-accounts';

interface Use {
  readonly back: number;
  readonly feature: 1 | 3;
  readonly events: number;
  readonly value: number;
}

/** The raw rows of one account: everything its sentences may be made of. */
interface Rows {
  readonly age: number;
  readonly uses: readonly Use[];
  readonly mrr: number;
  readonly seats: number;
  readonly tickets: readonly { readonly back: number; readonly severity: 1 | 2 | 3 }[];
  readonly failed: number;
}

const rows: fc.Arbitrary<Rows> = fc.record({
  age: fc.integer({ min: 8, max: 500 }),
  uses: fc.array(
    fc.record({
      back: fc.integer({ min: 1, max: 300 }),
      feature: fc.constantFrom(1 as const, 3 as const),
      events: fc.integer({ min: 1, max: 200 }),
      value: fc.integer({ min: 0, max: 50 }),
    }),
    { maxLength: 30 },
  ),
  mrr: fc.integer({ min: 0, max: 3000 }),
  seats: fc.integer({ min: 1, max: 60 }),
  tickets: fc.array(
    fc.record({
      back: fc.integer({ min: 1, max: 120 }),
      severity: fc.constantFrom(1 as const, 2 as const, 3 as const),
    }),
    { maxLength: 5 },
  ),
  failed: fc.integer({ min: 1, max: 120 }),
});

/** A short run of the same accounts, or a long one of others. */
const runs = process.env.STEWARD_RECOUNTS;
const recounted = runs === undefined ? { numRuns: 200, seed: 7 } : { numRuns: Number(runs) };

/** All sentences of an account by column. */
function told({ age, uses, mrr, seats, tickets, failed }: Rows): Map<string, string> {
  const began = asOf - age;
  const pages = uses
    .filter(({ back }) => back <= age)
    .map(({ back, feature, events, value }) => usagePage(asOf - back, feature, events, value));
  const story = {
    created: began,
    tickets: tickets
      .map(({ back, severity }) => ({ opened: asOf - back, severity }))
      .sort((left, right) => left.opened - right.opened),
    subscriptions: [{ from: began, failed: asOf - failed }],
  };
  const seen = readRisk(subjectOf(story, [monthly(began, { mrr, seats })], pages), began, asOf, [1, 3]);
  const values: Readonly<Record<string, number | undefined>> = seen.values;
  const columns = Object.values(columnsOf([1, 3])).flat();
  return new Map(
    columns.map((column) => [
      column,
      columnSaid(column, values[column] ?? Number.NaN, new Map([[1, 'Search']]), seen),
    ]),
  );
}

const whole = (value: number) => Math.round(value).toLocaleString('en');
const tenth = (value: number) => (Math.round(value * 10) / 10).toLocaleString('en');
const money = (amount: number) => `$${amount < 10 ? Number(amount.toPrecision(2)) : whole(amount)}`;
const times = (count: number, one: string) => `${whole(count)} ${one}${Math.round(count) === 1 ? '' : 's'}`;
const per28 = 'per 28 days lately';
const perHalfYear = 'per 28 days over at most half a year';

/** A sum over the rows of a window, per 28 days of it. */
function rate({ age, uses }: Rows, days: number, of: (use: Use) => number): number {
  const lived = Math.min(days, age);
  const inside = uses.filter(({ back }) => back <= Math.min(days, age));
  return Math.round((28e6 / lived) * inside.reduce((sum, use) => sum + of(use), 0)) / 1e6;
}

const events = (use: Use) => use.events;
const outcomes = ({ feature, events: count }: Use) => (feature === 3 ? count : 0);
const worth = ({ feature, value }: Use) => (feature === 3 ? value : 0);
const eventsSaid = (count: number) => `${tenth(count)} ${count === 1 ? 'event' : 'events'}`;
const within = (account: Rows, days: number) => account.tickets.filter(({ back }) => back <= days);

const recounts: Readonly<Record<string, (account: Rows) => string>> = {
  log_mrr: ({ mrr }) => `Pays or paid up to ${money(mrr)} a month`,
  log_seats: ({ seats }) => `Has or had up to ${times(seats, 'licensed seat')}`,
  log_mrr_per_seat: ({ mrr, seats }) => `Pays or paid about ${money(mrr / seats)} a seat and month`,
  payment_failures: ({ failed }) => `${times(failed <= 90 ? 1 : 0, 'failed payment')} in 90 days`,
  log_events_28: (account) => `${times(rate(account, 28, events), 'event')} ${per28}`,
  log_events_182: (account) => `${times(rate(account, 182, events), 'event')} ${perHalfYear}`,
  log_outcomes_28: (account) => `${times(rate(account, 28, outcomes), 'outcome')} ${per28}`,
  log_outcomes_182: (account) => `${times(rate(account, 182, outcomes), 'outcome')} ${perHalfYear}`,
  log_value_28: (account) => `Outcomes worth ${whole(rate(account, 28, worth))} ${per28}`,
  log_value_182: (account) => `Outcomes worth ${whole(rate(account, 182, worth))} ${perHalfYear}`,
  log_value_per_mrr: (account) => {
    const value = rate(account, 28, worth);
    const said = `Outcomes worth ${whole(value)} ${per28}`;
    if (account.mrr === 0) return `${said}, and no price`;
    return `${said}: ${tenth(value / account.mrr)} times the highest monthly price, ${money(account.mrr)}`;
  },
  log_mrr_per_use: (account) => {
    const used = rate(account, 28, events);
    const price = `Pays or paid up to ${money(account.mrr)} a month`;
    if (used === 0) return `${price}, for no use in 28 days`;
    return `${price} for ${eventsSaid(used)} ${per28}: ${money(account.mrr / used)} each`;
  },
  usage_trend: (account) => {
    const [lately, usual] = [rate(account, 28, events), rate(account, 182, events)];
    const change = usual === 0 ? 0 : 100 * (lately / usual - 1);
    const how =
      Math.abs(change) < 0.5
        ? 'is level with'
        : `${change < 0 ? 'fell' : 'rose'} ${whole(Math.abs(change))}% against`;
    return `Usage ${how} its own half year: ${eventsSaid(lately)} ${per28}, ${tenth(usual)} ${perHalfYear}`;
  },
  'rate28:1': (account) =>
    `Search: ${tenth(rate(account, 28, (use) => (use.feature === 1 ? use.events : 0)))} times ${per28}`,
  'rate182:1': (account) =>
    `Search: ${tenth(rate(account, 182, (use) => (use.feature === 1 ? use.events : 0)))} times ${perHalfYear}`,
  log_idle_days: ({ age, uses }) => {
    const backs = uses.filter(({ back }) => back <= age).map(({ back }) => back);
    const silent = backs.length === 0 ? age : Math.min(...backs);
    if (silent === 1) return 'Active to the last';
    return silent > 182 ? 'No activity for half a year' : `No activity for ${silent} days`;
  },
  seat_use: (account) =>
    `${whole((rate(account, 28, events) > 0 ? 100 : 0) / account.seats)}% of the seats it has or had were used in 28 days (leavers counted)`,
  log_active_users: (account) =>
    `${rate(account, 28, events) > 0 ? '1 active user' : '0 active users'} in 28 days (leavers counted)`,
  breadth: (account) => {
    const used = new Set(
      account.uses.filter(({ back }) => back <= Math.min(28, account.age)).map((use) => use.feature),
    );
    return `${times(used.size, 'feature')} used in 28 days`;
  },
  log_tickets: (account) => `${times(within(account, 28).length, 'ticket')} opened in 28 days`,
  log_severe_tickets: (account) =>
    `${times(within(account, 91).filter(({ severity }) => severity > 1).length, 'severe ticket')} in 91 days`,
};

describe('every sentence of a reason', () => {
  it('has figures that are counted again from the raw rows', () => {
    fc.assert(
      fc.property(rows, (account) => {
        const said = told(account);
        for (const [column, recount] of Object.entries(recounts))
          expect(`${column}: ${said.get(column)}`).toBe(`${column}: ${recount(account)}`);
      }),
      recounted,
    );
  });
});
