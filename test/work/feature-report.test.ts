import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useCounter } from '../../src-main/engines/activity/use-of-features';
import { isWithin, spellsOf } from '../../src-main/engines/life/spells';
import { dayOfInstant, formatDay } from '../../src-main/lib/day';
import { featureAccounts, featureReport } from '../../src-main/work/reports/feature-report';
import { differenceOf } from '../../src-preload/contract/reports/compared-words';
import { shareOfAccounts, usesEach } from '../../src-preload/contract/reports/feature-words';
import { type FeatureReport, type Use, useParts } from '../../src-preload/contract/reports/features';
import {
  type GrownPage,
  growCompany,
  withNamelessUse,
  writeCompany,
  writePages,
} from '../support/grown-company';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const machine = 6;
const periods = [
  { from: today - 28, to: today },
  { from: today - 130, to: today - 60 },
  { from: today - 1, to: today },
] as const;
type Period = (typeof periods)[number];

const grown = growCompany({ seed: 41, accounts: 80, firstDay: today - 300, lastDay: today });
const company = withNamelessUse(grown);
/** The first of each account's people is the company's own in every third account. */
const staff = 'person % 100 = 1 and person % 3 = 0';

let temporary: TemporaryStore;
beforeAll(() => {
  temporary = temporaryStore(() => today * 86_400_000);
  writeCompany(temporary.store, company);
  temporary.store.db.client.exec(`
    update users set is_internal = 1 where ${staff.replaceAll('person', 'user_id')};
    update features set is_machine = 1 where feature_id = ${machine};
    update features set category = 'Reporting' where feature_id = 2;
    update organizations set owner_id = 1 + organization_id % 2;
    delete from activity_daily where organization_id in (7, 8);`);
});
afterAll(() => temporary.remove());

const report = (period: Period, scope = {}) => featureReport(temporary.store.read, scope, period, today);
const accountsOf = (period: Period, feature: number, part: Parameters<typeof featureAccounts>[1]['part']) =>
  featureAccounts(temporary.store.read, { feature, part }, period, today);

function isCustomer(id: number, day: number): boolean {
  const account = company.organizations.find(({ organizationId }) => organizationId === id);
  const terms = company.subscriptions
    .filter(({ organizationId }) => organizationId === id)
    .map(({ startedOn, endedOn }) => ({ startedDay: startedOn, endedDay: endedOn ?? 0, isTrial: false }));
  const createdDay = dayOfInstant(account?.createdAt ?? 0);
  const churnedDay = account?.churnedAt == null ? 0 : dayOfInstant(account.churnedAt);
  return isWithin(spellsOf({ createdDay, churnedDay, terms }, today), day);
}

/** Single entries as an analyst has them, of the accounts that a report is of. */
function analyst({ from, to }: Period, owners: readonly number[] = [1, 2]) {
  const db = new Database(':memory:');
  db.exec('create table entry (account, last, person, feature, events); create table known (account)');
  const put = db.prepare('insert into entry values (?, ?, ?, ?, ?)');
  const first = new Map<number, number>();
  for (const { organizationId, day, periodDays, entries } of company.pages) {
    if (organizationId === 7 || organizationId === 8) continue;
    first.set(organizationId, Math.min(first.get(organizationId) ?? day, day));
    for (const { user, feature, events } of entries)
      put.run(organizationId, day + periodDays - 1, user, feature, events);
  }
  db.exec(`delete from entry where (${staff}) or feature = ${machine}`);
  const counts = { known: 0, unmeasured: 0, tooShort: 0 };
  const ids = company.organizations.flatMap(({ organizationId }) => organizationId ?? []);
  for (const id of ids.filter((one) => owners.includes(1 + (one % 2)))) {
    if (!isCustomer(id, to)) continue;
    const began = first.get(id) ?? Number.POSITIVE_INFINITY;
    if (began > to) counts.unmeasured += 1;
    else if (began > 2 * from - to + 1) counts.tooShort += 1;
    else {
      counts.known += 1;
      db.prepare('insert into known values (?)').run(id);
    }
  }
  return { db, counts };
}

const userOf = `select account, sum(events) as events, count(distinct nullif(person, 0)) as people,
    sum(events) filter (where person = 0) as nobody
  from entry join known using (account) where last > ? and last <= ? and (? = 0 or feature = ?) group by account`;

function expectedUse(db: Database.Database, { from, to }: Period, feature: number): Use {
  const used = (after: number, through: number) =>
    db
      .prepare<number[], { account: number; events: number; people: number; nobody: number | null }>(userOf)
      .all(after, through, feature, feature);
  const [now, before] = [used(from, to), used(2 * from - to, from)];
  const shown = (rows: typeof now) => {
    const isKnown = ({ nobody, events }: (typeof now)[number]) => (nobody ?? 0) <= events / 4;
    return {
      accounts: rows.length,
      events: rows.reduce((sum, { events }) => sum + events, 0),
      people: rows.filter(isKnown).reduce((sum, { people }) => sum + people, 0),
      nameless: rows.filter((row) => !isKnown(row)).length,
    };
  };
  const without = (rows: typeof now, others: typeof now) =>
    rows.filter(({ account }) => !others.some((one) => one.account === account)).length;
  return {
    now: shown(now),
    before: shown(before),
    adopted: without(now, before),
    stopped: without(before, now),
  };
}

test.each(periods)('what an analyst counts of single entries is what the report tells', async (period) => {
  const { db, counts } = analyst(period);
  const told = await report(period);
  expect([told.accounts, told.unmeasured, told.tooShort]).toEqual([
    counts.known,
    counts.unmeasured,
    counts.tooShort,
  ]);
  expect(told.features.map(({ id }) => id).toSorted()).toEqual([1, 2, 3, 4, 5]);
  for (const { id, name: _, category: __, ...use } of told.features)
    expect(use).toEqual(expectedUse(db, period, id));
  expect(told.any).toEqual(expectedUse(db, period, 0));
});

test('the story has what the report tells apart', async () => {
  const told = await report(periods[1]);
  expect(told.accounts).toBeGreaterThan(20);
  expect(told.unmeasured).toBeGreaterThan(0);
  expect(told.tooShort).toBeGreaterThan(0);
  expect(told.any.now.nameless).toBeGreaterThan(0);
  expect(told.features.some(({ adopted }) => adopted > 0)).toBe(true);
  expect(told.features.some(({ stopped }) => stopped > 0)).toBe(true);
});

test('who used it before, who came and who stopped make who uses it', async () => {
  for (const period of periods)
    for (const { now, before, adopted, stopped } of (await report(period)).features)
      expect(before.accounts + adopted - stopped).toBe(now.accounts);
});

type Opened = Awaited<ReturnType<typeof featureAccounts>>['rows'][number];

/** By what is used now, then by what was used before, then in the order of the accounts. */
function mostUsedFirst(left: Opened, right: Opened): number {
  if (left.now.events !== right.now.events) return left.now.events > right.now.events ? -1 : 1;
  if (left.before.events !== right.before.events) return left.before.events > right.before.events ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}

test('every figure opens to the accounts that make it', async () => {
  const [period] = periods;
  const told = await report(period);
  for (const { id, now, before, adopted, stopped } of [...told.features, { ...told.any, id: 0 }]) {
    const opened = await Promise.all(useParts.map((part) => accountsOf(period, id, part)));
    expect(opened.map(({ total }) => total)).toEqual([now.accounts, before.accounts, adopted, stopped]);
    for (const { rows } of opened) expect(rows).toEqual(rows.toSorted(mostUsedFirst));
    const [used, was] = opened;
    expect([used?.events, was?.eventsBefore]).toEqual([now.events, before.events]);
    const people = used?.rows.reduce((sum, row) => sum + (row.now.people ?? 0), 0);
    expect(people).toBe(now.people);
    expect(used?.rows.filter((row) => row.now.people === null)).toHaveLength(now.nameless);
  }
  for (const part of ['unmeasured', 'tooShort'] as const)
    expect((await accountsOf(period, 0, part)).total).toBe(told[part]);
});

test('of one owner it tells of their accounts, and all owners make the whole', async () => {
  const [period] = periods;
  const all = await report(period);
  const apart = await Promise.all([1, 2].map((ownerId) => report(period, { ownerId })));
  expect(apart[0]?.any).toEqual(expectedUse(analyst(period, [1]).db, period, 0));
  expect(apart.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(all.accounts);
  expect((await report(period, { segment: 'SMB' })).accounts).toBeLessThan(all.accounts);
});

test('the most used comes first, with its category, and no more than are asked for are told', async () => {
  const [period] = periods;
  const told = await featureReport(temporary.store.read, {}, period, today, 2);
  expect(told.total).toBe(5);
  const whole = await report(period);
  expect(told.features).toEqual(whole.features.slice(0, 2));
  const used = whole.features.map(({ now }) => now.accounts);
  expect(used).toEqual(used.toSorted((left, right) => right - left));
  expect(whole.features.find(({ id }) => id === 2)?.category).toBe('Reporting');
});

test('before the first load and of a feature that is not there nothing is told', async () => {
  const [period] = periods;
  const told = await featureReport(temporary.store.read, {}, period, null);
  expect([told.asOf, told.days, told.accounts, told.any.now.accounts]).toEqual([null, null, 0, 0]);
  expect((await accountsOf(period, 999, 'used')).total).toBe(0);
});

test('a period begins after its first day and ends with its last, a week counts where it ends, and known use reaches back far enough', async () => {
  const own = temporaryStore(() => today * 86_400_000);
  try {
    own.store.db.client.exec(
      "insert into features (feature_id, external_id, name, kind) values (1, 'f', 'Boards', 'core')",
    );
    const use = (organizationId: number, day: number, periodDays: 1 | 7 = 1): GrownPage => ({
      ...{ organizationId, day, periodDays },
      entries: [{ user: 10 * organizationId, feature: 1, events: 3, activeUsers: -1 }],
    });
    for (let id = 1; id <= 5; id++) addAccount(own.store, today, { organization: { organizationId: id } });
    const [from, to] = [today - 10, today];
    writePages(own.store, [
      ...[use(1, from - 9), use(1, from)],
      ...[use(2, from - 10), use(2, from + 1)],
      ...[use(3, from - 9), use(3, from - 5, 7)],
      use(4, from - 8),
      ...[use(5, from - 60), use(5, from - 10)],
    ]);
    const told = await featureReport(own.store.read, {}, { from, to }, today);
    expect(told.days).toEqual({
      ...{ from: formatDay(from + 1), to: formatDay(to) },
      ...{ beforeFrom: formatDay(from - 9), beforeTo: formatDay(from) },
    });
    expect([told.accounts, told.tooShort, told.unmeasured]).toEqual([4, 1, 0]);
    const opened = async (part: 'used' | 'before') =>
      (await featureAccounts(own.store.read, { feature: 1, part }, { from, to }, today)).rows
        .map(({ id }) => id)
        .toSorted();
    expect(await opened('used')).toEqual([2, 3]);
    expect(await opened('before')).toEqual([1, 3]);
  } finally {
    own.remove();
  }
});

test('shares and uses are told to their tenth, differences of what is shown, and none of nobody', () => {
  const of = { accounts: 3 } as FeatureReport;
  const period = (accounts: number, events: number) => ({ accounts, events, people: 0, nameless: 0 });
  expect([shareOfAccounts(period(2, 9), of), shareOfAccounts(period(1, 9), of)]).toEqual([66.7, 33.3]);
  expect(differenceOf(66.7, 33.3)).toBe(33.4);
  expect([usesEach(period(3, 10)), usesEach(period(0, 0))]).toEqual([3.3, null]);
  expect(shareOfAccounts(period(0, 0), { accounts: 0 } as FeatureReport)).toBeNull();
  expect(differenceOf(null, 1)).toBeNull();
});

test('each of many people of an account is counted once, however often and on however many days', () => {
  const people = Array.from({ length: 40 }, (_, at) => at + 1);
  const rows = people.length * 2;
  const integers = new Int32Array(6 * rows);
  for (const [at, person] of people.entries())
    for (const feature of [1, 2]) {
      const row = 2 * at + feature - 1;
      integers[row] = person;
      integers[rows + row] = feature;
      integers[2 * rows + row] = 2;
    }
  const page = (lastDay: number) => ({ lastDay, rows, offset: 0 });
  const counter = useCounter([1, 2]);
  const apart = { machineFeatures: new Set<number>(), internalUsers: new Set<number>() };
  for (let again = 0; again < 2; again++) {
    const use = counter.count([page(5), page(6)], integers, 4, 6, apart);
    expect([...use.people]).toEqual([40, 40, 40]);
    expect([...use.events]).toEqual([160, 160, 320]);
  }
});

test('what is noted of somebody as used no time at all was not used, and of nobody in particular are no people', () => {
  const entries = [
    { person: 1, feature: 1, events: 0 },
    { person: 2, feature: 1, events: 1 },
    { person: 0, feature: 2, events: 3 },
    { person: 3, feature: 2, events: 0 },
  ];
  const integers = Int32Array.from(
    (['person', 'feature', 'events'] as const).flatMap((column) => entries.map((entry) => entry[column])),
  );
  const counter = useCounter([1, 2, 3]);
  const apart = { machineFeatures: new Set<number>(), internalUsers: new Set<number>() };
  const use = counter.count([{ lastDay: 6, rows: entries.length, offset: 0 }], integers, 4, 6, apart);
  expect([...use.events]).toEqual([1, 3, 0, 4]);
  expect([...use.people]).toEqual([1, 0, 0, 1]);
});
