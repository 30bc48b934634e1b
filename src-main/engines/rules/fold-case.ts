/**
 * A text as rules compare it: one form of composed letters (NFC), without capitals (`ß` is `ss`, every sigma the same), no
 * space around it. Accents stay: `José` is not `Jose`.
 */
export function foldCase(text: string): string {
  return text.normalize('NFC').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC').trim();
}
