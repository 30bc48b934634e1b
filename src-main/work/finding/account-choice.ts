import type { AccountFilter } from '../../../src-preload/contract/accounts';
import type { AccountChoice } from '../../store/accounts/account-filter';
import type { ReadDb } from '../../store/types';
import { accountsInSegments } from '../rules/accounts-in-segments';
import type { NameFinder } from './name-finder';

/**
 * Carries out what of a filter is no column: the search, all of its words, in any order, of the account's names or its
 * contacts', and saved segments, judged as of the company's day.
 * @throws StewardError invalid_input for a segment that can't be judged any more
 */
export function accountChoice(
  names: NameFinder,
  { search = '', segmentIds = [], ...filter }: AccountFilter,
  { db, day }: { readonly db: ReadDb; readonly day: number },
): AccountChoice {
  return {
    ...filter,
    ...(search.trim() === '' ? {} : { among: names.accountsWith(search) }),
    ...(segmentIds.length === 0 ? {} : { inSegments: accountsInSegments(db, day, segmentIds) }),
  };
}
