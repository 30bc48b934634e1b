import type {
  BookPart,
  BookThen,
  BookThenAccounts,
  BookThenReport,
} from '../../../src-preload/contract/reports/book-then';
import { sumOfMoves } from '../../../src-preload/contract/reports/book-words';
import { fewestOwners } from '../../../src-preload/contract/reports/books';
import { addOthers } from '../../lib/other-money';
import { readOwnManager } from '../../store/copy/membership';
import { arePersonalFiguresShown } from '../../store/reports/personal-figures';
import type { ReadDb } from '../../store/types';
import { bookThenAccounts, bookThenReport } from './book-then';

/** What is told of the books then and now: one's own and what is nobody's, and all together where enough others have customers. */
export async function ownBooksThen(db: ReadDb, from: number, asOf: number | null): Promise<BookThenReport> {
  const { unrated, ...report } = await bookThenReport(db, from, asOf);
  const others = report.books.filter(({ ownerId }) => ownerId !== null && ownerId !== readOwnManager(db));
  const isTotalTold = areEnough(others);
  // Amounts in no figure that is told would tell of others.
  const otherOf = (when: 'then' | 'now') =>
    addOthers(
      unrated
        .filter((one) => one.when === when)
        .filter(({ ownerId }) => isTotalTold || (ownerId !== undefined && isTold(db, ownerId)))
        .map(({ money }) => money),
    );
  return {
    ...report,
    books: report.books.filter(({ ownerId }) => isTold(db, ownerId)),
    total: isTotalTold ? report.total : null,
    otherThen: otherOf('then'),
    otherNow: otherOf('now'),
  };
}

/** The accounts of a part of a book that is told. */
export async function ownBookAccounts(
  db: ReadDb,
  asked: { readonly ownerId: number | null; readonly part: BookPart },
  from: number,
  asOf: number | null,
  most?: number,
): Promise<BookThenAccounts> {
  if (!isTold(db, asked.ownerId)) return { rows: [], total: 0, arrThen: 0, arrNow: 0 };
  return bookThenAccounts(db, asked, from, asOf, most);
}

/** Nobody but oneself is told alone, and that only where the company lets people see figures of their own. */
function isTold(db: ReadDb, ownerId: number | null): boolean {
  return ownerId === null || (ownerId === readOwnManager(db) && arePersonalFiguresShown(db));
}

/** Whether so many others had customers then, and so many have some now, that nobody is told apart by what is left of all. */
function areEnough(others: readonly BookThen[]): boolean {
  return (['was', 'now'] as const).every(
    (part) => others.filter(({ moves }) => sumOfMoves(moves, part).accounts > 0).length >= fewestOwners,
  );
}
