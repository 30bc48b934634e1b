/** What is wrong with a cell that is not valid. */
export interface CellProblem {
  /** SQL over the cell; the last problem of a column has none and holds for the rest. */
  readonly when?: string;
  /** Follows the column's name and the cell. */
  readonly text: string;
}

/** SQL of one column over the text expression `cell`, which is trimmed and not null. */
export interface ColumnSql {
  readonly type: string;
  /** True for text that can be cast. */
  readonly valid: string;
  readonly value: string;
  /** In the order to ask; none where any text is valid. */
  readonly problems: readonly CellProblem[];
}
