import { type NameLines, nameLines } from '../../lib/finding/name-lines';
import { rangesWithAccounts, readNames } from '../../store/accounts/read-names';
import type { ReadDb } from '../../store/types';

/** What the accounts with neighbouring numbers are found by: read anew as a whole when one of them changes. */
export interface NameBlock {
  readonly accounts: NameLines;
  readonly accountIds: Int32Array;
  readonly contacts: NameLines;
  readonly contactIds: Int32Array;
  /** The place of each contact's account in `accountIds`. */
  readonly contactAccounts: Int32Array;
}

const blockSize = 256;

export function blockOf(accountId: number): number {
  return Math.floor(accountId / blockSize);
}

export function blocksOf(db: ReadDb): number[] {
  return rangesWithAccounts(db, blockSize);
}

export function readNameBlock(db: ReadDb, block: number): NameBlock {
  const { accounts, contacts } = readNames(db, block * blockSize, (block + 1) * blockSize - 1);
  const places = new Map(accounts.map(({ id }, place) => [id, place]));
  const known = contacts.filter(({ accountId }) => places.has(accountId));
  return {
    accounts: nameLines(accounts.map(({ parts }) => parts)),
    accountIds: Int32Array.from(accounts, ({ id }) => id),
    contacts: nameLines(known.map(({ parts }) => parts)),
    contactIds: Int32Array.from(known, ({ id }) => id),
    contactAccounts: Int32Array.from(known, ({ accountId }) => places.get(accountId) ?? 0),
  };
}
