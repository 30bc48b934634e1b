import type { Removal } from './complete-file';
import type { Delimiter } from './csv-delimiter';
import type { MigrationReport } from './migrate-company';
import type { TextEncoding } from './text-encoding';

/** What `company create` did. */
export interface LoadReport {
  readonly schema: MigrationReport;
  readonly files: readonly FileReport[];
  /** CSV files of the folder whose names mean nothing here. */
  readonly ignoredFiles: readonly string[];
  /** Where the rows are that could not be taken; null when all were. */
  readonly setAsideFolder: string | null;
  /** IANA name of the zone in which times without an offset were read. */
  readonly zone: string;
  /** Null where nothing was loaded. */
  readonly money: MoneyReport | null;
  readonly seconds: number;
}

/** In which currencies the company's amounts are. */
export interface MoneyReport {
  /** That of sums, and of amounts that name none; null where nobody named any. */
  readonly currency: string | null;
  /** It was chosen by this load, because most subscriptions name it. */
  readonly isChosen: boolean;
  /** Currencies without a rate, with the subscriptions in them: their amounts are in no sum. */
  readonly withoutRate: readonly { readonly currency: string; readonly rows: number }[];
}

export interface FileReport {
  readonly table: string;
  /** Rows read, the header and empty lines not counted: the sum of the five below. */
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  /** Rows that said what was known already. */
  readonly unchanged: number;
  /** Events that were known already. */
  readonly duplicates: number;
  readonly setAside: number;
  /**
   * Counts of before, of this load or an earlier one, that are no longer counted: rows of the file say the same use. Of
   * `attribute_definitions`: values of before that don't fit what is declared now, and are gone.
   */
  readonly gaveWay: number;
  readonly reasons: readonly SetAsideReason[];
  /** Rows that were taken without a name: they speak of users who are in no list. Among the above. */
  readonly unlisted: NamedRows;
  readonly ignoredColumns: readonly string[];
  /** What stood between its cells, and how its text was stored. */
  readonly delimiter: Delimiter;
  readonly encoding: TextEncoding;
  /** Columns whose numbers were read with a decimal comma, because their cells or the file's others show it. */
  readonly decimalCommas: readonly string[];
  /** Units of subscriptions that are no licensed users, with the rows that have them, the most frequent first. */
  readonly unknownUnits: readonly { readonly unit: string; readonly rows: number }[];
  /** Of accounts: what became of the parents they name. Null in every other file. */
  readonly parents: ParentReport | null;
  /** What became of the rows that it no longer holds; null where nobody said that it is complete. */
  readonly removal: Removal | null;
  /** Rows of before that the file doesn't name and that stay; null for tables whose files hold news, not the present. */
  readonly notNamed: number | null;
}

export interface ParentReport {
  /** Accounts of the company whose parent is not there, by its id. */
  readonly missing: NamedRows;
  /** Accounts that are above themselves by way of others, by id: none of them has a parent. */
  readonly circles: readonly string[];
}

export interface NamedRows {
  readonly rows: number;
  /** The ids, the most frequent first; at most a thousand. */
  readonly keys: readonly { readonly key: string; readonly rows: number }[];
}

export interface SetAsideReason {
  /** `feature_id is an unknown feature` */
  readonly reason: string;
  readonly rows: number;
  readonly firstLine: number;
  /** The unknown ids, the most frequent first; at most a thousand. */
  readonly keys: readonly { readonly key: string; readonly rows: number }[];
}

export interface LoadProgress {
  readonly table: string;
  readonly rows: number;
  readonly setAside: number;
  /** Share of the file that has been read, 0 to 1. */
  readonly share: number;
}
