/** Before or behind a name, and none itself. */
const titles = /^(dr|prof|mr|mrs|ms|miss|sir|dame|ing|dipl|mag|med|phd|mba|jr|sr|herr|frau|m|mme)$/i;

/**
 * The first name in a whole one; null where nobody can tell: an address, an initial, a title alone, or a name written
 * without spaces in letters of languages that put the family first. `Müller, Dr. Max` is Max.
 */
export function firstNameOf(name: string): string | null {
  const plain = name.replace(/\([^)]*\)|["“”„]/g, ' ').normalize('NFC');
  if (
    /[@\d_]/.test(plain) ||
    /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(plain)
  )
    return null;
  const [before = '', behind] = plain.split(',');
  const ordered = behind !== undefined && !areTitles(behind) ? behind : before;
  const words = ordered
    .split(/\s+/)
    .filter((word) => word !== '' && !titles.test(word.replaceAll('.', '')) && !/^\p{L}?\.$/u.test(word));
  const [first] = words;
  // One word alone may be either.
  const isWhole = words.length > 1 || (behind !== undefined && ordered === behind);
  if (first === undefined || !isWhole || !/^\p{L}[\p{L}\p{M}'’-]+$/u.test(first)) return null;
  return first;
}

function areTitles(words: string): boolean {
  return words
    .trim()
    .split(/\s+/)
    .every((word) => titles.test(word.replaceAll('.', '')));
}
