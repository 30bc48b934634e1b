import type { AccountFilter, AccountSort } from '../../../src-preload/contract/accounts';

/** What the address of the accounts list carries, so that back and links find the same list. */
export interface AccountSearch {
  readonly filter?: AccountFilter;
  readonly sort?: AccountSort;
  /** The saved view that was chosen; the filter may have moved on from it. */
  readonly view?: number;
}

/** Reads the address leniently: what isn't an object is left out, and the host checks the rest with the list. */
export function readAccountSearch(search: Record<string, unknown>): AccountSearch {
  return {
    ...(isObject(search['filter']) ? { filter: search['filter'] as AccountFilter } : {}),
    ...(isObject(search['sort']) ? { sort: search['sort'] as AccountSort } : {}),
    ...(typeof search['view'] === 'number' ? { view: search['view'] } : {}),
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
