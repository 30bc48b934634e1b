import { fromMinor, type OtherMoney } from '../../../src-preload/contract/money';
import {
  type BookMove,
  type BookPart,
  type BookThen,
  type BookThenAccounts,
  type BookThenReport,
  bookMoves,
  mostBookThenAccounts,
} from '../../../src-preload/contract/reports/book-then';
import { movesOf } from '../../../src-preload/contract/reports/book-words';
import { isWithin } from '../../engines/life/spells';
import {
  type AccountOfBook,
  addMove,
  type BookTally,
  emptyMoves,
  type MoveOfAccount,
  movesOfAccount,
} from '../../engines/revenue/book-moves';
import { type RevenueBook, revenueOn } from '../../engines/revenue/revenue-account';
import { dayOrNull, formatDay } from '../../lib/day';
import { companyMoney } from '../../store/copy/company-money';
import {
  readLastMoves,
  readManagerNames,
  readOwnersKnownSince,
  readOwnersNow,
  readOwnersThen,
} from '../../store/reports/owners-then';
import { readWorth } from '../../store/reports/revenue-rows';
import type { ReadDb } from '../../store/types';
import { eachAccount, type ReportAccount } from './each-account';
import { unratedOn } from './unrated';

/** What stands beside each other. */
interface Days {
  readonly from: number;
  readonly asOf: number;
}

/** An amount without a rate, of an account whose owner is so: null: nobody's; undefined: not known. */
interface UnratedOfAccount {
  readonly ownerId: number | null | undefined;
  readonly when: 'then' | 'now';
  readonly money: OtherMoney;
}

type BooksOfAll = Omit<BookThenReport, 'otherThen' | 'otherNow'> & {
  readonly total: BookThen['moves'];
  readonly unrated: readonly UnratedOfAccount[];
};

/**
 * The books of all owners as of the end of an earlier day beside those of now, and what became of their customers in between. Of
 * a day of which no owner is known nothing is told.
 * @param asOf the day to which the copy reaches; null before the first load
 */
export async function bookThenReport(db: ReadDb, from: number, asOf: number | null): Promise<BooksOfAll> {
  const { currency } = companyMoney(db);
  const knownSince = readOwnersKnownSince(db);
  const told = new Map<number | null, BookTally>();
  const total = emptyMoves();
  const unrated: UnratedOfAccount[] = [];
  let unknownLost = 0;
  if (asOf !== null && knownSince !== null && from >= knownSince)
    await eachOfBooks(db, { from, asOf }, (account, of, book) => {
      for (const move of movesOfAccount(of)) {
        const tally = told.get(move.ownerId) ?? emptyMoves();
        told.set(move.ownerId, tally);
        addMove(tally, move);
        addMove(total, move);
      }
      if (of.isCustomerThen && !of.isCustomerNow && of.ownerThen === undefined) unknownLost += 1;
      unrated.push(
        ...unratedOn(account, from, asOf, book).map((money) => ({
          ownerId: of.ownerThen,
          when: 'then' as const,
          money,
        })),
        ...unratedOn(account, asOf, asOf, book).map((money) => ({
          ownerId: of.ownerNow,
          when: 'now' as const,
          money,
        })),
      );
    });
  const names = readManagerNames(db);
  const books = [...told].map(([ownerId, tally]) => ({
    ownerId,
    owner: ownerId === null ? null : (names.get(ownerId) ?? null),
    moves: shown(tally, currency),
  }));
  return {
    asOf: dayOrNull(asOf),
    currency,
    from: formatDay(from),
    knownSince: dayOrNull(knownSince),
    books: books.sort(byName),
    total: shown(total, currency),
    unknownLost,
    unrated,
  };
}

/** Which accounts of a book are asked for. */
interface Asked {
  /** Null: of nobody; undefined: of all. */
  readonly ownerId: number | null | undefined;
  readonly part: BookPart;
}

/** The accounts that make a part of a book, the largest first. */
export async function bookThenAccounts(
  db: ReadDb,
  { ownerId, part }: Asked,
  from: number,
  asOf: number | null,
  most = mostBookThenAccounts,
): Promise<BookThenAccounts> {
  const { currency } = companyMoney(db);
  const knownSince = readOwnersKnownSince(db);
  const found: { account: ReportAccount; of: AccountOfBook; move: MoveOfAccount }[] = [];
  if (asOf !== null && knownSince !== null && from >= knownSince)
    await eachOfBooks(db, { from, asOf }, (account, of) => {
      for (const move of movesOfAccount(of))
        if ((ownerId === undefined || move.ownerId === ownerId) && movesOf(part).includes(move.move))
          found.push({ account, of, move });
    });
  found.sort(
    (left, right) =>
      largest(right.move) - largest(left.move) || left.account.organizationId - right.account.organizationId,
  );
  const names = readManagerNames(db);
  const moved = readLastMoves(db, from);
  const owner = (id: number | null) => ({ id, name: id === null ? null : (names.get(id) ?? null) });
  const sum = (of: (move: MoveOfAccount) => number) =>
    fromMinor(
      found.reduce((all, { move }) => all + of(move), 0),
      currency,
    );
  return {
    rows: found.slice(0, most).map(({ account: { organizationId: id, name }, of, move }) => ({
      ...{ id, name },
      arrThen: fromMinor(move.arrThen, currency),
      arrNow: fromMinor(move.arrNow, currency),
      ownerThen: of.ownerThen === undefined ? null : owner(of.ownerThen),
      ownerNow: owner(of.ownerNow),
      movedOn: dayOrNull(moved.get(id)?.day),
      movedBy: moved.get(id)?.by ?? null,
    })),
    total: found.length,
    arrThen: sum(({ arrThen }) => arrThen),
    arrNow: sum(({ arrNow }) => arrNow),
  };
}

/** Hands every account to `take`, with whose it was and is and what it paid and pays. */
async function eachOfBooks(
  db: ReadDb,
  { from, asOf }: Days,
  take: (account: ReportAccount, of: AccountOfBook, book: RevenueBook) => void,
): Promise<void> {
  const [ownersThen, ownersNow] = [readOwnersThen(db, from), readOwnersNow(db)];
  const book: RevenueBook = { asOf, worth: readWorth(db) };
  const arr = (account: ReportAccount, day: number) => 12 * revenueOn(account, day, asOf, book);
  await eachAccount(db, {}, asOf, (account) => {
    const { organizationId, spells } = account;
    const of = {
      ownerThen: ownersThen.get(organizationId),
      ownerNow: ownersNow.get(organizationId) ?? null,
      isCustomerThen: isWithin(spells, from),
      isCustomerNow: isWithin(spells, asOf),
      arrThen: arr(account, from),
      arrNow: arr(account, asOf),
    };
    take(account, of, book);
  });
}

function shown(tally: BookTally, currency: string | null): BookThen['moves'] {
  return Object.fromEntries(
    bookMoves.map((move: BookMove) => {
      const { accounts, arrThen, arrNow } = tally[move];
      return [move, { accounts, arrThen: fromMinor(arrThen, currency), arrNow: fromMinor(arrNow, currency) }];
    }),
  ) as BookThen['moves'];
}

function largest({ arrThen, arrNow }: MoveOfAccount): number {
  return Math.max(arrThen, arrNow);
}

/** Never by what there is of anything: that would be a ranking. Who is no manager any more comes after who is. */
function byName(left: BookThen, right: BookThen): number {
  if (left.ownerId === null || right.ownerId === null)
    return Number(left.ownerId === null) - Number(right.ownerId === null);
  return (
    Number(left.owner === null) - Number(right.owner === null) ||
    (left.owner ?? '').localeCompare(right.owner ?? '', 'en') ||
    left.ownerId - right.ownerId
  );
}
