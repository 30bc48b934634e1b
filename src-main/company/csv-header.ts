import { isUtf8 } from 'node:buffer';
import { StewardError } from '../lib/steward-error';
import { type ReadHeader, readHeaderWith } from './csv-delimiter';
import { carriageReturn, lineFeed, longestRecord } from './csv-record-shape';

/** How the line of the column names ends, and with it, as a rule, every line of its file. */
export interface HeaderEnd {
  /** Place behind it. */
  readonly next: number;
  /** Whether it is a carriage return alone. */
  readonly carriageReturn: boolean;
}

/** @param whole whether the file ends with these bytes @returns null where the line is not ended yet */
export function endOfHeader(bytes: Buffer, whole: boolean): HeaderEnd | null {
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === lineFeed) return { next: at + 1, carriageReturn: false };
    if (bytes[at] !== carriageReturn) continue;
    if (at + 1 === bytes.length && !whole) return null;
    const paired = bytes[at + 1] === lineFeed;
    return { next: at + (paired ? 2 : 1), carriageReturn: !paired };
  }
  return whole ? { next: bytes.length, carriageReturn: false } : null;
}

/**
 * @param chunks the file in UTF-8
 * @throws StewardError `invalid_input` where the file is empty or no text, or its first line has no end
 */
export async function readHeaderLine(
  name: string,
  chunks: AsyncIterable<Buffer>,
): Promise<{ line: string; end: HeaderEnd }> {
  let bytes = Buffer.alloc(0);
  let end: HeaderEnd | null = null;
  for await (const chunk of chunks) {
    bytes = Buffer.concat([bytes, chunk]);
    end = endOfHeader(bytes, false);
    if (end !== null) break;
    if (bytes.length > longestRecord) {
      throw invalid(`The first line of ${name} is longer than 1 MB: this is not a CSV table.`);
    }
  }
  if (bytes.length === 0) throw invalid(`${name} is empty. Its first line must name the columns.`);
  end ??= endOfHeader(bytes, true) ?? { next: bytes.length, carriageReturn: false };
  const line = bytes.subarray(0, end.next);
  return { line: new TextDecoder(isUtf8(line) ? 'utf-8' : 'windows-1252').decode(line).trimEnd(), end };
}

/** @param known the names of columns that mean something */
export function parseHeader(name: string, line: string, known: readonly string[]): ReadHeader {
  const header = readHeaderWith(line, known);
  if (header === null) throw invalid(`The first line of ${name} can't be read as column names.`);
  return header;
}

function invalid(message: string): StewardError {
  return new StewardError('invalid_input', message);
}
