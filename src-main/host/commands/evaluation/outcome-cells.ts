import { isMissingText, numberFromText } from '../../../engines/risk/model/text-column';
import { trimCell } from '../../../lib/cell-text';
import { StewardError } from '../../../lib/steward-error';

/** What each row says of the event: 1 or 0, or why it says neither. */
export type OutcomeCell = 0 | 1 | { readonly problem: string };

/** Words that speak of both outcomes: where the one is the event, the other is its absence. */
const opposites: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ['yes', 'y', 'true', 't', '1'],
    ['no', 'n', 'false', 'f', '0'],
  ],
  [
    ['churned', 'churn', 'left', 'gone', 'lost', 'cancelled', 'canceled', 'departed'],
    ['stayed', 'active', 'retained', 'kept', 'here', 'current', 'customer', 'not churned', 'no churn'],
  ],
];

/** Words of somebody who doesn't know. */
const unknownWords = new Set([
  'unknown',
  'not known',
  'undefined',
  'unclear',
  'tbd',
  'pending',
  '-',
  '\u2013',
  '\u2014',
]);

/**
 * Reads the outcome's column without regard to case. With a word for the event, that word is 1 and its opposite is 0; where
 * no opposite occurs, every other word is. Cells that say neither are no outcome.
 * @throws StewardError where the word never occurs, or, without one, where the column holds other than 1 and 0
 */
export function outcomeCells(
  cells: readonly string[],
  column: string,
  positive: string | undefined,
): OutcomeCell[] {
  const words = cells.map(plain);
  if (positive === undefined)
    return words.map((word, row) => zeroOrOne(word, cells[row] ?? '', cells, column));
  const event = plain(positive);
  if (!words.includes(event)) {
    throw new StewardError(
      'invalid_input',
      `No row has ${column} = "${positive}"; the column holds ${someOf(cells)}.`,
    );
  }
  const against = oppositesOf(event).filter((word) => words.includes(word));
  return words.map((word, row) => {
    if (word === event) return 1;
    if (isMissingText(word)) return { problem: `it has no ${column}` };
    const isNo = against.length > 0 ? against.includes(word) : !unknownWords.has(word);
    return isNo ? 0 : { problem: `${column} is "${trimCell(cells[row] ?? '')}"` };
  });
}

/** The words other than the event's that count as its absence, where there are several: how many rows have each. */
export function wordsOfAbsence(
  cells: readonly string[],
  outcomes: readonly OutcomeCell[],
): { readonly word: string; readonly rows: number }[] {
  const rows = new Map<string, { word: string; rows: number }>();
  cells.forEach((cell, row) => {
    if (outcomes[row] !== 0) return;
    const known = rows.get(plain(cell));
    if (known) known.rows++;
    else rows.set(plain(cell), { word: trimCell(cell), rows: 1 });
  });
  return rows.size > 1 ? [...rows.values()] : [];
}

function zeroOrOne(word: string, cell: string, cells: readonly string[], column: string): OutcomeCell {
  if (isMissingText(word)) return { problem: `it has no ${column}` };
  if (unknownWords.has(word)) return { problem: `${column} is "${trimCell(cell)}"` };
  const value = numberFromText(word);
  if (value === 0 || value === 1) return value;
  throw new StewardError(
    'invalid_input',
    `${column} should be 1 where the event happened and 0 elsewhere, and it holds ${someOf(cells)}. ` +
      'Say which of them is the event with --positive.',
  );
}

function oppositesOf(event: string): string[] {
  return opposites.flatMap(([some, others]) => {
    if (some.includes(event)) return others;
    return others.includes(event) ? some : [];
  });
}

function plain(cell: string): string {
  return trimCell(cell).toLowerCase();
}

function someOf(cells: readonly string[]): string {
  const different = [...new Set(cells.filter((cell) => !isMissingText(cell)).map((cell) => trimCell(cell)))];
  const shown = different.slice(0, 5).map((word) => `"${word}"`);
  return different.length > 5 ? `${shown.join(', ')} and ${different.length - 5} more` : shown.join(', ');
}
