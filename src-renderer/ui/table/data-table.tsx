import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type MouseEvent, useEffect, useId, useRef, useState } from 'react';
import { type Column, type ColumnSort, type RowSource, sortAfterClick } from './column';
import type { ColumnPlace } from './column-order';
import classes from './data-table.module.css';
import { DataTableHead } from './data-table-head';
import { DataTableRow, type RowAccount } from './data-table-row';
import { placeOf, rememberPlace } from './table-place';
import { useActiveRow } from './use-active-row';
import { useColumns } from './use-columns';

export const rowHeight = 32;

interface DataTableProps<Row> {
  /** What the table holds, for those who hear it; dragged column widths are kept under it, too. */
  label: string;
  columns: readonly Column<Row>[];
  rows: RowSource<Row>;
  /** Ids of the columns to show, in their order; all when absent. */
  shown?: readonly string[];
  sort?: ColumnSort;
  onSort?: (sort: ColumnSort) => void;
  /** Lets a column be dragged by its name to another place; the first stays. */
  onMoveColumn?: (id: string, place: ColumnPlace) => void;
  /** Enter or a click on a row. */
  onOpen?: (row: Row) => void;
  /** Which account a row stands for: it has the menu of one. */
  accountOf?: (row: Row) => RowAccount;
  /** x on the active row: it is chosen, or no more. */
  onChoose?: (row: Row) => void;
  /** First and last row in sight, so that a long list can fetch them. */
  onRange?: (first: number, last: number) => void;
  /** Remembers place and active row under this name while the app is open. */
  place?: string;
  /** Takes the keyboard when it appears. */
  autoFocus?: boolean;
}

/**
 * A table of any length: only the rows in sight exist. Sticky header, 32 px rows, arrows, j/k, Page Up/Down, Home
 * and End move, Enter opens. It fills the height of its parent, which must have one.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, shown, sort, place, autoFocus = false } = props;
  const { onSort, onMoveColumn, onOpen, onChoose, accountOf, onRange } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const id = useId();
  const { table, visible, template, leastWidth } = useColumns(label, columns, shown);

  const start = placeOf(place);
  const virtualizer = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: start.offset,
    initialRect: { width: 0, height: 800 },
    scrollPaddingStart: rowHeight,
  });
  const items = virtualizer.getVirtualItems();
  // Rows are reused in turn: a scrolled row is drawn over one that left, which is much cheaper than a new one.
  const [places, setPlaces] = useState(items.length);
  if (items.length > places) setPlaces(items.length);
  const first = virtualizer.range?.startIndex ?? items[0]?.index ?? 0;
  const last = virtualizer.range?.endIndex ?? items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (rows.count > 0) onRange?.(first, last);
  }, [first, last, rows.count, onRange]);

  const { active, setActive, onKeyDown } = useActiveRow({
    count: rows.count,
    start: start.active,
    pageRows: Math.max(1, last - first - 1),
    reveal: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    open: (index) => {
      const row = rows.at(index);
      if (row !== undefined) onOpen?.(row);
    },
    choose: (index) => {
      const row = rows.at(index);
      if (row !== undefined) onChoose?.(row);
    },
  });
  useEffect(() => {
    rememberPlace(place, { offset: virtualizer.scrollOffset ?? 0, active });
  }, [place, virtualizer.scrollOffset, active]);
  useEffect(() => {
    // A list that comes anew because of what is typed or chosen in its filter leaves the keyboard there.
    const isFiltering = document.activeElement?.closest('input, textarea, [role="dialog"]') != null;
    if (autoFocus && !isFiltering) grid.current?.focus({ preventScroll: true });
  }, [autoFocus]);

  function onClick(event: MouseEvent<HTMLElement>): void {
    if (!(event.target instanceof Element)) return;
    const index = Number(event.target.closest('tr[data-row]')?.getAttribute('data-row') ?? Number.NaN);
    if (Number.isNaN(index)) return;
    setActive(index);
    const row = rows.at(index);
    const onControl = event.target.closest('a, button, input') !== null;
    if (row !== undefined && !onControl) onOpen?.(row);
  }

  return (
    <div
      ref={scroller}
      className={classes.table}
      style={{ '--columns': template, '--least-width': `${leastWidth}px` } as CSSProperties}
    >
      <table
        ref={grid}
        aria-label={label}
        aria-rowcount={rows.count + 1}
        aria-colcount={visible.length}
        {...asGrid(active >= 0 && active < rows.count ? `${id}-${active}` : undefined)}
        data-opens={onOpen !== undefined || undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <DataTableHead<Row>
          table={table}
          columns={visible}
          sort={sort}
          onMove={onMoveColumn}
          onSort={onSort && ((column) => onSort(sortAfterClick(column, sort)))}
        />
        <tbody style={{ height: virtualizer.getTotalSize(), paddingTop: items[0]?.start ?? 0 }}>
          {items.map((item) => (
            <DataTableRow<Row>
              key={item.index % Math.max(places, items.length)}
              id={`${id}-${item.index}`}
              index={item.index}
              row={rows.at(item.index)}
              columns={visible}
              active={item.index === active}
              account={accountIn(rows.at(item.index), accountOf)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function accountIn<Row>(row: Row | undefined, accountOf: ((row: Row) => RowAccount) | undefined) {
  return row === undefined ? undefined : accountOf?.(row);
}

/** A table whose rows the keyboard moves through is a grid: it takes the focus as one, and says which row is active. */
function asGrid(activeId: string | undefined) {
  return { role: 'grid', tabIndex: 0, 'aria-activedescendant': activeId } as const;
}
