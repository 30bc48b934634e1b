import type { AccountFilter } from '../../../src-preload/contract/accounts';
import type { AccountChoice } from '../../store/accounts/account-filter';
import type { NameFinder } from './name-finder';

/** Carries out the search of a filter: all of its words, in any order, of the account's names or its contacts'. */
export function accountChoice(names: NameFinder, { search = '', ...filter }: AccountFilter): AccountChoice {
  return search.trim() === '' ? filter : { ...filter, among: names.accountsWith(search) };
}
