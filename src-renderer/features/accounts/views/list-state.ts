import type { AccountFilter, AccountSort } from '../../../../src-preload/contract/accounts';

/** Everything that makes the list what it is; a saved view keeps it. */
export interface ListState {
  readonly filter: AccountFilter;
  readonly sort: AccountSort;
  readonly columns: readonly string[];
}

/** Whether two lists are the same: the order in which parts were chosen doesn't matter. */
export function sameList(a: ListState, b: ListState): boolean {
  return canonical(a) === canonical(b);
}

function canonical({ filter, sort, columns }: ListState): string {
  const parts = Object.entries(filter)
    .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false))
    .map(([part, value]) => [part, Array.isArray(value) ? value.map(String).sort() : value])
    .sort(([a], [b]) => String(a).localeCompare(String(b)));
  return JSON.stringify([parts, sort.key, sort.descending, [...columns].sort()]);
}
