import {
  type AccountFilter,
  type AccountSort,
  accountFilterSchema,
  accountSortSchema,
  savedViewSchema,
} from '../../../src-preload/contract/accounts';
import { readParts } from '../../ui/address/read-parts';

/** What the address of the accounts list carries, so that back and links find the same list. */
export interface AccountSearch {
  readonly filter?: AccountFilter;
  readonly sort?: AccountSort;
  /** The saved view that was chosen; the filter may have moved on from it. */
  readonly view?: string;
}

/** Reads the address part by part: what doesn't fit is left out. */
export function readAccountSearch(search: Record<string, unknown>): AccountSearch {
  const filter: AccountFilter | undefined = readParts(accountFilterSchema, search['filter']);
  const sort = accountSortSchema.safeParse(search['sort']);
  const view = savedViewSchema.shape.id.safeParse(search['view']);
  return {
    ...(filter && { filter }),
    ...(sort.success && { sort: sort.data }),
    ...(view.success && { view: view.data }),
  };
}
