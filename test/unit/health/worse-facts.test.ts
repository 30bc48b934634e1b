import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FollowedPlan } from '../../../src-main/engines/health/account-batch';
import { compileConfig } from '../../../src-main/engines/health/compile-config';
import { scoreParts } from '../../../src-main/engines/health/explain-score';
import { measureIds } from '../../../src-main/engines/health/measures';
import { offeredMeasures } from '../../../src-main/engines/health/starter/offered-measures';
import { starterConfig } from '../../../src-main/engines/health/starter-config';
import type { Page } from '../activity/pages';
import { type AccountStory, asOf, company } from './batch';
import { measure, use } from './measured';

/** One account's rows, and whether its company has written of tickets or failed payments before. */
interface Account {
  readonly pages: readonly Page[];
  readonly story: AccountStory & { readonly subscriptions: NonNullable<AccountStory['subscriptions']> };
  readonly tellsOfTickets: boolean;
  readonly tellsOfPayments: boolean;
}

/** The starter, and in each profile what it offers besides. */
const config = compileConfig(1, {
  ...starterConfig,
  organizationProfiles: starterConfig.organizationProfiles.map((profile) => {
    const { retention } = profile.dimensions;
    const measures = [...retention.measures, ...offeredMeasures];
    return { ...profile, dimensions: { ...profile.dimensions, retention: { ...retention, measures } } };
  }),
});

/** Micropoints by each profile; null where nothing is known. */
function scores({ pages, story, tellsOfTickets, tellsOfPayments }: Account): (number | null)[] {
  const isTold = (days: readonly (number | undefined)[]) => days.some((day) => day !== undefined);
  const hasTickets = isTold((story.tickets ?? []).map(({ opened }) => opened));
  const hasFailures = isTold(story.subscriptions.map(({ failed }) => failed));
  const facts = {
    ...company,
    firstTicketDay: tellsOfTickets || hasTickets ? 1 : 0,
    firstTicketAccount: tellsOfTickets ? 2 : 1,
    firstPaymentFailureDay: tellsOfPayments || hasFailures ? 1 : 0,
    firstPaymentFailureAccount: tellsOfPayments ? 2 : 1,
    firstTicketDayOfOthers: 0,
    firstPaymentFailureDayOfOthers: 0,
  };
  const { raw } = measure(pages, story, facts);
  const raws = Float64Array.from(measureIds, (id) => raw(id) ?? Number.NaN);
  return config.organizationProfiles.map((profile) => scoreParts(profile, raws)?.score ?? null);
}

const day = (back: number) => fc.integer({ min: asOf - back, max: asOf });
const byDay = <Row extends { readonly day: number }>(all: readonly Row[]) =>
  all.toSorted((a, b) => a.day - b.day);

const anyPlan: fc.Arbitrary<FollowedPlan> = fc.record({
  startedOn: day(120),
  givenOn: fc.constant(1),
  endedOn: fc.constant(0),
  isCounted: fc.constant(true),
  milestones: fc
    .array(
      fc.record({
        due: fc.integer({ min: -100, max: 200 }),
        comesAtOnce: fc.boolean(),
        needsFirst: fc.boolean(),
        moves: fc.array(
          fc.record({ day: day(100), progress: fc.integer({ min: 1, max: 100 }), userId: fc.constant(0) }),
          { maxLength: 3 },
        ),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) =>
      all.map(({ due, comesAtOnce, needsFirst, moves }, i) => ({
        ...{ id: String(i), name: String(i), prerequisites: needsFirst && i > 0 ? ['0'] : [] },
        ...{ comesAtOnce, isByHand: comesAtOnce, dueOn: asOf + due, isOfContacts: false },
        moves: byDay(moves),
      })),
    ),
});

const anyAccount: fc.Arbitrary<Account> = fc.record({
  pages: fc
    .record({
      begun: fc.integer({ min: 1, max: 127 }),
      people: fc.array(fc.record({ user: fc.nat({ max: 4 }), every: fc.integer({ min: 1, max: 9 }) }), {
        maxLength: 5,
      }),
      features: fc.integer({ min: 1, max: 5 }),
      events: fc.integer({ min: 1, max: 30 }),
    })
    .map(({ begun, people, features, events }) =>
      Array.from({ length: begun + 1 }, (_, i): Page => {
        const present = people.filter(({ every }) => i % every === 0);
        const entries = present.map(({ user }, p) =>
          use(user + 1, 1 + ((i + p) % features), events + (i % 5)),
        );
        return { day: asOf - begun + i, periodDays: 1, entries };
      }).filter(({ entries }) => entries.length > 0),
    ),
  story: fc.record({
    created: fc.integer({ min: asOf - 500, max: asOf - 128 }),
    contacts: fc.constant([1, 2, 3, 4, 5].map((userId) => ({ userId }))),
    subscriptions: fc
      .record({
        seats: fc.integer({ min: 2, max: 40 }),
        mrr: fc.integer({ min: 10, max: 5000 }),
        renews: fc.integer({ min: asOf - 40, max: asOf + 300 }),
        failed: fc.option(day(120), { nil: undefined }),
      })
      .map(({ failed, ...term }) => [{ from: asOf - 500, ...term, ...(failed && { failed }) }]),
    tickets: fc.array(fc.record({ opened: day(120), severity: fc.constantFrom(0, 1, 2, 3) }), {
      maxLength: 2,
    }),
    answers: fc
      .array(fc.record({ day: day(200), user: fc.integer({ min: 1, max: 3 }), score: fc.nat({ max: 10 }) }), {
        maxLength: 2,
      })
      .map(byDay),
    pulses: fc
      .array(fc.record({ day: day(100), points: fc.constantFrom(0, 25, 60, 100) }), { maxLength: 2 })
      .map(byDay),
    talks: fc.array(day(200), { maxLength: 2 }).map((all) => all.toSorted((a, b) => a - b)),
    plans: fc.array(anyPlan, { maxLength: 2 }),
  }),
  tellsOfTickets: fc.boolean(),
  tellsOfPayments: fc.boolean(),
});

/** One more bad fact, or one of the present ones made worse. */
const worsenings: readonly (readonly [words: string, worsen: (account: Account, by: number) => Account])[] = [
  [
    'a severe ticket',
    (account, by) =>
      withStory(account, {
        tickets: [...(account.story.tickets ?? []), { opened: asOf - (by % 90), severity: by % 2 ? 3 : 2 }],
      }),
  ],
  [
    'an ordinary ticket',
    (account, by) =>
      withStory(account, { tickets: [...(account.story.tickets ?? []), { opened: asOf - (by % 28) }] }),
  ],
  [
    'a failed payment',
    (account, by) =>
      withStory(account, {
        subscriptions: account.story.subscriptions.map((term) => ({ ...term, failed: asOf - (by % 90) })),
      }),
  ],
  [
    'a detractor’s answer',
    (account, by) =>
      withStory(account, {
        answers: [...(account.story.answers ?? []), { day: asOf, user: 4, score: by % 7 }],
      }),
  ],
  [
    'a worried pulse',
    (account, by) => {
      const latest = account.story.pulses?.at(-1)?.points ?? 100;
      const points = Math.min(latest, by % 50);
      return withStory(account, { pulses: [...(account.story.pulses ?? []), { day: asOf, points }] });
    },
  ],
  [
    'a quarter without a word',
    (account, by) =>
      withStory(account, {
        talks: [Math.min(asOf - 91, ...(account.story.talks ?? [])) - (by % 50)],
      }),
  ],
  [
    'silence of the last days',
    (account, by) => ({
      ...account,
      pages: account.pages.filter((page, i) => i === 0 || page.day <= asOf - 1 - (by % 60)),
    }),
  ],
  [
    'less use in the last week',
    (account, by) => ({
      ...account,
      pages: account.pages.map((page) =>
        page.day < asOf - (by % 7)
          ? page
          : {
              ...page,
              entries: page.entries.map((entry) => ({ ...entry, events: Math.ceil(entry.events / 2) })),
            },
      ),
    }),
  ],
  [
    'people who left',
    (account, by) =>
      withStory(account, {
        contacts: (account.story.contacts ?? []).map((contact, i) =>
          i <= by % 5 ? { ...contact, deactivated: asOf - (by % 30) } : contact,
        ),
      }),
  ],
  [
    'seats given back',
    (account, by) =>
      withStory(account, {
        subscriptions: account.story.subscriptions.flatMap((term) =>
          cutAt(term, asOf - (by % 179), { seats: Math.ceil((term.seats ?? 1) / 2) }),
        ),
      }),
  ],
  [
    'less money for the same',
    (account, by) =>
      withStory(account, {
        subscriptions: account.story.subscriptions.flatMap((term) =>
          cutAt(term, asOf - (by % 179), { mrr: Math.ceil((term.mrr ?? 1) / 2) }),
        ),
      }),
  ],
  [
    'milestones that should have been reached sooner',
    (account, by) =>
      withStory(account, {
        plans: (account.story.plans ?? []).map((plan) => ({
          ...plan,
          milestones: plan.milestones.map((milestone, i) => ({
            ...milestone,
            dueOn: (milestone.dueOn ?? asOf) - ((by >> i) % 90),
          })),
        })),
      }),
  ],
];

type Term = NonNullable<AccountStory['subscriptions']>[number];

/** The same term with less from a day on; one whose renewal was due by then goes on as it is. */
function cutAt(term: Term, day: number, less: Partial<Term>): Term[] {
  if ((term.renews ?? 0) <= day) return [term];
  return [
    { ...term, to: day },
    { ...term, from: day, ...less },
  ];
}

function withStory(account: Account, changes: Partial<Account['story']>): Account {
  return { ...account, story: { ...account.story, ...changes } };
}

/** Points and weights are cut to millionths. */
const hair = 500;

describe('an account’s health is never raised by', () => {
  it.each(worsenings)('%s', (_, worsen) => {
    fc.assert(
      fc.property(anyAccount, fc.nat({ max: 1000 }), (account, by) => {
        const before = scores(account);
        const after = scores(worsen(account, by));
        before.forEach((score, profile) => {
          if (score !== null) expect(after[profile] ?? 0).toBeLessThanOrEqual(score + hair);
        });
      }),
      { numRuns: Number(process.env['STEWARD_RUNS'] ?? 150) },
    );
  });
});
