import { numberOfCompanyVersion } from '../../../src-preload/contract/config-names';
import type { ChurnBook } from '../../engines/risk/headline/churn-book';
import type { ReadDb, Tx } from '../types';

export interface StoredChurnBook {
  readonly asOf: number;
  readonly modelVersion: number;
  readonly book: ChurnBook;
}

/** What chances are held against, each against the book of the model that foretold it. */
export interface ChurnBooks {
  /** That of the latest model; 0 before all accounts were foretold by a model that speaks. */
  readonly modelVersion: number;
  /** That of the model before it, while chances of it stand. */
  readonly former: number | null;
  /** What a chance of a model is held against; the latest where it has none of its own. */
  of(modelVersion: number | null): ChurnBook | null;
}

/** The latest ones by their text: they are read for every account and change once a day. */
const parsed = new Map<string, ChurnBook>();
/** One model's and that of the model before it. */
const kept = 2;

export function readChurnBooks(db: ReadDb | Tx): ChurnBooks {
  const rows = db
    .prepared<[], { modelVersion: number; text: string }>(
      'select model_version as modelVersion, book as text from churn_book order by model_version desc',
    )
    .all();
  const books = rows.map(({ modelVersion, text }) => ({ modelVersion, book: bookFrom(text) }));
  const [latest, former] = books;
  return {
    modelVersion: latest?.modelVersion ?? 0,
    former: former?.modelVersion ?? null,
    of: (version) => (books.find(({ modelVersion }) => modelVersion === version) ?? latest)?.book ?? null,
  };
}

function bookFrom(text: string): ChurnBook {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const book = JSON.parse(text) as ChurnBook;
  const [oldest] = parsed.keys();
  if (oldest !== undefined && parsed.size >= kept) parsed.delete(oldest);
  parsed.set(text, book);
  return book;
}

/** Replaces the one that the same model took before. */
export function putChurnBook(tx: Tx, { asOf, modelVersion, book }: StoredChurnBook): void {
  tx.prepared<[number]>('delete from churn_book where model_version = ?').run(modelVersion);
  tx.prepared<[number, number, number, string]>(
    'replace into churn_book (id, as_of, model_version, book) values (?, ?, ?, ?)',
  ).run(modelVersion, asOf, modelVersion, JSON.stringify(book));
}

/** That of one model, with its day; null: none. */
export function readBookOf(db: ReadDb | Tx, modelVersion: number): { asOf: number; book: ChurnBook } | null {
  const row = db
    .prepared<[number], { asOf: number; text: string }>(
      'select as_of as asOf, book as text from churn_book where model_version = ?',
    )
    .get(modelVersion);
  return row === undefined ? null : { asOf: row.asOf, book: bookFrom(row.text) };
}

/** The company has no model any more. @returns whether there were any */
export function removeCompanyBooks(tx: Tx): boolean {
  return (
    tx.prepared<[number]>('delete from churn_book where model_version > ?').run(numberOfCompanyVersion(0))
      .changes > 0
  );
}

/** Books of earlier models of which no chance stands any more. */
export function removeFormerBooks(tx: Tx, modelVersion: number): void {
  tx.prepared<[number]>(
    `delete from churn_book where model_version < ?
       and model_version not in (select model_version from churn_forecasts)`,
  ).run(modelVersion);
}
