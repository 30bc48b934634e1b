import type { Recipient } from '../../../src-preload/contract/templates/templates';
import { readRecipientsAmong, readSomeRecipients } from '../../store/templates/read-recipients';
import type { ReadDb } from '../../store/types';
import type { NameFinder } from '../finding/name-finder';

const most = 50;

/**
 * Contacts to try a template with, by a name, an address or the name of their account: those that are called so before
 * those whose account is. Some of every account where nothing is searched for.
 */
export function findRecipients(db: ReadDb, names: NameFinder, search: string): Recipient[] {
  if (search.trim() === '') return readSomeRecipients(db, most);
  const { contacts, accounts } = names.best(search, most);
  const named = readRecipientsAmong(db, { contacts, accounts: [] }, most);
  const known = new Set(named.map(({ userId }) => userId));
  const there = readRecipientsAmong(db, { contacts: [], accounts }, most);
  return [...named, ...there.filter(({ userId }) => !known.has(userId))].slice(0, most);
}
