import type { ClientBase } from 'pg';
import type { BadRow } from './bad-row';
import type { CsvTable } from './csv-tables/csv-table';
import type { RowProblem } from './row-problem';

/** What became of a batch's good rows. The rest of them said what was known already. */
export interface Taken {
  readonly added: number;
  readonly changed: number;
  /** Events that were there before. */
  readonly duplicates: number;
  /** What stood there before and gave way to these rows: counts of the same use, values of a field declared otherwise. */
  readonly gaveWay: number;
}

/** Moves the good rows of the temporary table `checked` to where they belong. */
export interface RowTaker {
  /** Problems that only this step can see; their numbers begin at `firstProblem`. */
  readonly problems: readonly RowProblem[];
  /**
   * Runs once before the first batch.
   * @returns whether a batch may be taken over another session than the one before it
   */
  prepare?(client: ClientBase): Promise<boolean>;
  take(client: ClientBase, firstProblem: number): Promise<Taken>;
  /** Runs once after the last batch. */
  finish?(client: ClientBase): Promise<Finished>;
}

/** What became of rows that only the end of their file could tell. */
export interface Finished {
  readonly changed: number;
  readonly bad: readonly BadRow[];
}

/** SELECT of the rows of `checked` without a problem, as columns of their table and `line`. */
export function goodRows({ fields }: CsvTable): string {
  const columns = fields.map((field) => `${field.value} AS ${field.column}`);
  return `SELECT c.line, ${columns.join(', ')} FROM checked c WHERE c.problem IS NULL`;
}

/** A column of a known row and what it becomes, as SQL. */
export interface UpdatedColumn {
  readonly column: string;
  readonly value: string;
}

/**
 * What a known row takes from the file: not its key, nor what the file has no column for, unless it follows from one
 * that the file has.
 * @param row the row of the file
 */
export function updatedColumns(table: CsvTable, header: readonly string[], row: string): UpdatedColumn[] {
  return table.fields.flatMap(({ column, from, derived, known }) => {
    if (table.key.includes(column)) return [];
    if (header.includes(from)) return [{ column, value: known ?? `${row}.${column}` }];
    return derived !== undefined && header.includes(derived.from) ? [{ column, value: derived.value }] : [];
  });
}

/** `n.name, n.kind` */
export function listOf(alias: string, columns: readonly string[]): string {
  return columns.map((column) => `${alias}.${column}`).join(', ');
}

/** `name = n.name, kind = n.kind` */
export function assignments(updated: readonly UpdatedColumn[]): string {
  return updated.map(({ column, value }) => `${column} = ${value}`).join(', ');
}

/** SQL that is true where one of the columns of the row `t` becomes another; a null differs from all but null. */
export function anyDiffers(updated: readonly UpdatedColumn[]): string {
  const before = updated.map(({ column }) => `t.${column}`);
  return `(${before.join(', ')}) IS DISTINCT FROM (${updated.map(({ value }) => value).join(', ')})`;
}

export function repeatedKey(table: CsvTable): RowProblem {
  const first = table.columns[0]?.name ?? '';
  return { column: first, text: 'names a row that is given again below; the last one was taken' };
}

/** Leaves of each key the last row. */
export function markRepeatedKeys(table: CsvTable, problem: number): string {
  return `
    UPDATE checked c SET problem = ${problem}
      FROM (SELECT n.line, row_number() OVER (PARTITION BY ${listOf('n', table.key)}
                                              ORDER BY n.line DESC) AS nth
              FROM (${goodRows(table)}) n) r
     WHERE r.line = c.line AND r.nth > 1`;
}

/** Rows that a statement touched. */
export async function countOf(client: ClientBase, sql: string): Promise<number> {
  return (await client.query(sql)).rowCount ?? 0;
}
