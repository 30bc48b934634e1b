import type { CsvColumn } from '../csv-columns';

/** One file of a company folder: its columns, and how its rows become rows of a table. */
export interface CsvTable {
  /** The table's name, and the file's where `file` gives no other. */
  readonly name: string;
  readonly file?: string;
  readonly columns: readonly CsvColumn[];
  /** Which of our rows a row of the file names by the company's ids. */
  readonly refersTo: readonly ('organization' | 'user' | 'feature')[];
  /** Conditions between columns, over the checked values `v`; a row that breaks one is set aside. */
  readonly rules: readonly CsvRule[];
  /** Two rows that agree in these (columns of the table) are the same row. None: rows have no id. */
  readonly key: readonly string[];
  /** Columns of the table from the checked row `c`. */
  readonly fields: readonly CsvField[];
}

export interface CsvRule {
  readonly column: string;
  /** SQL over the checked values `v`, true where the row is bad. */
  readonly broken: string;
  readonly problem: string;
}

export interface CsvField {
  readonly column: string;
  /** SQL over the checked row `c`. */
  readonly value: string;
  /** The file's column it comes from: a file without it leaves the field of known rows alone. */
  readonly from: string;
  /** A field that is derived where the file has no column for it, and derived again when what it follows from changes. */
  readonly derived?: DerivedField;
  /** SQL over the known row `t` and the row of the file `n`: what a known row takes, where it isn't the file's value. */
  readonly known?: string;
}

export interface DerivedField {
  /** The file's column that it follows from. */
  readonly from: string;
  /** SQL over the known row `t` and the row of the file `n`: what the field becomes. */
  readonly value: string;
}

/** The row's organization and feature by our ids. */
export const organization = {
  column: 'organization_id',
  value: 'c.organization_ref',
  from: 'organization_id',
};
export const feature = { column: 'feature_id', value: 'c.feature_ref', from: 'feature_id' };

/** Rows that refer to the list of users have the number of who is in none in a column of its own. */
export const listedUser = {
  column: 'user_id',
  value: 'CASE WHEN NOT c.is_unlisted THEN c.user_ref END',
  from: 'user_id',
};
export const unlistedUser = {
  column: 'unlisted_user_id',
  value: 'CASE WHEN c.is_unlisted THEN c.user_ref END',
  from: 'user_id',
};
/** Activity has the number of either. */
export const anyUser = { column: 'user_id', value: 'c.user_ref', from: 'user_id' };

/** A field that holds the column of its own name, unless told otherwise. */
export function field(column: string, value = `c.${column}`, from = column): CsvField {
  return { column, value, from };
}

/** A column as its file names it. */
export function shownName({ columns }: CsvTable, column: string): string {
  return columns.find(({ name }) => name === column)?.shown ?? column;
}

/** `users.csv` */
export function csvNameOf({ file, name }: CsvTable): string {
  return `${file ?? name}.csv`;
}
