/** Letters that are letters of their own and lose nothing when their mark is taken away. */
const ownLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const anyOwnLetter = new RegExp(`[${Object.keys(ownLetters).join('')}]`, 'g');
const isPlain = /^[ -~]*$/;

/** Text as it is compared: small letters without marks, one space between words, nothing that isn't seen. */
export function foldText(text: string): string {
  const folded = isPlain.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[\p{M}\p{Cf}]+/gu, '')
        .replace(anyOwnLetter, (letter) => ownLetters[letter] ?? letter);
  return folded.replace(/\s+/g, ' ').trim();
}

/**
 * How a folded text is written by whom has no umlauts at hand, told the same way as one with them: `krueger` and `krüger`
 * are both `kruger` here.
 */
export function withoutDigraphs(folded: string): string {
  return folded.replace(/([aou])e/g, '$1');
}
