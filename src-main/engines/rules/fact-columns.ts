import type { FactUse } from '../../../src-preload/contract/rules/checked';

/** Texts of a fact by subject: the place of each among the words, -1 where it is not known. */
export interface CodedWords {
  readonly codes: Int32Array;
  /** No blank one. */
  readonly words: readonly string[];
}

/**
 * Facts of all subjects, a column each, as they were known at the end of a day. Figures are as shown, days whole days since
 * 1970-01-01, yes and no 1 and 0; NaN where not known.
 */
export interface FactColumns {
  /** Subjects. */
  readonly rows: number;
  figures(use: FactUse, day: number): Float64Array;
  /** Of texts and choices. */
  words(use: FactUse, day: number): CodedWords;
  /**
   * As far as they can be held against those of another day: computed by the same rules and not set by hand, so that
   * neither a new configuration nor a person's word is taken for something that happened. A choice gives the places of its
   * words.
   */
  comparable(use: FactUse, day: number, against: number): Float64Array;
}

/** What conditions are judged on. */
export interface Evaluation {
  readonly columns: FactColumns;
  /** The company's day. */
  readonly day: number;
  /** The day of the look before this one: what came to be since then counts as of today. At most `day` - 1. */
  readonly lastDay: number;
}
