import { foldText, withoutDigraphs } from './fold-text';

/** A word as it was typed, and how it is written without umlauts where that differs. */
export type TypedWord = readonly [string, ...string[]];

const mostWords = 6;

/** @returns the words of a query, each once, in the order they were typed */
export function typedWords(query: string): TypedWord[] {
  const folded = foldText(query).split(' ').filter(Boolean);
  return [...new Set(folded)].slice(0, mostWords).map((word) => {
    const plain = withoutDigraphs(word);
    return plain === word || plain === '' ? [word] : [word, plain];
  });
}

/** Whether a line holds every word, however it is written. */
export function holdsAll(line: string, words: readonly TypedWord[]): boolean {
  return words.every((ways) => ways.some((way) => line.includes(way)));
}

/** Whether every word begins a word of the line. */
export function beginsWords(line: string, words: readonly TypedWord[]): boolean {
  return words.every((ways) => ways.some((way) => beginsWord(line, way)));
}

const wordBegins = /[\p{L}\p{N}]/u;

function beginsWord(line: string, word: string): boolean {
  for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
    if (at === 0 || !wordBegins.test(line[at - 1] as string)) return true;
  }
  return false;
}
