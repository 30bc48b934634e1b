import type { ReactNode } from 'react';

/** One column of a `DataTable`. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** Px at least, and its share of what room is left; a person may drag it wider or narrower. */
  readonly width: number;
  /** Takes twice its share of the room that is left. */
  readonly grow?: boolean;
  /**
   * Parts of the room that is left which its words need. Where a table has such columns they take it all, and the others
   * stay at their width.
   */
  readonly rest?: number;
  /** Numbers stand at the right. */
  readonly align?: 'left' | 'right';
  /** The way a first click on the header sorts; a column without it can't be sorted. */
  readonly firstSort?: 'ascending' | 'descending';
  /** What the header means, on hover. */
  readonly help?: string;
  readonly cell: (row: Row) => ReactNode;
}

/** Where rows come from: all at hand, or a window of a long list whose rest is still to come. */
export interface RowSource<Row> {
  readonly count: number;
  /** Undefined where the row has not come yet: a skeleton stands in. */
  readonly at: (index: number) => Row | undefined;
}

export interface ColumnSort {
  readonly key: string;
  readonly descending: boolean;
}

export function rowsOf<Row>(rows: readonly Row[]): RowSource<Row> {
  return { count: rows.length, at: (index) => rows[index] };
}

/** The sort after a click on a column's header: its own first way, then the other. */
export function sortAfterClick(
  column: { id: string; firstSort?: 'ascending' | 'descending' },
  sort: ColumnSort | undefined,
): ColumnSort {
  if (sort?.key === column.id) return { key: column.id, descending: !sort.descending };
  return { key: column.id, descending: column.firstSort === 'descending' };
}
