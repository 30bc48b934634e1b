/**
 * What stands around the text of a cell and can't be seen: spaces of any width, line ends, and the marks without width
 * that programs leave behind (byte order marks, joiners, directions of writing). A class for regular expressions, as
 * JavaScript and PostgreSQL both read it.
 */
export const unseenCharacter =
  '[\\u0009-\\u000D\\u0020\\u0085\\u00A0\\u00AD\\u1680\\u180E\\u2000-\\u200F\\u2028-\\u202F\\u205F-\\u2064\\u2066-\\u2069\\u3000\\uFEFF]';

const edges = new RegExp(`^${unseenCharacter}+|${unseenCharacter}+$`, 'gu');

/** The cell without what can't be seen around it. */
export function trimCell(cell: string): string {
  return cell.replace(edges, '');
}

/**
 * How programs write that a figure or a day is not known: a pattern for small letters, as JavaScript and PostgreSQL
 * both read it.
 */
export const notKnownPattern =
  '^(?:--?|[\\u2012-\\u2015\\u2212]|#?n/a(?: n/a)?|n[.]a[.]?|<?na>?|[(]?null[)]?|#null!|[\\\\]n|nil|none|nan|nat)$';
export const longestNotKnown = 8;

const notKnown = new RegExp(notKnownPattern, 'u');

/** @param trimmed a cell of a column of figures, days or fixed words; names may well be one of these */
export function isNotKnown(trimmed: string): boolean {
  return trimmed === '' || (trimmed.length <= longestNotKnown && notKnown.test(trimmed.toLowerCase()));
}

/** The text with what can't be seen in it made visible: `acme⟨U+00A0⟩`, so that two ids that look alike can be told apart. */
export function withUnseenShown(text: string): string {
  return text.replace(unseenInText, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}

const unseenInText = new RegExp(`(?! )${unseenCharacter}`, 'gu');
