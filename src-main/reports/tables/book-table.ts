import { spellOther } from '../../../src-preload/contract/money';
import type { Book, BookReport } from '../../../src-preload/contract/reports/books';
import type { Table } from '../table';
import { type Figure, moneyHeading, tableOf } from './figures';

/** What each owner has to look after, by name, and all together in the last row. */
export function bookTable({ books, total, currency }: BookReport): Table {
  const figures: Figure<Book>[] = [
    ['Owner', ({ owner }) => owner ?? 'Nobody'],
    ['Customers', ({ accounts }) => accounts],
    [moneyHeading('ARR', currency), ({ arr }) => arr, 'money'],
    [
      'ARR in other currencies, without a rate',
      ({ otherArr }) => otherArr.map(spellOther).join('; ') || null,
    ],
    ['Renewals within 90 days', ({ renewals90 }) => renewals90],
    ['Open CTAs', ({ openCtas }) => openCtas],
  ];
  return tableOf('Books of business', currency, figures, [
    ...books,
    { ...total, ownerId: null, owner: 'All' },
  ]);
}
