import { gather } from '../../../lib/statistics/vectors';
/** A flat table: named columns of equal length, numbers or categories, with gaps. */
export type Table = {
  readonly rows: number;
  readonly columns: readonly TableColumn[];
};

export type TableColumn = NumberColumn | CategoryColumn;

export type NumberColumn = {
  readonly kind: 'number';
  readonly name: string;
  /** NaN where the value is missing. */
  readonly values: Float64Array;
};

export type CategoryColumn = {
  readonly kind: 'category';
  readonly name: string;
  readonly levels: readonly string[];
  /** Positions in levels; MISSING_LEVEL where the value is missing. */
  readonly codes: Int32Array;
};

export const MISSING_LEVEL = -1;

/** The rows named, in that order. */
export function takeRows(table: Table, rows: Int32Array): Table {
  return { rows: rows.length, columns: table.columns.map((column) => takeColumnRows(column, rows)) };
}

function takeColumnRows(column: TableColumn, rows: Int32Array): TableColumn {
  if (column.kind === 'number') return { ...column, values: gather(column.values, rows) };
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i] as number] as number;
  return { ...column, codes };
}

/** The column of that name and kind. Throws RangeError where there is none: a model was given another table than its own. */
export function columnOf<Kind extends TableColumn['kind']>(
  table: Table,
  name: string,
  kind: Kind,
): Extract<TableColumn, { kind: Kind }> {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!isOfKind(column, kind)) {
    throw new RangeError(`The table has no ${kind} column "${name}", which the model was fitted with.`);
  }
  return column;
}

function isOfKind<Kind extends TableColumn['kind']>(
  column: TableColumn | undefined,
  kind: Kind,
): column is Extract<TableColumn, { kind: Kind }> {
  return column?.kind === kind;
}
