import { spellOther } from '../../../src-preload/contract/money';
import {
  type BookMove,
  type BookPart,
  type BookThen,
  type BookThenAccounts,
  type BookThenReport,
  bookParts,
} from '../../../src-preload/contract/reports/book-then';
import {
  arrMoved,
  bookOwnerWords,
  bookPartWords,
  movesNow,
  sumOfMoves,
} from '../../../src-preload/contract/reports/book-words';
import { exactSum } from '../../../src-preload/contract/words';
import type { Table } from '../table';
import { type Figure, moneyHeading, tableOf } from './figures';

interface Told extends Pick<BookThen, 'moves'> {
  readonly name: string;
}

/** A row for one's own book and for what is nobody's, and for all together where that tells of nobody apart. */
export function bookThenTable({ books, total, currency }: BookThenReport): Table {
  const moved = (move: BookMove): Figure<Told> => [
    moneyHeading(`ARR: ${bookPartWords[move].toLowerCase()}`, currency),
    ({ moves }) => arrMoved(moves[move]),
    'money',
  ];
  const figures: Figure<Told>[] = [
    ['Owner', ({ name }) => name],
    ...bookParts.map(
      (part): Figure<Told> => [
        part === 'was' || part === 'now'
          ? `Customers ${bookPartWords[part].toLowerCase()}`
          : bookPartWords[part],
        ({ moves }) => sumOfMoves(moves, part).accounts,
      ],
    ),
    [moneyHeading('ARR then', currency), ({ moves }) => sumOfMoves(moves, 'was').arrThen, 'money'],
    ...[...movesNow, 'went' as const, 'churned' as const].map(moved),
    [moneyHeading('ARR now', currency), ({ moves }) => sumOfMoves(moves, 'now').arrNow, 'money'],
    [
      moneyHeading('Difference in ARR', currency),
      ({ moves }) => exactSum(sumOfMoves(moves, 'now').arrNow - sumOfMoves(moves, 'was').arrThen),
      'money',
    ],
  ];
  const rows = books.map(({ ownerId, owner, moves }) => ({
    name: bookOwnerWords({ id: ownerId, name: owner }),
    moves,
  }));
  return tableOf('Books then and now', currency, figures, [
    ...rows,
    ...(total === null ? [] : [{ name: 'All', moves: total }]),
  ]);
}

type Account = BookThenAccounts['rows'][number];

/** The accounts of a part of a book, with whose they were and are. */
export function bookThenAccountsTable(
  { rows }: BookThenAccounts,
  part: BookPart,
  currency: string | null,
): Table {
  const figures: Figure<Account>[] = [
    ['Account', ({ name }) => name],
    ['Owner then', ({ ownerThen }) => (ownerThen === null ? 'not known' : bookOwnerWords(ownerThen))],
    ['Owner now', ({ ownerNow }) => bookOwnerWords(ownerNow)],
    ['Given last', ({ movedOn }) => movedOn, 'day'],
    ['By', ({ movedBy }) => movedBy],
    [moneyHeading('ARR then', currency), ({ arrThen }) => arrThen, 'money'],
    [moneyHeading('ARR now', currency), ({ arrNow }) => arrNow, 'money'],
  ];
  return tableOf(bookPartWords[part], currency, figures, rows);
}

/** Amounts that are in no sum, in words; null without any. */
export function othersText(others: BookThenReport['otherThen']): string | null {
  return others.map(spellOther).join('; ') || null;
}
