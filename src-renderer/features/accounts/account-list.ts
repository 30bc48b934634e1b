import type { AccountFilter, AccountSort } from '../../../src-preload/contract/accounts';
import { trpc } from '../../api/client';
import { useWindowedRows } from '../../api/use-windowed-rows';

/** The accounts of a filter in an order, fetched by windows, with their count and ARR. */
export function useAccountList(filter: AccountFilter, sort: AccountSort) {
  return useWindowedRows(JSON.stringify([filter, sort]), (window) =>
    trpc.accounts.list.queryOptions({ filter, sort, ...window }),
  );
}
