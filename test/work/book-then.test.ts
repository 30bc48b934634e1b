import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { bookThenFile } from '../../src-main/api/book-file';
import { calendarOf } from '../../src-main/lib/company-calendar';
import { formatDay, instantOfDay, parseDay } from '../../src-main/lib/day';
import { othersText } from '../../src-main/reports/tables/book-then-table';
import { writeMembership } from '../../src-main/store/copy/membership';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { bookReport } from '../../src-main/work/reports/book-report';
import { bookThenAccounts, bookThenReport } from '../../src-main/work/reports/book-then';
import { ownBookAccounts, ownBooksThen } from '../../src-main/work/reports/own-books-then';
import {
  type BookThen,
  type BookThenReport,
  bookMoves,
  bookParts,
} from '../../src-preload/contract/reports/book-then';
import { arrMoved, bookOwnerWords, sumOfMoves } from '../../src-preload/contract/reports/book-words';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = parseDay('2026-11-16');
const baseline = today - 60;
let temporary: TemporaryStore | undefined;
afterEach(() => {
  temporary?.remove();
  temporary = undefined;
});

/** An account of a story: whose it was from which day on, and when it was a customer at how many cents a month. */
interface Told {
  /** The day on which its owner was first written down. */
  readonly since: number;
  readonly owners: readonly (readonly [day: number, owner: number | null])[];
  readonly began: number;
  /** Its last day as a customer; null: it still is one. */
  readonly left: number | null;
  /** Cents a month, and others from a day on. */
  readonly cents: number;
  readonly changesOn: number;
  readonly later: number;
}

function write(accounts: readonly Told[], zone = 'UTC'): TemporaryStore {
  temporary?.remove();
  temporary = temporaryStore(() => instantOfDay(today));
  const { client } = temporary.store.db;
  const { startOf } = calendarOf(zone);
  writeTransaction(temporary.store, 'test books', () => {
    client.exec(`
      insert into managers (manager_id, email, name) values (1, 'ann@x', 'Ann'), (2, 'bob@x', 'Bob');
      replace into sync_state (id, raw_event_days, zone) values (1, 90, '${zone}')`);
    const account = client.prepare(
      `insert into organizations (organization_id, external_id, name, lifecycle_stage, owner_id, created_at, churned_at)
       values (?, ?, ?, 'growth', ?, ?, ?)`,
    );
    const term = client.prepare(
      `insert into subscriptions (organization_id, external_id, product, started_on, ended_on, mrr, billing_months, discount)
       values (?, ?, 'P', ?, ?, ?, 1, 0)`,
    );
    const change = client.prepare(
      `insert into owner_changes (organization_id, changed_at, from_owner, to_owner, is_first, changed_by) values (?, ?, ?, ?, ?, 'ada')`,
    );
    for (const [place, { since, owners, began, left, cents, changesOn, later }] of accounts.entries()) {
      const id = place + 1;
      const noon = (day: number) => startOf(day) + 12 * 3_600_000;
      account.run(
        id,
        `a${id}`,
        `A${id}`,
        owners.at(-1)?.[1] ?? null,
        noon(began),
        left === null ? null : noon(left),
      );
      const ends = left === null ? null : left + 1;
      const changes = changesOn > began && (ends === null || changesOn < ends);
      term.run(id, `${id}-1`, began, changes ? changesOn : ends, cents / 100);
      if (changes) term.run(id, `${id}-2`, changesOn, ends, later / 100);
      let from: number | null = null;
      for (const [at, [day, owner]] of owners.entries()) {
        if (at > 0 && owner === from) continue;
        change.run(id, noon(at === 0 ? since : day), at === 0 ? null : from, owner, at === 0 ? 1 : 0);
        from = owner;
      }
    }
  });
  return temporary;
}

const plain: Told = {
  ...{ since: baseline, owners: [[baseline, 1]], began: today - 400, left: null },
  ...{ cents: 10_000, changesOn: today - 500, later: 0 },
};
const report = (store: TemporaryStore, from: number) => bookThenReport(store.store.read, from, today);
const bookOf = ({ books }: Pick<BookThenReport, 'books'>, id: number | null) =>
  books.find(({ ownerId }) => ownerId === id);
const accountsOf = (moves: BookThen['moves'] | undefined) =>
  Object.fromEntries(
    bookMoves.flatMap((move) => (moves?.[move].accounts ? [[move, moves[move].accounts]] : [])),
  );

/** What an analyst says of one day, from the story alone. */
function ownerOn({ since, owners }: Told, day: number): number | null | undefined {
  if (day < since) return undefined;
  return owners.filter(([from], at) => at === 0 || from <= day).at(-1)?.[1];
}
const isCustomer = ({ began, left }: Told, day: number) => began <= day && (left === null || day <= left);
function yearly({ began, changesOn, cents, later, left }: Told, day: number): number {
  const changes = changesOn > began && (left === null || changesOn <= left);
  return 12 * (changes && day >= changesOn ? later : cents);
}

const owner = fc.constantFrom(1, 2, 9, null);
const day = fc.integer({ min: today - 100, max: today });
const told: fc.Arbitrary<Told> = fc
  .record({
    isLate: fc.boolean(),
    lateBy: fc.integer({ min: 0, max: 40 }),
    first: owner,
    moves: fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), owner), { maxLength: 4 }),
    began: day,
    stays: fc.integer({ min: 0, max: 120 }),
    cents: fc.integer({ min: 1, max: 999_999 }),
    later: fc.integer({ min: 1, max: 999_999 }),
    changesOn: day,
  })
  .map(({ isLate, lateBy, first, moves, began, stays, ...rest }) => {
    const since = isLate ? baseline + lateBy : baseline;
    const days = moves
      .map(([back, to]) => [today - back, to] as const)
      .filter(([at]) => at > since)
      .toSorted(([left], [right]) => left - right)
      .filter(([at], place, all) => all[place - 1]?.[0] !== at);
    const left = began + stays;
    return { since, owners: [[since, first], ...days], began, left: left >= today ? null : left, ...rest };
  });

test('of whatever history, each book then and what came make what is now and what went, to the cent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(told, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: baseline, max: today - 1 }),
      async (accounts, from) => {
        // One that is always there, so that something is known since the first day.
        const all = [plain, ...accounts];
        const answer = await report(write(all), from);
        const was = (id: number | null) =>
          all.filter((one) => isCustomer(one, from) && ownerOn(one, from) === id);
        const is = (id: number | null) =>
          all.filter((one) => isCustomer(one, today) && (one.owners.at(-1)?.[1] ?? null) === id);
        for (const id of [1, 2, 9, null]) {
          const moves = bookOf(answer, id)?.moves;
          const part = (name: 'was' | 'now') =>
            moves === undefined ? { accounts: 0, arrThen: 0, arrNow: 0 } : sumOfMoves(moves, name);
          expect([part('was').accounts, part('now').accounts]).toEqual([was(id).length, is(id).length]);
          const cents = (of: readonly Told[], on: number) =>
            of.reduce((sum, one) => sum + yearly(one, on), 0);
          expect(part('was').arrThen).toBe(cents(was(id), from) / 100);
          expect(part('now').arrNow).toBe(cents(is(id), today) / 100);
          const moved = bookMoves.reduce(
            (sum, move) => sum + Math.round(100 * (moves === undefined ? 0 : arrMoved(moves[move]))),
            0,
          );
          expect(Math.round(100 * part('was').arrThen) + moved).toBe(Math.round(100 * part('now').arrNow));
        }
        expect(answer.total.came.accounts).toBe(answer.total.went.accounts);
        expect(answer.unknownLost).toBe(
          all.filter(
            (one) => isCustomer(one, from) && !isCustomer(one, today) && ownerOn(one, from) === undefined,
          ).length,
        );
      },
    ),
    { numRuns: 40, seed: 17 },
  );
}, 120_000);

test('accounts that stayed, came, began, appeared, went and churned are told apart', async () => {
  const from = today - 30;
  const store = write([
    plain,
    {
      ...plain,
      owners: [
        [baseline, 1],
        [today - 10, 2],
      ],
    },
    {
      ...plain,
      owners: [
        [baseline, null],
        [today - 9, 1],
      ],
    },
    { ...plain, began: today - 5 },
    { ...plain, since: today - 20, owners: [[today - 20, 1]] },
    { ...plain, left: today - 3 },
    { ...plain, since: today - 20, owners: [[today - 20, 1]], left: today - 3 },
    { ...plain, left: from - 1 },
  ]);
  const answer = await report(store, from);
  expect(accountsOf(bookOf(answer, 1)?.moves)).toEqual({
    ...{ stayed: 1, came: 1, began: 1, appeared: 1, went: 1, churned: 1 },
  });
  expect(accountsOf(bookOf(answer, 2)?.moves)).toEqual({ came: 1 });
  expect(accountsOf(bookOf(answer, null)?.moves)).toEqual({ went: 1 });
  expect(answer.unknownLost).toBe(1);
  const appeared = await bookThenAccounts(store.store.read, { ownerId: 1, part: 'appeared' }, from, today);
  expect(appeared.rows).toMatchObject([{ id: 5, ownerThen: null, movedOn: null, movedBy: null, arrThen: 0 }]);
  expect(answer.books.map(({ owner: name }) => name)).toEqual(['Ann', 'Bob', null]);
});

test('an account that was moved there and back stayed, and one that went on is with whom it is now', async () => {
  const store = write([
    {
      ...plain,
      owners: [
        [baseline, 1],
        [today - 20, 2],
        [today - 10, 1],
      ],
    },
    {
      ...plain,
      owners: [
        [baseline, 1],
        [today - 20, 2],
        [today - 10, 9],
      ],
    },
  ]);
  const answer = await report(store, today - 30);
  expect(accountsOf(bookOf(answer, 1)?.moves)).toEqual({ stayed: 1, went: 1 });
  expect(answer.books.map(({ ownerId }) => ownerId)).toEqual([1, 9]);
  expect(accountsOf(bookOf(answer, 9)?.moves)).toEqual({ came: 1 });
  const went = await bookThenAccounts(store.store.read, { ownerId: 1, part: 'went' }, today - 30, today);
  expect(went.rows[0]).toMatchObject({
    ...{ id: 2, arrThen: 1200, arrNow: 0, movedOn: formatDay(today - 10), movedBy: 'ada' },
    ...{ ownerThen: { id: 1, name: 'Ann' }, ownerNow: { id: 9, name: null } },
  });
  expect(bookOwnerWords({ id: 9, name: null })).toBe('Owner 9, who left');
  expect(bookOwnerWords({ id: null, name: null })).toBe('Nobody');
});

test('of a day before anything is known nothing is told, and of the first one everything', async () => {
  const store = write([plain, { ...plain, since: baseline + 5, owners: [[baseline + 5, 2]] }]);
  const before = await report(store, baseline - 1);
  expect([before.books, before.knownSince]).toEqual([[], formatDay(baseline)]);
  expect(
    (await bookThenAccounts(store.store.read, { ownerId: undefined, part: 'now' }, baseline - 1, today))
      .total,
  ).toBe(0);
  const first = await report(store, baseline);
  expect(accountsOf(first.total)).toEqual({ stayed: 1, appeared: 1 });
  store.store.db.client.exec('delete from owner_changes');
  expect((await report(store, baseline)).knownSince).toBeNull();
  expect((await bookThenReport(store.store.read, baseline, null)).books).toEqual([]);
});

test('a day ends with the company’s midnight', async () => {
  for (const zone of ['Pacific/Auckland', 'America/Los_Angeles']) {
    const given = today - 10;
    const store = write(
      [
        {
          ...plain,
          owners: [
            [baseline, 1],
            [given, 2],
          ],
        },
      ],
      zone,
    );
    const at = (instant: number) =>
      store.store.db.client.exec(`update owner_changes set changed_at = ${instant} where is_first = 0`);
    const { startOf } = calendarOf(zone);
    at(startOf(given + 1) - 1);
    expect(accountsOf((await report(store, given)).total)).toEqual({ stayed: 1 });
    at(startOf(given + 1));
    expect(accountsOf((await report(store, given)).total)).toEqual({ came: 1, went: 1 });
  }
});

test('every figure opens to the accounts that make it, of one book and of all', async () => {
  const accounts = fc.sample(told, { numRuns: 40, seed: 3 });
  const store = write([plain, ...accounts]);
  const from = today - 25;
  const answer = await report(store, from);
  const books = [...answer.books, { ownerId: undefined, moves: answer.total }];
  for (const { ownerId, moves } of books)
    for (const part of bookParts) {
      const opened = await bookThenAccounts(store.store.read, { ownerId, part }, from, today);
      const { accounts: total, arrThen, arrNow } = sumOfMoves(moves, part);
      expect(opened).toMatchObject({ total, arrThen, arrNow });
      const cents = opened.rows.reduce((sum, row) => sum + Math.round(100 * row.arrNow), 0);
      expect(cents / 100).toBe(arrNow);
    }
  const few = await bookThenAccounts(store.store.read, { ownerId: undefined, part: 'now' }, from, today, 2);
  const sizes = few.rows.map((row) => Math.max(row.arrThen, row.arrNow));
  expect([few.rows.length, sizes]).toEqual([2, sizes.toSorted((left, right) => right - left)]);
});

test('the books of now are those that are told of the work that is open', async () => {
  const store = write([plain, ...fc.sample(told, { numRuns: 40, seed: 5 })]);
  store.store.db.client.exec(`
    insert into account_summaries (organization_id, as_of, trend, indicators, indicator_count, mrr, users, events, sparkline, updated_at, standing)
    select o.organization_id, ${today}, 'steady', '[]', 0,
      coalesce((select sum(mrr) from subscriptions s where s.organization_id = o.organization_id and started_on <= ${today}
         and (ended_on is null or ended_on > ${today})), 0), 0, 0, '[]', 0,
      case when exists (select 1 from subscriptions s where s.organization_id = o.organization_id and started_on <= ${today}
         and (ended_on is null or ended_on > ${today})) then 'customer' else 'left' end from organizations o`);
  // Each owner is told their own alone.
  const toldNow = (managerId: number | null) => {
    writeTransaction(store.store, 'test member', (tx) => writeMembership(tx, { role: 'manager', managerId }));
    const { own, nobody } = bookReport(store.store.read, today, instantOfDay(today));
    return managerId === null ? nobody : own;
  };
  const answer = await report(store, today - 25);
  const told_ = answer.books.flatMap(({ ownerId, moves }) => {
    const { accounts, arrNow } = sumOfMoves(moves, 'now');
    return accounts === 0 ? [] : [[ownerId, accounts, arrNow]];
  });
  expect(told_.length).toBeGreaterThan(2);
  expect(told_).toEqual(
    told_.map(([ownerId = null]) => [ownerId, toldNow(ownerId)?.accounts, toldNow(ownerId)?.arr]),
  );
});

test('one’s own book and nobody’s are told, of others nothing alone, and all together of five others or more', async () => {
  const of = (owner: number | null): Told => ({ ...plain, owners: [[baseline, owner]] });
  const from = today - 30;
  const me = (managerId: number | null, store: TemporaryStore) =>
    writeTransaction(store.store, 'test login', (tx) => writeMembership(tx, { role: 'manager', managerId }));
  const few = write([of(1), of(2), of(3), of(4), of(5), of(null)]);
  me(1, few);
  const told = await ownBooksThen(few.store.read, from, today);
  expect(told.books.map(({ ownerId }) => ownerId)).toEqual([1, null]);
  expect(told.total).toBeNull();
  const opened = (ownerId: number | null) =>
    ownBookAccounts(few.store.read, { ownerId, part: 'now' }, from, today).then(({ total }) => total);
  expect([await opened(1), await opened(2), await opened(null)]).toEqual([1, 0, 1]);
  me(null, few);
  expect((await ownBooksThen(few.store.read, from, today)).books.map(({ ownerId }) => ownerId)).toEqual([
    null,
  ]);
  const enough = write([of(1), of(2), of(3), of(4), of(5), of(6)]);
  me(1, enough);
  expect((await ownBooksThen(enough.store.read, from, today)).total?.stayed.accounts).toBe(6);
  enough.store.db.client.exec(
    "insert into sending_settings (row_id, quiet_from, quiet_until, caps, personal_figures) values (1, 0, 0, '[]', 0)",
  );
  const without = await ownBooksThen(enough.store.read, from, today);
  expect([without.books, without.total?.stayed.accounts]).toEqual([[], 6]);
});

test('all together are told only where enough others had customers then and have some now', async () => {
  const of = (owner: number, told: Partial<Told> = {}): Told => ({
    ...plain,
    owners: [[baseline, owner]],
    ...told,
  });
  const totalOf = async (last: Told) => {
    const store = write([of(2), of(3), of(4), of(5), last]);
    return (await ownBooksThen(store.store.read, today - 30, today)).total;
  };
  expect(await totalOf(of(6))).not.toBeNull();
  expect(await totalOf(of(6, { left: today - 3 }))).toBeNull();
  expect(await totalOf(of(6, { began: today - 3 }))).toBeNull();
});

test('amounts without a rate are told of the books that are told, of others only with all of them together', async () => {
  const of = (owner: number | null): Told => ({ ...plain, owners: [[baseline, owner]] });
  const from = today - 30;
  const others = async (owners: readonly (number | null)[]) => {
    const { store } = write([...owners.map(of), { ...of(1), left: today - 3 }]);
    writeTransaction(store, 'test login', (tx) => writeMembership(tx, { role: 'manager', managerId: 1 }));
    store.db.client.exec(`
      update sync_state set currency = 'EUR';
      update subscriptions set currency = case organization_id when 1 then 'CHF' when 2 then 'SEK' when 3 then 'JPY' else 'CHF' end
       where organization_id in (1, 2, 3, ${owners.length + 1})`);
    const { otherThen, otherNow } = await ownBooksThen(store.read, from, today);
    const { grounds } = await bookThenFile(store.read, { from: formatDay(from) }, today);
    // A month's amounts, and called so where they stand beside a year's.
    expect(grounds).toContainEqual(['MRR then in other currencies, without a rate', othersText(otherThen)]);
    expect(grounds).toContainEqual(['MRR now in other currencies, without a rate', othersText(otherNow)]);
    return [otherThen, otherNow];
  };
  const hundred = (currency: string) => ({ currency, amount: 100 });
  const [francs, kronor, yen] = [hundred('CHF'), hundred('SEK'), hundred('JPY')];
  const both = { currency: 'CHF', amount: 200 };
  expect(await others([1, null, 2])).toEqual([
    [both, kronor],
    [francs, kronor],
  ]);
  expect(await others([1, null, 2, 3, 4, 5, 6])).toEqual([
    [both, yen, kronor],
    [francs, yen, kronor],
  ]);
});
