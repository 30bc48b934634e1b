import type { FileFormat } from '../../src-preload/contract/reports/files';

export type Cell = string | number | null;
export type Row = readonly Cell[];

export interface Column {
  /** With its unit. */
  readonly heading: string;
  /**
   * A day is written `2026-11-30` and a moment `2026-11-30T09:15:00Z`, and both are dates in a workbook; money has the minor
   * digits of the table's currency.
   */
  readonly kind?: 'day' | 'moment' | 'money';
}

/** Rows of one kind under their headings. */
export interface Table {
  /** What it is, in a word or three. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: Iterable<Row> | AsyncIterable<Row>;
  /** ISO 4217; null: the company has only one and never named it. */
  readonly currency: string | null;
}

/** What a table rests on, so that it can be made again: a name and what is said under it. */
export type Ground = readonly [name: string, said: Cell];

/** Where a table goes, and by what it was made. */
export interface OutFile {
  readonly path: string;
  readonly format: FileFormat;
  readonly madeAt: number;
  /** Of Steward. */
  readonly version: string;
}
