import {
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { Column } from './column';
import { orderOf } from './column-order';
import { type ColumnWidths, leastColumnWidth, useColumnWidths } from './use-column-widths';

const features = tableFeatures({ columnVisibilityFeature, columnSizingFeature, columnResizingFeature });
/** TanStack Table keeps which columns show and how wide they are; rows and cells are the `DataTable`'s own. */
const noRows: never[] = [];

/** The columns that show, in the order of `shown`, the head's handles to drag them, and the room they take. Dragged widths are kept by `name`. */
export function useColumns<Row>(
  name: string,
  columns: readonly Column<Row>[],
  shown: readonly string[] | undefined,
) {
  const [widths, setWidths] = useColumnWidths(name);
  const definitions = useMemo(
    () =>
      columns.map(
        ({ id, width }): ColumnDef<typeof features, never> => ({
          id,
          size: width,
          minSize: leastColumnWidth,
        }),
      ),
    [columns],
  );
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map(({ id }) => [id, shown === undefined || shown.includes(id)])),
    [columns, shown],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    columnResizeMode: 'onChange',
    state: { columnVisibility, columnSizing: widths },
    onColumnSizingChange: (change) =>
      setWidths((kept) => (typeof change === 'function' ? change({ ...kept }) : change)),
  });
  const visible = useMemo(
    () => inOrder(columns, shown).filter(({ id }) => columnVisibility[id]),
    [columns, shown, columnVisibility],
  );
  return { table, visible, ...tracksOf(visible, widths) };
}

/** As they were chosen, one behind the other; without a choice as they are. */
function inOrder<Row>(
  columns: readonly Column<Row>[],
  shown: readonly string[] | undefined,
): readonly Column<Row>[] {
  if (shown === undefined) return columns;
  const byId = new Map(columns.map((column) => [column.id, column]));
  return orderOf(shown, [...byId.keys()]).flatMap((id) => byId.get(id) ?? []);
}

export type ColumnTable = ReturnType<typeof useColumns<never>>['table'];

/** The grid's columns: each at least its width, and its part of the room that is left, unless it was dragged. */
function tracksOf<Row>(columns: readonly Column<Row>[], dragged: ColumnWidths) {
  const isRestTaken = columns.some(({ id, rest }) => rest !== undefined && dragged[id] === undefined);
  const template = columns.map(({ id, width, grow, rest }) => {
    const px = dragged[id];
    if (px !== undefined) return `${px}px`;
    if (isRestTaken) return rest === undefined ? `${width}px` : `minmax(${width}px, ${rest}fr)`;
    return `minmax(${width}px, ${grow ? 2 * width : width}fr)`;
  });
  const leastWidth = columns.reduce((sum, { id, width }) => sum + (dragged[id] ?? width), 0);
  return { template: template.join(' '), leastWidth };
}
