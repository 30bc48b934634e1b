import type { ColumnSort } from '../../ui/table/column';
import { useKeptSort } from '../../ui/table/use-kept-sort';
import type { RiskSearch } from './risk-search';
import { firstSort, usableSort } from './sort-points';

interface RiskSort {
  readonly sort: ColumnSort;
  readonly onSort: (sort: ColumnSort) => void;
  /** Back to the usual order, at the next start as well; null: it is. */
  readonly onUsual: (() => void) | null;
}

/** How the list is sorted: as its address says, else as it was sorted last, else as is usual. */
export function useRiskSort(
  search: RiskSearch,
  go: (next: RiskSearch) => void,
): (withModel: boolean) => RiskSort {
  const [kept, keep] = useKeptSort('Risk');
  return (withModel) => {
    const usual = firstSort(withModel);
    const sort = search.sort ?? usableSort(kept) ?? usual;
    const isUsual = sort.key === usual.key && sort.descending === usual.descending;
    return {
      sort,
      onSort(next) {
        keep(next);
        go({ ...search, sort: next });
      },
      onUsual: isUsual
        ? null
        : () => {
            keep(null);
            go(search.filter === undefined ? {} : { filter: search.filter });
          },
    };
  };
}
