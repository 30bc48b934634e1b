/**
 * Letters of scripts that are written without spaces. An index of words would take a whole stretch of them for one word,
 * so each stands as a word of its own, and what is typed of them has to stand there in the same order.
 */
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/gu;
const space = '\u{200b}';
const spaces = /\u{200b}/gu;

/** The text as the index of words takes it. */
export function wordsApart(text: string): string {
  return text.replace(unspaced, (letter) => (isLetter.test(letter) ? `${space}${letter}${space}` : letter));
}

/** As the index tells words apart (unicode61): letters and figures, with the marks above them; all other marks end one. */
export const wordPattern = /[\p{L}\p{N}](?:[\p{L}\p{N}]|[\u{300}-\u{331}])*/gu;

/** The text as it was written. */
export function wordsTogether(text: string): string {
  return text.replace(spaces, '');
}

const isLetter = /^[\p{L}\p{N}]$/u;

/** How many letters somebody typed, where one that is a word of its own tells as much as three. */
export function lettersTyped(typed: string): number {
  const letters = typed.match(/[\p{L}\p{N}]/gu) ?? [];
  const whole = typed.match(unspaced)?.filter((letter) => isLetter.test(letter)) ?? [];
  return letters.length + 2 * whole.length;
}
