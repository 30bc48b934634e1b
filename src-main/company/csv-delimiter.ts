import { parse } from 'csv-parse/sync';
import { trimCell } from '../lib/cell-text';

/** What stands between the cells of a file. */
export type Delimiter = ',' | ';' | '\t' | '|';

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|'];

export const delimiterWords: Readonly<Record<Delimiter, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'vertical bars',
};

export interface ReadHeader {
  readonly delimiter: Delimiter;
  /** Names of the columns in small letters, in the file's order. */
  readonly columns: readonly string[];
}

/**
 * Reads a line of column names with the delimiter that yields the most of the names that are looked for.
 * @returns null where the line is no list of names with any of them
 */
export function readHeaderWith(line: string, known: readonly string[]): ReadHeader | null {
  let best: ReadHeader | null = null;
  let most = -1;
  for (const delimiter of delimiters) {
    const columns = columnsWith(line, delimiter);
    if (columns === null) continue;
    const found = columns.filter((column) => known.includes(column)).length;
    if (found <= most) continue;
    best = { delimiter, columns };
    most = found;
  }
  return best;
}

function columnsWith(line: string, delimiter: Delimiter): string[] | null {
  try {
    const rows: string[][] = parse(line, { bom: true, delimiter, trim: true });
    return (rows[0] ?? []).map((column) => trimCell(column).toLowerCase());
  } catch {
    return null;
  }
}
