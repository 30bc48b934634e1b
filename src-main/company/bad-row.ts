/** A row that a load could not take. */
export interface SetAsideRow {
  readonly line: number;
  readonly reason: string;
  /** The row's cells; or its text as it is, where it can't be read as cells. */
  readonly row: readonly (string | null)[] | string;
}

/** A row that is not taken, and why. */
export interface BadRow extends SetAsideRow {
  /** The reason without the row's own cell, to count by. */
  readonly kind: string;
  /** The unknown id, where the reason is about one. */
  readonly key: string | undefined;
}
