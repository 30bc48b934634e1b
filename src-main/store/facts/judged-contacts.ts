import { erasedContact } from '../../lib/privacy/erased-words';
import { objects } from '../accounts/objections';
import type { ReadDb } from '../types';

/** Whom rules about contacts look at. */
export interface JudgedContact {
  readonly id: number;
  readonly organizationId: number;
}

/**
 * The contacts of some accounts that rules look at one by one: those who are there, are no staff of the company's own, were not
 * erased, and don't object to it. Those of one account together, in the order of the accounts.
 * @param now milliseconds since 1970: the end of the day that is judged
 */
export function readJudgedContacts(db: ReadDb, accounts: readonly number[], now: number): JudgedContact[] {
  return db
    .prepared<[string, number, string], [number, number]>(
      `select users.user_id, users.organization_id from json_each(?) account
         join users on users.organization_id = account.value
        where users.is_internal is not 1 and (users.deactivated_at is null or users.deactivated_at > ?) and users.name <> ?
          and not ${objects('users')}
        order by account.key, users.user_id`,
    )
    .raw()
    .all(JSON.stringify(accounts), now, erasedContact)
    .map(([id, organizationId]) => ({ id, organizationId }));
}

/** How many contacts there are of each account, judged or not. */
export function countContacts(db: ReadDb): Map<number, number> {
  const rows = db
    .prepared<[], [number, number]>('select organization_id, count(*) from users group by organization_id')
    .raw()
    .all();
  return new Map(rows);
}
