/** What is typed behind an @: where it begins and ends in the text, and its words. */
export interface TypedMention {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** An @ at the beginning of a word, and what stands between it and the caret, as long as that may be a name. */
const typed = /(?:^|[\s(,;:])@((?:[^\s@[\]]{1,40}(?: [^\s@[\]]{0,40})?)?)$/u;

/** The mention that is typed before the caret; null: none. */
export function mentionAt(text: string, caret: number): TypedMention | null {
  const found = typed.exec(text.slice(0, caret));
  if (found === null) return null;
  const words = found[1] ?? '';
  return { from: caret - words.length - 1, to: caret, words };
}
