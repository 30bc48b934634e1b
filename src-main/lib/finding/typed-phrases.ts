import { wordPattern, wordsApart } from './words-apart';

/** Words that have to stand one behind the other. */
export interface Phrase {
  readonly words: readonly string[];
  /** Whether the last need only be the beginning of one. */
  readonly isOpen: boolean;
}

/** More than anybody types; all beyond is left out. */
const mostLetters = 400;
const mostPhrases = 16;

/**
 * What somebody typed to find a text: each word the beginning of one, and what stands between two quotes just so. A quote
 * that is alone is none.
 */
export function typedPhrases(typed: string): Phrase[] {
  const parts = typed.normalize('NFC').slice(0, mostLetters).split('"');
  const phrases = parts.flatMap((part, place) => {
    const isQuoted = place % 2 === 1 && place < parts.length - 1;
    return isQuoted
      ? [{ words: wordsOf(part), isOpen: false }]
      : part.split(/\s+/u).map((word) => ({ words: wordsOf(word), isOpen: true }));
  });
  return phrases.filter(({ words }) => words.length > 0).slice(0, mostPhrases);
}

function wordsOf(text: string): string[] {
  return wordsApart(text).match(wordPattern) ?? [];
}
