import { memo } from 'react';
import type { Column } from './column';
import classes from './data-table.module.css';

interface DataTableRowProps<Row> {
  id: string;
  index: number;
  /** Undefined while it has not come yet. */
  row: Row | undefined;
  columns: readonly Column<Row>[];
  active: boolean;
  /** Which account it stands for, where it is one. */
  account: RowAccount | undefined;
}

/** An account that a row stands for. */
export interface RowAccount {
  readonly id: number;
  readonly name: string;
}

function TableRow<Row>({ id, index, row, columns, active, account }: DataTableRowProps<Row>) {
  return (
    <tr
      id={id}
      className={classes.columns}
      data-row={index}
      data-account={account?.id}
      data-account-name={account?.name}
      aria-rowindex={index + 2}
      aria-selected={active}
    >
      {columns.map((column) => (
        <td key={column.id} data-align={column.align}>
          {row === undefined ? <span className={classes.waiting} aria-hidden="true" /> : column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/**
 * A row that is drawn again only when something of its own changed. It carries no inline style: thousands of
 * elements with styles of their own make every style calculation of the page slower.
 */
export const DataTableRow = memo(TableRow) as typeof TableRow;
