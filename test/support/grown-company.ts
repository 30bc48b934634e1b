import { instantOfDay } from '../../src-main/lib/day';
import { createRandom, type Random } from '../../src-main/lib/statistics/random';
import { markDirty, putPages } from '../../src-main/store/copy/pages';
import {
  features,
  organizations,
  subscriptions,
  supportTickets,
  surveyResponses,
  users,
} from '../../src-main/store/schema/company';
import type { Store } from '../../src-main/store/types';
import { writeTransaction } from '../../src-main/store/write-transaction';

interface PageEntry {
  readonly user: number;
  readonly feature: number;
  readonly events: number;
  readonly activeUsers: number;
}

export interface GrownPage {
  readonly organizationId: number;
  readonly day: number;
  readonly periodDays: 1 | 7;
  readonly entries: readonly PageEntry[];
}

/** A company's rows; each says by its dates when it came to be. */
export interface GrownCompany {
  readonly organizations: (typeof organizations.$inferInsert)[];
  readonly users: (typeof users.$inferInsert)[];
  readonly features: (typeof features.$inferInsert)[];
  readonly subscriptions: (typeof subscriptions.$inferInsert)[];
  readonly tickets: (typeof supportTickets.$inferInsert)[];
  readonly responses: (typeof surveyResponses.$inferInsert)[];
  readonly pages: GrownPage[];
}

export interface Growth {
  readonly seed: number;
  readonly accounts: number;
  readonly firstDay: number;
  readonly lastDay: number;
}

const kinds = ['core', 'core', 'core', 'outcome', 'outcome', 'other'] as const;
const severities = ['low', 'normal', 'high', 'urgent'] as const;

/**
 * A company that grew by chance: accounts begin and some leave, some usage comes by day and user, some by week and
 * without users, everything else happens now and then.
 */
export function growCompany({ seed, accounts, firstDay, lastDay }: Growth): GrownCompany {
  const random = createRandom(seed);
  const company: GrownCompany = {
    organizations: [],
    users: [],
    features: kinds.map((kind, i) => ({
      featureId: i + 1,
      externalId: `f${i + 1}`,
      name: `Feature ${i + 1}`,
      kind,
    })),
    subscriptions: [],
    tickets: [],
    responses: [],
    pages: [],
  };
  for (let id = 1; id <= accounts; id++) growAccount(company, random, id, firstDay, lastDay);
  return company;
}

function growAccount(
  company: GrownCompany,
  random: Random,
  id: number,
  firstDay: number,
  lastDay: number,
): void {
  const created = firstDay + random.below(Math.ceil((lastDay - firstDay) / 2));
  const leaves = random.next() < 0.25;
  const churned = leaves ? created + 60 + random.below(lastDay - created) : null;
  const last = churned === null ? lastDay : Math.min(lastDay, churned);
  company.organizations.push({
    organizationId: id,
    externalId: `acct-${id}`,
    name: `Account ${id}`,
    segment: random.next() < 0.5 ? 'SMB' : null,
    lifecycleStage: random.next() < 0.2 ? 'onboarding' : 'growth',
    ownerId: random.next() < 0.9 ? 1 : null,
    createdAt: instantOfDay(created),
    churnedAt: churned === null ? null : instantOfDay(churned),
  });
  const people = random.below(6);
  const instantBy = (day: number) => instantOfDay(day) + random.below(86_400_000);
  const someDay = () => created + random.below(Math.max(1, last - created + 1));
  for (let person = 1; person <= people; person++) {
    company.users.push({
      userId: id * 100 + person,
      organizationId: id,
      externalId: `user-${id}-${person}`,
      name: `Person ${person} of ${id}`,
      role: person === 1 ? 'champion' : 'member',
      createdAt: instantBy(created),
      deactivatedAt: random.next() < 0.15 ? instantBy(someDay()) : null,
    });
  }
  for (let from = created; from <= last; from += 180) {
    const key = company.subscriptions.length + 1;
    company.subscriptions.push({
      subscriptionId: key,
      organizationId: id,
      externalId: `s${key}`,
      product: 'Suite',
      startedOn: from,
      endedOn: from + 180,
      mrr: 500 + random.below(4000),
      quantity: 2 + random.below(8),
      unit: 'users',
      billingMonths: 6,
      discount: 0,
      renewsOn: from + 180,
      paymentFailedAt: random.next() < 0.2 ? instantBy(from + random.below(180)) : null,
    });
  }
  for (let n = random.below(6); n > 0; n--) {
    const key = company.tickets.length + 1;
    const opened = someDay();
    const resolved = random.next() < 0.7 ? opened + random.below(12) : null;
    company.tickets.push({
      ticketId: key,
      organizationId: id,
      externalId: `t${key}`,
      subject: 'Trouble',
      severity: severities[random.below(4)] ?? 'low',
      openedAt: instantBy(opened),
      resolvedAt: resolved === null ? null : instantBy(resolved),
      satisfaction: resolved === null || random.next() < 0.4 ? null : 1 + random.below(5),
    });
  }
  for (let n = random.below(4); n > 0; n--) {
    const key = company.responses.length + 1;
    company.responses.push({
      responseId: key,
      organizationId: id,
      userId: people > 0 && random.next() < 0.8 ? id * 100 + 1 + random.below(people) : null,
      externalId: `r${key}`,
      kind: random.next() < 0.8 ? 'nps' : 'csat',
      score: random.below(11),
      respondedAt: instantBy(someDay()),
    });
  }
  growUsage(company, random, id, people, created, last);
}

function growUsage(
  company: GrownCompany,
  random: Random,
  id: number,
  people: number,
  from: number,
  to: number,
): void {
  const byWeek = random.next() < 0.25;
  const busy = 0.1 + 0.6 * random.next();
  const entry = (user: number, feature: number): PageEntry => ({
    user,
    feature,
    events: 1 + random.below(20),
    activeUsers: user === 0 ? 1 + random.below(5) : -1,
  });
  for (let day = from; day <= to; day += byWeek ? 7 : 1) {
    const entries: PageEntry[] = [];
    for (let person = byWeek ? people : 1; person <= people; person++) {
      if (random.next() > busy) continue;
      for (let feature = 1; feature <= kinds.length; feature++) {
        if (random.next() < 0.4) entries.push(entry(byWeek ? 0 : id * 100 + person, feature));
      }
    }
    if (entries.length > 0)
      company.pages.push({ organizationId: id, day, periodDays: byWeek ? 7 : 1, entries });
  }
}

/** Of the use of accounts that have people some is of nobody in particular, here more and there less. */
export function withNamelessUse(company: GrownCompany): GrownCompany {
  const pages = company.pages.map((page, at) => {
    if (at % 9 !== 0 || page.periodDays !== 1) return page;
    const nameless = { user: 0, feature: 1 + (at % 6), events: 1 + (at % 40), activeUsers: 2 };
    return { ...page, entries: [...page.entries, nameless] };
  });
  return { ...company, pages };
}

/** Of the company's rows those that were there by the end of a day, some of them not yet ended. */
export function writeCompany(store: Store, company: GrownCompany): void {
  writeTransaction(store, 'test company', (tx) => {
    for (const row of company.features) tx.insert(features).values(row).onConflictDoNothing().run();
    for (const row of company.organizations) tx.insert(organizations).values(row).onConflictDoNothing().run();
    for (const row of company.users) tx.insert(users).values(row).onConflictDoNothing().run();
    for (const row of company.subscriptions) tx.insert(subscriptions).values(row).onConflictDoNothing().run();
    for (const row of company.tickets) tx.insert(supportTickets).values(row).onConflictDoNothing().run();
    for (const row of company.responses) tx.insert(surveyResponses).values(row).onConflictDoNothing().run();
  });
  writePages(store, company.pages);
}

/** Puts pages into the store as a pull does: their days are marked as changed. */
export function writePages(store: Store, pages: readonly GrownPage[]): void {
  writeTransaction(store, 'test pages', (tx) => {
    putPages(
      tx,
      'live',
      'activity_daily',
      pages.map(({ organizationId, day, periodDays, entries }) => ({
        organizationId,
        day,
        periodDays,
        rows: entries.length,
        events: entries.reduce((sum, { events }) => sum + events, 0),
        payload: packEntries(entries),
      })),
    );
    markDirty(tx, pages);
  });
}

function packEntries(entries: readonly PageEntry[]): Uint8Array {
  const sorted = entries.toSorted((left, right) => left.user - right.user || left.feature - right.feature);
  const columns = [
    Int32Array.from(sorted, ({ user }) => user),
    Int32Array.from(sorted, ({ feature }) => feature),
    Int32Array.from(sorted, ({ events }) => events),
    Int32Array.from(sorted, ({ activeUsers }) => activeUsers),
    new Float64Array(sorted.length),
  ];
  return Buffer.concat(columns.map((column) => Buffer.from(column.buffer)));
}
