/** Why a row is not taken; `checked.problem` holds its place in the list, counted from 1. */
export interface RowProblem {
  readonly column: string;
  /** Follows the column's name and the offending cell: `day “31/1” is not a day`. */
  readonly text: string;
  /** The cell names something that nobody knows. */
  readonly unknownId?: true;
  /** A row that says nothing new: counted, but not set aside. */
  readonly duplicate?: true;
  /** The row is of somebody who was erased: nothing of it is kept or told, not even why it is set aside by its cells. */
  readonly erased?: true;
  /** What becomes of the row is told at the end of the file. */
  readonly pending?: true;
}

export interface ProblemCase {
  readonly when: string;
  readonly number: number;
}

/** Puts the problem on the list, and says by which number it is known. */
export function problemCase(problems: RowProblem[], problem: RowProblem, when: string): ProblemCase {
  return { when, number: problems.push(problem) };
}
