import type {
  BookThenAccountsInput,
  BookThenInput,
  BookThenReport,
} from '../../src-preload/contract/reports/book-then';
import { bookOwnerWords, bookPartWords } from '../../src-preload/contract/reports/book-words';
import { dayOrNull } from '../lib/day';
import { ratesGround } from '../reports/grounds';
import type { Ground } from '../reports/table';
import { bookThenAccountsTable, bookThenTable, othersText } from '../reports/tables/book-then-table';
import { readOwnerName } from '../store/accounts/read-names';
import { companyMoney } from '../store/copy/company-money';
import type { ReadDb } from '../store/types';
import { ownBookAccounts, ownBooksThen } from '../work/reports/own-books-then';
import { earlierDayOfInput } from './moments-of-input';
import type { ReportTable } from './table-of-report';

/** The books then and now, as a table. */
export async function bookThenFile(
  db: ReadDb,
  input: BookThenInput,
  asOf: number | null,
): Promise<ReportTable> {
  const report = await ownBooksThen(db, earlierDayOfInput(input.from, asOf), asOf);
  return {
    table: bookThenTable(report),
    name: `books ${daysOf(report)}`,
    grounds: [...timeGrounds(report), ratesGround('constant')],
  };
}

/** The accounts of a part of a book. */
export async function bookThenFigure(
  db: ReadDb,
  { from, ownerId, part }: BookThenAccountsInput,
  asOf: number | null,
): Promise<ReportTable> {
  const day = earlierDayOfInput(from, asOf);
  const accounts = await ownBookAccounts(db, { ownerId, part }, day, asOf, Number.POSITIVE_INFINITY);
  return {
    table: bookThenAccountsTable(accounts, part, companyMoney(db).currency),
    name: `${bookPartWords[part].toLowerCase()} ${from}`,
    grounds: [
      ['Figure', bookPartWords[part]],
      ['Book', ownerText(db, ownerId)],
      ['Time', `end of ${from} to the end of ${dayOrNull(asOf) ?? ''}`],
      ['ARR then', accounts.arrThen],
      ['ARR now', accounts.arrNow],
      ratesGround('constant'),
    ],
  };
}

function ownerText(db: ReadDb, id: number | null): string {
  return bookOwnerWords({ id, name: id === null ? null : (readOwnerName(db, id) ?? null) });
}

function daysOf({ from, asOf }: BookThenReport): string {
  return `${from} and ${asOf ?? ''}`.trim();
}

function timeGrounds(report: BookThenReport): Ground[] {
  const { from, asOf, knownSince, unknownLost, otherThen, otherNow } = report;
  return [
    ['Time', `end of ${from} and the end of ${asOf ?? ''}`],
    ['Owners are known since the end of', knownSince ?? 'never'],
    ['Left since, of whom is not known whose they were', unknownLost],
    ['MRR then in other currencies, without a rate', othersText(otherThen)],
    ['MRR now in other currencies, without a rate', othersText(otherNow)],
  ];
}
