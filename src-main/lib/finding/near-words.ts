import type { TypedWord } from './typed-words';

/** Shorter words have too many neighbours. */
const shortest = 4;

/**
 * Whether a line holds every word with at most one slip of the fingers in each: a letter wrong, missing, too many, or two
 * the wrong way round (Damerau, 1964). A word must begin where a word of the line begins.
 */
export function holdsAllNearly(line: string, words: readonly TypedWord[]): boolean {
  const known = line.split(/[^\p{L}\p{N}]+/u);
  return words.every((ways) =>
    ways.some((way) =>
      way.length < shortest ? line.includes(way) : known.some((word) => beginsNearly(word, way)),
    ),
  );
}

/**
 * Pieces of which a line with one slip still holds one: a slip touches at most two letters that stand beside each other,
 * so of three pieces at least one is whole, and of two where the slip is inside one of them.
 */
export function piecesOf(word: string): string[] {
  if (word.length < shortest) return [word];
  const third = Math.max(1, Math.floor(word.length / 3));
  return [word.slice(0, third), word.slice(third, 2 * third), word.slice(2 * third)];
}

/** Whether `typed` is within one slip of the beginning of a word. */
function beginsNearly(word: string, typed: string): boolean {
  let at = 0;
  while (at < typed.length && word[at] === typed[at]) at++;
  if (at === typed.length) return true;
  const rest = typed.slice(at + 1);
  return (
    word.startsWith(rest, at + 1) ||
    word.startsWith(typed.slice(at), at + 1) ||
    word.startsWith(rest, at) ||
    (word[at] === typed[at + 1] && word[at + 1] === typed[at] && word.startsWith(typed.slice(at + 2), at + 2))
  );
}
