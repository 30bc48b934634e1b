import { type Fit, findLines, findNearLines } from '../../lib/finding/find-lines';
import { type NameLines, textOfLine } from '../../lib/finding/name-lines';
import { type TypedWord, typedWords } from '../../lib/finding/typed-words';
import type { NameBlock } from './name-block';

/** Numbers of accounts and of contacts. */
export interface BestNames {
  readonly accounts: number[];
  readonly contacts: number[];
}

interface Found {
  readonly id: number;
  readonly fit: Fit;
  /** As it is compared: names that fit as well stand in its order. */
  readonly text: string;
}

/** What is looked through in a block, and the number of what each line stands for. */
interface Part {
  readonly lines: NameLines;
  readonly ids: Int32Array;
}

/** Where everything fits, a person types on: so many are looked at to tell the best. */
const mostLookedAt = 3_000;
/** Slips of the fingers are looked for in so many names; each costs more. */
const mostNearly = 20_000;

/**
 * Accounts and contacts whose names hold every word of a query, those that begin with it first, then those of which every
 * word begins one, by name. Where neither has any, those that hold them but for a slip of the fingers.
 * @param limit of each
 */
export function bestNames(blocks: readonly NameBlock[], query: string, limit: number): BestNames {
  const words = typedWords(query);
  if (words.length === 0) return { accounts: [], contacts: [] };
  const accounts = blocks.map(({ accounts: lines, accountIds: ids }): Part => ({ lines, ids }));
  const contacts = blocks.map(({ contacts: lines, contactIds: ids }): Part => ({ lines, ids }));
  const exact = { accounts: exactly(accounts, words, limit), contacts: exactly(contacts, words, limit) };
  return exact.accounts.length + exact.contacts.length > 0
    ? exact
    : { accounts: nearly(accounts, words, limit), contacts: nearly(contacts, words, limit) };
}

function exactly(parts: readonly Part[], words: readonly TypedWord[], limit: number): number[] {
  const beginning = take(linesOf(parts, words, 'at the beginning'), mostLookedAt);
  const isEnough = beginning.length >= limit;
  const others = isEnough ? [] : take(linesOf(parts, words, 'anywhere'), mostLookedAt);
  return bestOf([...beginning, ...others], limit);
}

function* linesOf(
  parts: readonly Part[],
  words: readonly TypedWord[],
  where: 'at the beginning' | 'anywhere',
): Generator<Found> {
  for (const { lines, ids } of parts) {
    for (const { line, fit } of findLines(lines, words, where)) {
      yield { id: ids[line] as number, fit, text: textOfLine(lines, line) };
    }
  }
}

function nearly(parts: readonly Part[], words: readonly TypedWord[], limit: number): number[] {
  const found: Found[] = [];
  let looked = 0;
  for (const { lines, ids } of parts) {
    looked += lines.starts.length;
    if (looked > mostNearly) break;
    for (const line of findNearLines(lines, words)) {
      found.push({ id: ids[line] as number, fit: 2, text: textOfLine(lines, line) });
    }
  }
  return bestOf(found, limit);
}

function bestOf(found: readonly Found[], limit: number): number[] {
  const once = new Map(found.map((one) => [one.id, one]));
  return [...once.values()]
    .sort(byFit)
    .slice(0, limit)
    .map(({ id }) => id);
}

function byFit(left: Found, right: Found): number {
  if (left.fit !== right.fit) return left.fit - right.fit;
  if (left.text !== right.text) return left.text < right.text ? -1 : 1;
  return left.id - right.id;
}

function take<T>(from: Iterable<T>, most: number): T[] {
  const taken: T[] = [];
  for (const one of from) {
    if (taken.push(one) >= most) break;
  }
  return taken;
}
