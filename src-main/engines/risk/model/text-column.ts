import { isNotKnown, trimCell } from '../../../lib/cell-text';
import { type DecimalRule, type NumberReading, readNumber } from '../../../lib/dressed-number';
import { MISSING_LEVEL, type TableColumn } from './table';

/** What spreadsheets show where a sum went wrong, and a question mark, beside the usual words for a value not known. */
const noValue = new Set(['?', '#div/0!', '#value!', '#ref!', '#name?', '#num!', '#error!']);

/** True for an empty cell and for the usual words for one. */
export function isMissingText(text: string): boolean {
  const trimmed = trimCell(text);
  return isNotKnown(trimmed) || noValue.has(trimmed.toLowerCase());
}

/** In a column of numbers a few cells may hold a word; with more than this share it is a column of words. */
const mostWords = 0.05;

/** Nothing but the cell tells how a decimal mark is written. */
const byTheCell: DecimalRule = { by: 'nothing' };

/**
 * A column of cells as text becomes numbers, in whatever dress, when nearly every cell that isn't missing reads as one (the
 * others then count as missing: `wordsAmongNumbers` says which), and categories otherwise, with levels in alphabetical order
 * of their characters, so that the same data always gives the same base.
 */
export function columnFromText(
  name: string,
  cells: readonly string[],
  rule: DecimalRule = byTheCell,
): TableColumn {
  const texts = cells.map((cell) => (isMissingText(cell) ? undefined : trimCell(cell)));
  const present = texts.filter((text) => text !== undefined);
  const numbers = texts.map((text) => (text === undefined ? Number.NaN : numberFromText(text, rule)));
  const words = present.length - numbers.filter((number) => !Number.isNaN(number)).length;
  if (words <= mostWords * present.length) {
    return { kind: 'number', name, values: Float64Array.from(numbers) };
  }
  const levels = [...new Set(present)].sort();
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = Int32Array.from(texts, (text) =>
    text === undefined ? MISSING_LEVEL : (codeOf.get(text) as number),
  );
  return { kind: 'category', name, levels, codes };
}

/** The cells of a column of numbers that hold something else. */
export function wordsAmongNumbers(cells: readonly string[], rule: DecimalRule = byTheCell): string[] {
  return cells
    .map(trimCell)
    .filter((text) => !isMissingText(text) && Number.isNaN(numberFromText(text, rule)));
}

/** A cell that is one number with a decimal point and another with a decimal comma, where nothing decides. */
export function cellInDoubt(cells: readonly string[], rule: DecimalRule): string | undefined {
  if (rule.by === 'option' || rule.by === 'cells') return undefined;
  return cells.find((cell) => cell.includes(',') && readNumber(cell, rule).kind === 'in doubt');
}

/** As programs write most of them: no need to look for a dress. */
const plain = /^-?[0-9]+(?:\.[0-9]+)?$/;

/** The number of a cell, of a percentage its share; NaN where it holds none, or one of two. */
export function numberFromText(text: string, rule: DecimalRule = byTheCell): number {
  const hasPoint = rule.by === 'nothing' || (rule.by === 'cells' && rule.mark === '.');
  if (hasPoint && plain.test(text)) return Number(text);
  return numberOf(readNumber(text, rule));
}

function numberOf(reading: NumberReading): number {
  return reading.kind === 'number' ? reading.value : Number.NaN;
}
