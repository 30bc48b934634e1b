import { linesWith } from '../../lib/finding/name-lines';
import { type TypedWord, typedWords } from '../../lib/finding/typed-words';
import type { NameBlock } from './name-block';

/**
 * Accounts of which each word is found in their own line or in that of one of their contacts: `acme anna` finds Acme by
 * its contact Anna.
 */
export function findAccountsByWords(blocks: readonly NameBlock[], query: string): number[] {
  const words = typedWords(query);
  return words.length === 0 ? [] : blocks.flatMap((block) => inBlock(block, words));
}

function inBlock(block: NameBlock, words: readonly TypedWord[]): number[] {
  const { accountIds } = block;
  const held = new Uint8Array(accountIds.length);
  words.forEach((word, place) => {
    for (const account of accountsWithWord(block, word))
      if (held[account] === place) held[account] = place + 1;
  });
  return [...accountIds].filter((_, account) => held[account] === words.length);
}

function* accountsWithWord(
  { accounts, contacts, contactAccounts }: NameBlock,
  ways: TypedWord,
): Generator<number> {
  for (const way of ways) {
    yield* linesWith(accounts, way);
    for (const line of linesWith(contacts, way)) yield contactAccounts[line] as number;
  }
}
