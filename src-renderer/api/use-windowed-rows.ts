import { type QueryFunction, type QueryKey, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { RowSource } from '../ui/table/column';

/** Rows fetched by one call. */
const pageRows = 100;
/** Scrolling must rest this long before rows are asked for, so that a drag across a long list asks for its end only. */
const restMs = 50;

/** Pages out of sight are forgotten after this long. */
const keepMs = 60_000;

interface PageOfRows {
  readonly total: number;
  readonly rows: readonly unknown[];
}

type RowOf<Page extends PageOfRows> = Page['rows'][number];

/** As much of tRPC's query options as is needed here. */
interface PageQuery<Page, Key extends QueryKey> {
  queryKey: Key;
  queryFn?: QueryFunction<Page, Key> | undefined;
}

interface WindowedRows<Page extends PageOfRows> {
  /** The list whose rows these are: the former one while the first page of a new scope is on its way. */
  scope: string;
  rows: RowSource<RowOf<Page>>;
  /** Any page that is here, for totals; undefined until the first is. */
  page: Page | undefined;
  error: unknown;
  refetch: () => void;
  /** For `DataTable`'s `onRange`. */
  onRange: (first: number, last: number) => void;
}

interface Arrived<Page, Key extends QueryKey> {
  scope: string;
  page: Page;
  queryOf: (window: { offset: number; limit: number }) => PageQuery<Page, Key>;
}

/**
 * A list of any length, of which only the pages in sight are fetched and kept up to date. A page that was seen
 * before shows at once. `queryOf` gives the query of one page; `scope` names the list, so that a new filter or sort
 * starts anew: key the table with the `scope` that comes back.
 */
export function useWindowedRows<Page extends PageOfRows, Key extends QueryKey>(
  scope: string,
  queryOf: Arrived<Page, Key>['queryOf'],
): WindowedRows<Page> {
  const queryClient = useQueryClient();
  const [sight, setSight] = useState({ scope, first: 0, last: 0 });
  const { first, last } = sight.scope === scope ? sight : { first: 0, last: 0 };
  const inSight = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const answers = useQueries({
    queries: inSight.map((page) => {
      const { queryKey, queryFn } = queryOf({ offset: page * pageRows, limit: pageRows });
      return { queryKey, ...(queryFn && { queryFn }), gcTime: keepMs };
    }),
  });

  // What came last stays in sight while the first page of a new scope is on its way.
  const [arrived, setArrived] = useState<Arrived<Page, Key> | null>(null);
  const page = answers.find((answer) => answer.data !== undefined)?.data;
  const isNew = page !== undefined && (arrived?.scope !== scope || arrived.page !== page);
  const shown = isNew ? { scope, page, queryOf } : arrived;
  if (isNew) setArrived(shown);
  const shownScope = shown?.scope ?? scope;

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onRange = useCallback(
    (firstRow: number, lastRow: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        setSight({
          scope: shownScope,
          first: Math.floor(firstRow / pageRows),
          last: Math.floor(lastRow / pageRows),
        });
      }, restMs);
    },
    [shownScope],
  );

  function rowAt(index: number): RowOf<Page> | undefined {
    const offset = Math.floor(index / pageRows) * pageRows;
    const queryKey = shown?.queryOf({ offset, limit: pageRows }).queryKey;
    return queryKey && queryClient.getQueryData<Page>(queryKey)?.rows[index - offset];
  }

  return {
    scope: shownScope,
    rows: { count: shown?.page.total ?? 0, at: rowAt },
    page: shown?.page,
    error: answers.find((answer) => answer.error)?.error,
    refetch: () => {
      for (const answer of answers) void answer.refetch();
    },
    onRange,
  };
}
