/**
 * What somebody typed, as the index of words asks for it: each word the beginning of one in the text. All else that the
 * index's own language knows (operators, columns, quotes) is text like any other.
 * @returns null where nothing was typed that could be found
 */
export function wordsQuery(typed: string): string | null {
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' ');
}
