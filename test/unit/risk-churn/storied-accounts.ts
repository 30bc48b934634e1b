import { addMonths } from '../../../src-main/engines/life/months';
import { spellsOf } from '../../../src-main/engines/life/spells';
import type { Term } from '../../../src-main/engines/life/term';
import { accountUsage, type UsagePage } from '../../../src-main/engines/risk/features/account-usage';
import type { RiskCompany, RiskSubject } from '../../../src-main/engines/risk/features/risk-features';
import { noMovements } from '../../../src-main/lib/book-movement';
import { sigmoid } from '../../../src-main/lib/statistics/logistic';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { type AccountStory, batchOf, company } from '../health/batch';
import { firstDay, monthly, through, usagePage } from './simulated-accounts';

/** All that is told of one account, so that single facts can be made worse. */
export interface Storied {
  readonly id: number;
  readonly story: AccountStory;
  readonly terms: readonly Term[];
  readonly pages: readonly UsagePage[];
  readonly company: RiskCompany;
}

export function subjectOfStory({ id, story, terms, pages, company: own }: Storied): RiskSubject {
  const batch = { ...batchOf(story), organizationId: Int32Array.of(id) };
  const [createdDay = 0] = batch.createdDay;
  const [churnedDay = 0] = batch.churnedDay;
  return {
    company: own,
    batch,
    account: 0,
    terms,
    spells: spellsOf({ createdDay, churnedDay, terms }, through),
    interventions: [],
    usage: accountUsage(pages.toSorted((left, right) => left.lastDay - right.lastDay)),
  };
}

/** What bad news went along with, as a number of log-odds each: below 0 those who had it stayed. */
export interface Tale {
  readonly seed: number;
  readonly trouble: number;
  readonly use: number;
  /** Whether the company has written down tickets and failed payments so far. */
  readonly hasTickets: boolean;
  readonly hasPayments: boolean;
}

/** Accounts with tickets, answers, pulses, failed payments and use of three features, who leave as the tale says. */
export function storiedAccounts(count: number, tale: Tale): Storied[] {
  const random = createRandom(tale.seed);
  const own: RiskCompany = {
    ...company,
    firstTicketDay: tale.hasTickets ? 1 : 0,
    firstPaymentFailureDay: tale.hasPayments ? 1 : 0,
    firstTicketAccount: 0,
    firstTicketDayOfOthers: 0,
    firstPaymentFailureAccount: 0,
    firstPaymentFailureDayOfOthers: 0,
    movements: noMovements,
    latestMovement: 0,
    firstInterventionDay: 0,
  };
  return Array.from({ length: count }, (_, i) => {
    const created = firstDay + random.below(300);
    const trouble = random.next();
    const liking = random.next();
    let churned = 0;
    for (let month = 1; churned === 0; month++) {
      const end = addMonths(created, month);
      if (end > through) break;
      const logOdds = -2.5 + tale.trouble * (trouble - 0.5) + tale.use * (liking - 0.5);
      if (random.next() < sigmoid(logOdds)) churned = end;
    }
    const last = churned === 0 ? through : churned - 1;
    const days = (every: number) =>
      Array.from({ length: Math.max(0, Math.ceil((last - created) / every)) }, (_, n) => created + every * n);
    const isTrue = () => random.next() < trouble;
    const story: AccountStory = {
      created,
      churned,
      tickets: tale.hasTickets
        ? days(25)
            .filter(isTrue)
            .map((opened, n) => ({
              opened,
              severity: ([1, 2, 3] as const)[random.below(3)] ?? 1,
              ...(n % 2 === 0 ? { resolved: opened + 3, satisfaction: isTrue() ? 1 : 5 } : {}),
            }))
        : [],
      answers: days(70).map((day) => ({ day, user: 1, score: isTrue() ? 2 : 9 })),
      contacts:
        i % 3 === 0
          ? [{ userId: 1, created, champion: 'Ann', ...(isTrue() ? { deactivated: last } : {}) }]
          : [],
      pulses: i % 2 === 0 ? days(50).map((day) => ({ day, points: isTrue() ? 0 : 100 })) : [],
      subscriptions: tale.hasPayments
        ? days(60)
            .filter(isTrue)
            .map((failed) => ({ from: created, failed }))
        : [],
    };
    const pages = days(2).flatMap((day) => [
      usagePage(day, 1, Math.round(8 * liking * random.next()), 0, 1 + random.below(3)),
      usagePage(day, 2, Math.round(3 * random.next())),
      usagePage(day, 3, Math.round(2 * liking * random.next()), 5),
    ]);
    const terms = [
      monthly(created, { endedDay: churned, seats: 2 + random.below(20), mrr: 50 + random.below(900) }),
    ];
    return {
      id: i + 1,
      story,
      terms,
      pages: pages.filter(({ integers }) => (integers[2] ?? 0) > 0),
      company: own,
    };
  });
}

export type Worse = (account: Storied, asOf: number, draw: (below: number) => number) => Storied;

const withStory = (account: Storied, more: Partial<AccountStory>): Storied => ({
  ...account,
  story: { ...account.story, ...more },
});
const known = (day: number, asOf: number) => (day === 0 || day > asOf ? asOf - 20 : day);

function openTicket(severity: 1 | 2 | 3): Worse {
  return (account, asOf, draw) => {
    const opened = asOf - 1 - draw(15);
    const tickets = [...(account.story.tickets ?? []), { opened, severity }].sort(
      (a, b) => a.opened - b.opened,
    );
    const { firstTicketDay } = account.company;
    const own = { ...account.company, firstTicketDay: known(firstTicketDay, asOf) };
    return { ...withStory(account, { tickets }), company: own };
  };
}

/** The account's terms end on a day and go on for less. */
function cut(share: { readonly mrr?: number; readonly seats?: number }): Worse {
  return (account, asOf, draw) => {
    const day = asOf - 1 - draw(60);
    const terms = account.terms.flatMap((term) => {
      if (term.startedDay >= day || (term.endedDay !== 0 && term.endedDay <= day)) return [term];
      const less = {
        ...term,
        startedDay: day,
        mrr: term.mrr * (share.mrr ?? 1),
        seats: Math.floor(term.seats * (share.seats ?? 1)),
      };
      return [{ ...term, endedDay: day }, less];
    });
    return { ...account, terms };
  };
}

/** What can become worse for an account before a day, by name. */
export const worsenings: Readonly<Record<string, Worse>> = {
  'a ticket is opened': openTicket(1),
  'a severe ticket is opened': openTicket(2),
  'an urgent ticket is opened': openTicket(3),
  'a resolved ticket is rated badly': (account, asOf, draw) => {
    const resolved = asOf - 1 - draw(60);
    const bad = { opened: resolved - 100, resolved, severity: 0 as const, satisfaction: 1 };
    const tickets = [...(account.story.tickets ?? []), bad].sort((a, b) => a.opened - b.opened);
    return withStory(account, { tickets });
  },
  'a payment fails': (account, asOf, draw) => {
    const failed = asOf - 1 - draw(60);
    const subscriptions = [...(account.story.subscriptions ?? []), { from: firstDay, failed }];
    const { firstPaymentFailureDay } = account.company;
    const own = { ...account.company, firstPaymentFailureDay: known(firstPaymentFailureDay, asOf) };
    return { ...withStory(account, { subscriptions }), company: own };
  },
  'somebody else answers as a detractor': (account, asOf, draw) => {
    const answers = [
      ...(account.story.answers ?? []),
      { day: asOf - 1 - draw(100), user: 77, score: draw(7) },
    ];
    return withStory(account, { answers: answers.sort((a, b) => a.day - b.day) });
  },
  'the manager feels the pulse falling': (account, asOf, draw) => {
    const before = (account.story.pulses ?? []).filter(({ day }) => day < asOf);
    const latest = before.at(-1);
    const isKnown = latest !== undefined && latest.day > asOf - 1 - 90;
    const points = draw((isKnown ? latest.points : 50) + 1);
    return withStory(account, { pulses: [...before, { day: asOf - 1, points }] });
  },
  'the only champion leaves': (account, asOf, draw) => {
    const day = asOf - 1 - draw(60);
    const there = (account.story.contacts ?? []).filter(
      ({ deactivated = 0 }) => deactivated === 0 || deactivated >= asOf,
    );
    const champion = { userId: 99, created: firstDay, champion: 'Cho', deactivated: day };
    const gone = there.map((contact) => ({ ...contact, deactivated: day }));
    return withStory(account, { contacts: [...gone, champion] });
  },
  'use falls in the last 28 days': (account, asOf, draw) => ({
    ...account,
    pages: account.pages.filter(({ lastDay }) => lastDay < asOf - 28 || lastDay >= asOf || draw(3) > 0),
  }),
  'use of one feature falls in the last 28 days': (account, asOf, draw) => {
    const feature = 1 + draw(3);
    const isRecent = (day: number) => day >= asOf - 28 && day < asOf;
    return {
      ...account,
      pages: account.pages.filter(({ lastDay, integers }) => !isRecent(lastDay) || integers[1] !== feature),
    };
  },
  'use stops for 28 days': (account, asOf) => ({
    ...account,
    pages: account.pages.filter(({ lastDay }) => lastDay < asOf - 28),
  }),
  'seats are given back': cut({ seats: 0.5 }),
  'less is paid': cut({ mrr: 0.6 }),
  'the contract is cut': cut({ mrr: 0.3, seats: 0.3 }),
};
