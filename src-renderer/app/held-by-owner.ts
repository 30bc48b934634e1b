import { ofOwner } from '../api/owner-choice';
import type { AccountSearch } from '../features/accounts/account-search';

/** A list of the book is of the owner chosen, unless it says whose it is. */
export function heldBy(search: AccountSearch, ownerId: number | null): AccountSearch {
  const { filter, view } = search;
  if (filter === undefined || view !== undefined || filter.ownerIds !== undefined) return search;
  return { ...search, filter: { ...ofOwner(ownerId), ...filter } };
}
