import type { ChurnBook } from '../../engines/risk/headline/churn-book';
import type { ReadDb, Tx } from '../types';

export interface StoredChurnBook {
  readonly asOf: number;
  readonly modelVersion: number;
  readonly book: ChurnBook;
}

/** The last one by its text: it is read for every account and changes once a day. */
let parsed: { readonly text: string; readonly book: ChurnBook } | null = null;

/** What chances are held against; undefined before all accounts were foretold by a model that speaks. */
export function readChurnBook(db: ReadDb | Tx): StoredChurnBook | undefined {
  const row = db
    .prepared<[], { asOf: number; modelVersion: number; text: string }>(
      'select as_of as asOf, model_version as modelVersion, book as text from churn_book',
    )
    .get();
  if (row === undefined) return undefined;
  const { text, ...kept } = row;
  if (parsed?.text !== text) parsed = { text, book: JSON.parse(text) as ChurnBook };
  return { ...kept, book: parsed.book };
}

/** Replaces the one before. */
export function putChurnBook(tx: Tx, { asOf, modelVersion, book }: StoredChurnBook): void {
  tx.prepared<[number, number, string]>(
    'replace into churn_book (id, as_of, model_version, book) values (1, ?, ?, ?)',
  ).run(asOf, modelVersion, JSON.stringify(book));
}
