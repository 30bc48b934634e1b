import { MISSING_LEVEL, type TableColumn } from './table';

/** What people and programs write where there is no value. */
const MISSING_WORDS = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', 'nil', '?']);

/** True for an empty cell and for the usual words for one. */
export function isMissingText(text: string): boolean {
  return MISSING_WORDS.has(text.trim().toLowerCase());
}

/** In a column of numbers a few cells may hold a word; with more than this share it is a column of words. */
const mostWords = 0.05;

/**
 * A column of cells as text becomes numbers when nearly every cell that isn't missing reads as one (the others then count as
 * missing: `wordsAmongNumbers` says which), and categories otherwise, with levels in alphabetical order of their
 * characters, so that the same data always gives the same base.
 */
export function columnFromText(name: string, cells: readonly string[]): TableColumn {
  const texts = cells.map((cell) => (isMissingText(cell) ? undefined : cell.trim()));
  const present = texts.filter((text) => text !== undefined);
  const words = present.filter((text) => !isNumberText(text)).length;
  if (words <= mostWords * present.length) {
    return { kind: 'number', name, values: Float64Array.from(texts, numberOrNaN) };
  }
  const levels = [...new Set(present)].sort();
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = Int32Array.from(texts, (text) =>
    text === undefined ? MISSING_LEVEL : (codeOf.get(text) as number),
  );
  return { kind: 'category', name, levels, codes };
}

/** The cells of a column of numbers that hold something else. */
export function wordsAmongNumbers(cells: readonly string[]): string[] {
  return cells.map((cell) => cell.trim()).filter((text) => !isMissingText(text) && !isNumberText(text));
}

function isNumberText(text: string): boolean {
  return Number.isFinite(Number(text));
}

function numberOrNaN(text: string | undefined): number {
  return text !== undefined && isNumberText(text) ? Number(text) : Number.NaN;
}
