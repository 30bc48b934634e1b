import { MISSING_LEVEL, type TableColumn } from './table';

/** What people and programs write where there is no value. */
const MISSING_WORDS = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', 'nil', '?']);

/** True for an empty cell and for the usual words for one. */
export function isMissingText(text: string): boolean {
  return MISSING_WORDS.has(text.trim().toLowerCase());
}

/**
 * A column of cells as text becomes numbers when every cell that isn't missing reads as one, and categories otherwise
 * (levels in alphabetical order of their characters, so that the same data always gives the same base).
 */
export function columnFromText(name: string, cells: readonly string[]): TableColumn {
  const texts = cells.map((cell) => (isMissingText(cell) ? undefined : cell.trim()));
  const isNumber = texts.every((text) => text === undefined || Number.isFinite(Number(text)));
  if (isNumber) {
    const values = Float64Array.from(texts, (text) => (text === undefined ? Number.NaN : Number(text)));
    return { kind: 'number', name, values };
  }
  const levels = [...new Set(texts)].filter((text) => text !== undefined).sort();
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = Int32Array.from(texts, (text) =>
    text === undefined ? MISSING_LEVEL : (codeOf.get(text) as number),
  );
  return { kind: 'category', name, levels, codes };
}
