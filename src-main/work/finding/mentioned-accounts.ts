import { foldText } from '../../lib/finding/fold-text';
import { type NameLines, textOfLine } from '../../lib/finding/name-lines';
import type { NameBlock } from './name-block';

/** Accounts that a text speaks of, by number, each once. */
export interface MentionedAccounts {
  /** Named in full (of a single word, with a capital letter), by their first two words or more, or by a contact's full name or address; the longest name first. */
  readonly named: readonly number[];
  /** Perhaps meant: their first word is there with a capital letter, or their only one without. */
  readonly perhaps: readonly number[];
}

/** A note says at its beginning whom it is about. */
const mostWords = 120;
const longestName = 6;
/** Contacts are looked through up to here: a guess is not worth a wait. */
const mostContacts = 200_000;
const shortestWord = 3;

/** @param limit of each kind */
export function mentionedAccounts(
  blocks: readonly NameBlock[],
  text: string,
  limit: number,
): MentionedAccounts {
  const spoken = spokenNames(text);
  if (spoken.all.size === 0) return { named: [], perhaps: [] };
  const named = new Map<number, number>();
  const perhaps = new Map<number, number>();
  let contactsLeft = mostContacts;
  for (const { accounts, accountIds, contacts, contactIds, contactAccounts } of blocks) {
    accountIds.forEach((id, line) => {
      const name = nameOf(accounts, line);
      const known = lengthSpoken(name, spoken.all);
      const isOneWord = known > 0 && !name.includes(' ') && !spoken.capital.has(name);
      if (known > 0) keepLonger(isOneWord ? perhaps : named, id, known);
      else if (spoken.capital.has(firstWords(name, 1))) keepLonger(perhaps, id, name.indexOf(' '));
    });
    if (contactsLeft <= 0) continue;
    contactsLeft -= contactIds.length;
    contactIds.forEach((_, line) => {
      const [name = '', email = ''] = textOfLine(contacts, line).split('\t');
      const known = name.includes(' ') && spoken.all.has(name) ? name : spoken.all.has(email) ? email : '';
      if (known !== '')
        keepLonger(named, accountIds[contactAccounts[line] as number] as number, known.length);
    });
  }
  for (const id of named.keys()) perhaps.delete(id);
  return { named: longestFirst(named, limit), perhaps: longestFirst(perhaps, limit) };
}

interface SpokenNames {
  /** Every row of words that stand beside one another, as names are compared. */
  readonly all: ReadonlySet<string>;
  /** Single words that were written with a capital letter. */
  readonly capital: ReadonlySet<string>;
}

function spokenNames(text: string): SpokenNames {
  const written = text.split(/\s+/).map(bare).filter(Boolean).slice(0, mostWords);
  const words = written.map(foldText);
  const all = new Set<string>();
  words.forEach((_, from) => {
    for (let to = from + 1; to <= Math.min(words.length, from + longestName); to++)
      all.add(words.slice(from, to).join(' '));
  });
  const capital = written.filter((word) => word.length >= shortestWord && /^\p{Lu}/u.test(word));
  return { all, capital: new Set(capital.map(foldText)) };
}

/** A word without what a sentence puts around it. */
function bare(word: string): string {
  // What is no word, such as &, stands for itself.
  return word.replace(/^[^\p{L}\p{N}]+|(?:['’]s)?[^\p{L}\p{N}]*$/gu, '') || word;
}

function nameOf(lines: NameLines, line: number): string {
  const from = lines.starts[line] as number;
  return lines.text.slice(from, lines.text.indexOf('\t', from));
}

/** @returns how many letters of a name were spoken: of the whole of it, or of its first two words or more; else 0 */
function lengthSpoken(name: string, all: ReadonlySet<string>): number {
  const words = name.split(' ').length;
  if (name.length < shortestWord) return 0;
  if (all.has(name)) return name.length;
  for (let count = Math.min(words - 1, longestName); count >= 2; count--) {
    const beginning = firstWords(name, count);
    if (all.has(beginning)) return beginning.length;
  }
  return 0;
}

function firstWords(name: string, count: number): string {
  let end = -1;
  for (let word = 0; word < count; word++) {
    end = name.indexOf(' ', end + 1);
    if (end < 0) return name;
  }
  return name.slice(0, end);
}

function keepLonger(found: Map<number, number>, id: number, length: number): void {
  if (length > (found.get(id) ?? 0)) found.set(id, length);
}

function longestFirst(found: ReadonlyMap<number, number>, limit: number): number[] {
  return [...found]
    .sort(([idA, lengthA], [idB, lengthB]) => lengthB - lengthA || idA - idB)
    .slice(0, limit)
    .map(([id]) => id);
}
