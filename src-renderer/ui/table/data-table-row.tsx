import { memo } from 'react';
import { Skeleton } from '../skeletons';
import type { Column } from './column';

interface DataTableRowProps<Row> {
  id: string;
  index: number;
  /** Px from the top of the body. */
  top: number;
  /** Undefined while it has not come yet. */
  row: Row | undefined;
  columns: readonly Column<Row>[];
  active: boolean;
}

function TableRow<Row>({ id, index, top, row, columns, active }: DataTableRowProps<Row>) {
  return (
    <tr
      id={id}
      className="data-table-columns"
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={active}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column, place) => (
        <td key={column.id} data-align={column.align}>
          {row === undefined ? <Skeleton width={place === 0 ? '60%' : '40%'} /> : column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** A row that is drawn again only when something of its own changed: scrolling moves it without a new drawing. */
export const DataTableRow = memo(TableRow) as typeof TableRow;
