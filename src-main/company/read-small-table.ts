import { parse } from 'csv-parse/sync';

/** A line of a CSV, with how many lines were read by its end. */
export interface ReadRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The text of a file as spreadsheets write it: UTF-16 or UTF-8 by its mark or its bytes, else Windows-1252; lines end with \n. */
export function textOfTable(bytes: Uint8Array): string {
  return decoded(bytes).replace(/\r\n?/g, '\n');
}

/** @returns null where a quotation mark is never closed, so that nobody can tell where lines end */
export function recordsOf(text: string, delimiter: string): ReadRecord[] | null {
  try {
    return parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
    }) as unknown as ReadRecord[];
  } catch {
    return null;
  }
}

/** Where a record begins, as an editor counts. */
export function lineOf({ record, info }: ReadRecord): number {
  return info.lines - record.reduce((sum, text) => sum + text.split('\n').length - 1, 0);
}

function decoded(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
