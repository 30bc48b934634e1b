import type { ReadDb } from '../../store/types';
import { findAccountsByWords } from './accounts-by-words';
import { type BestNames, bestNames } from './best-names';
import { type MentionedAccounts, mentionedAccounts } from './mentioned-accounts';
import { blockOf, blocksOf, type NameBlock, readNameBlock } from './name-block';

/** Finds accounts and contacts by what one types, from names kept in memory. */
export interface NameFinder {
  /** For a choice while one types: at most `limit` accounts and contacts each, the best first. */
  best(query: string, limit: number): BestNames;
  /** Every account that holds all words of the query, in its own names or its contacts', ascending. */
  accountsWith(query: string): number[];
  /** Accounts that a text speaks of, at most `limit` of each kind. */
  mentionedIn(text: string, limit: number): MentionedAccounts;
  /** Rows of these accounts changed: they are read again before they are next found. */
  changed(accountIds: readonly number[] | 'all'): void;
  /** Reads what isn't read yet, for about so many milliseconds. @returns whether all is read */
  read(milliseconds: number): boolean;
}

/** Reading a million names takes seconds: a choice waits no longer than this, and is made from what is there. */
const longestWait = 25;

export function createNameFinder(db: ReadDb): NameFinder {
  const blocks = new Map<number, NameBlock>();
  let stale = new Set<number>();
  let isAllStale = true;

  function read(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    if (isAllStale) stale = everyBlock(db, blocks);
    isAllStale = false;
    for (const block of stale) {
      blocks.set(block, readNameBlock(db, block));
      stale.delete(block);
      if (performance.now() > until) break;
    }
    return stale.size === 0;
  }

  return {
    best(query, limit) {
      read(longestWait);
      return bestNames([...blocks.values()], query, limit);
    },
    accountsWith(query) {
      // A list is a figure, not a suggestion: it is never told from a part.
      read(Number.POSITIVE_INFINITY);
      return findAccountsByWords([...blocks.values()], query);
    },
    mentionedIn(text, limit) {
      read(longestWait);
      return mentionedAccounts([...blocks.values()], text, limit);
    },
    changed(accountIds) {
      if (accountIds === 'all') isAllStale = true;
      else for (const id of accountIds) stale.add(blockOf(id));
    },
    read,
  };
}

/** Blocks of which no account is left are forgotten. */
function everyBlock(db: ReadDb, blocks: Map<number, NameBlock>): Set<number> {
  const now = new Set(blocksOf(db));
  for (const block of blocks.keys()) if (!now.has(block)) blocks.delete(block);
  return now;
}
