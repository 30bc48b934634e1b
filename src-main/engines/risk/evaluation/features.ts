import { MISSING_LEVEL, type Table, type TableColumn } from '../model/table';
import type { LeftOut } from './learner';

/** Categories with more levels than this, or than half the rows, leave too few rows a level to learn from. */
const mostLevels = 100;

export type Features = {
  readonly table: Table;
  readonly leftOut: readonly LeftOut[];
  readonly missing: readonly { readonly column: string; readonly rows: number }[];
};

/** Leaves out columns that no model can use, each with the reason, and counts what is missing in the others. */
export function usableFeatures(table: Table): Features {
  const leftOut: LeftOut[] = [];
  const columns = table.columns.filter((column) => {
    const reason = reasonAgainst(column, table.rows);
    if (reason !== undefined) leftOut.push({ column: column.name, reason });
    return reason === undefined;
  });
  const missing = columns
    .map((column) => ({ column: column.name, rows: countMissing(column) }))
    .filter(({ rows }) => rows > 0);
  return { table: { rows: table.rows, columns }, leftOut, missing };
}

function reasonAgainst(column: TableColumn, rows: number): string | undefined {
  const different = new Set(
    column.kind === 'number' ? column.values.filter((value) => !Number.isNaN(value)) : column.codes,
  );
  if (column.kind === 'category') different.delete(MISSING_LEVEL);
  if (different.size === 0) return 'it is empty';
  if (different.size === 1 && countMissing(column) === 0) return 'it is the same in every row';
  if (column.kind === 'category' && different.size > Math.min(mostLevels, Math.max(2, rows / 2))) {
    return `it holds ${different.size} different words in ${rows} rows, so it names rows and doesn't describe them`;
  }
  return undefined;
}

function countMissing(column: TableColumn): number {
  if (column.kind === 'number') return column.values.filter(Number.isNaN).length;
  return column.codes.filter((code) => code === MISSING_LEVEL).length;
}
