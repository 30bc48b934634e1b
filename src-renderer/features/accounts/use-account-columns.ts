import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import { z } from 'zod';
import { type AccountSort, accountSortSchema, mostColumns } from '../../../src-preload/contract/accounts';
import type { Column, ColumnSort } from '../../ui/table/column';
import { type ColumnPlace, movedTo, orderOf } from '../../ui/table/column-order';
import { useColumnWidths } from '../../ui/table/use-column-widths';
import { useKeptSort } from '../../ui/table/use-kept-sort';
import { firstColumns, firstSort } from './account-columns';

/** What the table of accounts is called, for those who hear it and for what is kept of it. */
export const accountTable = 'Accounts';

const keptSchema = z.array(z.string().max(80)).max(mostColumns);

/** What can't be read are the usual ones. */
export function readColumnIds(kept: string | undefined): string[] {
  try {
    return keptSchema.parse(JSON.parse(kept ?? 'null'));
  } catch {
    return [...firstColumns];
  }
}

/** Columns that show, in a person's order, with those that only another version of Steward knows where they are. */
export function withColumn(shown: readonly string[], id: string, every: readonly string[]): string[] {
  if (shown.includes(id)) return shown.filter((other) => other !== id);
  const wanted = new Set([...shown, id]);
  return orderOf(shown, every).filter((column) => wanted.has(column));
}

/** How the list of accounts was sorted last, where it still can be. @param fields null: those of the company's own are not known yet */
export function usableSort(kept: ColumnSort | null, every: readonly string[] | null): AccountSort | null {
  const sort = accountSortSchema.safeParse(kept).data;
  return sort === undefined || every?.includes(sort.key) === false ? null : sort;
}

/** Columns and sort of the list, as a person left them on this computer. */
export function useAccountColumns(every: readonly Column<never>[], areAllKnown: boolean) {
  const [columns, setColumns] = useLocalStorage<string[]>({
    key: 'steward-account-columns',
    defaultValue: [...firstColumns],
    getInitialValueInEffect: false,
    deserialize: readColumnIds,
  });
  const [keptSort, setSort] = useKeptSort(accountTable);
  const [, setWidths] = useColumnWidths(accountTable);
  const ids = every.map(({ id }) => id);
  const sort = useMemo(
    () => usableSort(keptSort, areAllKnown ? every.map(({ id }) => id) : null) ?? firstSort,
    [keptSort, areAllKnown, every],
  );
  return {
    columns,
    setColumns,
    sort,
    setSort,
    toggle: (id: string) => setColumns((shown) => withColumn(shown, id, ids)),
    move: (id: string, place: ColumnPlace) => setColumns((shown) => movedTo(shown, id, place)),
    reset() {
      setColumns([...firstColumns]);
      setSort(null);
      setWidths({});
    },
  };
}
