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

/** How programs write that a figure or a day is not known, in small letters. */
export const notKnownWords: readonly string[] = [
  ...['-', '--', '\u2014', '\u2013', '\u2212'],
  ...[
    'n/a',
    '#n/a',
    '#n/a n/a',
    'n.a.',
    'na',
    '<na>',
    'null',
    '(null)',
    '\\n',
    'nil',
    'none',
    'nan',
    'nat',
    '#null!',
  ],
];

const notKnown = new Set(notKnownWords);

/** @param trimmed a cell of a column of figures, days or fixed words; names may well be one of these */
export function isNotKnown(trimmed: string): boolean {
  return trimmed === '' || (trimmed.length <= 8 && notKnown.has(trimmed.toLowerCase()));
}
