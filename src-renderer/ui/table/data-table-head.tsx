import type { Column, ColumnSort } from './column';
import type { ColumnPlace } from './column-order';
import classes from './data-table.module.css';
import { useColumnDrag } from './use-column-drag';
import type { ColumnTable } from './use-columns';

interface DataTableHeadProps<Row> {
  table: ColumnTable;
  columns: readonly Column<Row>[];
  sort: ColumnSort | undefined;
  onSort: ((column: Column<Row>) => void) | undefined;
  onMove: ((id: string, place: ColumnPlace) => void) | undefined;
}

/** The sticky row of names: a click sorts, the edge of a name drags its column wider, the name itself to another place. */
export function DataTableHead<Row>({ table, columns, sort, onSort, onMove }: DataTableHeadProps<Row>) {
  const dragging = useColumnDrag(columns, onMove);
  const headers = new Map(table.getHeaderGroups()[0]?.headers.map((header) => [header.column.id, header]));
  return (
    <thead>
      <tr className={classes.columns} aria-rowindex={1}>
        {columns.map((column) => {
          const direction =
            sort?.key === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined;
          const header = headers.get(column.id);
          return (
            <th
              key={column.id}
              scope="col"
              data-align={column.align}
              title={column.help}
              {...dragging.target(column.id)}
              aria-sort={column.firstSort && onSort ? (direction ?? 'none') : undefined}
            >
              {column.firstSort && onSort ? (
                <button
                  type="button"
                  className={classes.sort}
                  onClick={() => onSort(column)}
                  data-direction={direction}
                  {...dragging.handle(column.id)}
                >
                  <span className="truncate">{column.header}</span>
                  <SortMark direction={direction} />
                </button>
              ) : (
                <span className="truncate" {...dragging.handle(column.id)}>
                  {column.header}
                </span>
              )}
              {header && (
                <span
                  className={classes.edge}
                  data-edge={column.id}
                  aria-hidden="true"
                  onMouseDown={header.getResizeHandler()}
                  onDoubleClick={() => header.column.resetSize()}
                />
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SortMark({ direction }: { direction: 'ascending' | 'descending' | undefined }) {
  return (
    <svg className={classes.sortMark} width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
      <path d={direction === 'ascending' ? 'M4 1 7.5 6.5h-7Z' : 'M.5 1.5h7L4 7Z'} />
    </svg>
  );
}
