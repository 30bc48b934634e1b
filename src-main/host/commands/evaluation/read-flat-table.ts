import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { trimCell } from '../../../lib/cell-text';
import { StewardError } from '../../../lib/steward-error';
import { decoded, type Encoding, isDecodingError } from './decoded';

/** A CSV file as columns of text, row by row as in the file. */
export type FlatTable = {
  readonly names: readonly string[];
  readonly cells: ReadonlyMap<string, readonly string[]>;
  readonly rows: number;
  /** The file's line that each row ends on. */
  readonly lines: readonly number[];
  readonly setAside: readonly SetAsideLine[];
  /** How the file was read where it is no UTF and its letters may be others than shown. */
  readonly encoding?: 'windows-1252';
};

/** A line that is no row of this table. The others are read all the same. */
export type SetAsideLine = { readonly line: number; readonly reason: string };

/**
 * Reads a CSV file with a header, as a stream; a name that ends in .gz is unpacked on the way. UTF-8 and UTF-16 are told by
 * their bytes; what is neither is read as Windows-1252, which holds Latin-1, and the table says so.
 * @throws StewardError where there is no such file, it can't be unpacked or cut into rows, or its header can't serve
 */
export async function readFlatTable(path: string, delimiter: string): Promise<FlatTable> {
  try {
    return await readAs(undefined, path, delimiter);
  } catch (error) {
    if (!isDecodingError(error)) throw error;
  }
  const encoding = 'windows-1252';
  return { ...(await readAs(encoding, path, delimiter)), encoding };
}

async function readAs(encoding: Encoding | undefined, path: string, delimiter: string): Promise<FlatTable> {
  const table = growTable();
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // A quote in the middle of a cell is a letter like any other; only one that opens a cell joins lines.
    relax_quotes: true,
    skip_empty_lines: true,
    on_record: (record: readonly string[], { lines }) => {
      table.take(record, lines);
      return null;
    },
  });
  // Nothing comes out of it, and it has to end all the same.
  parser.resume();
  const source = createReadStream(path);
  const decode = (chunks: AsyncIterable<Uint8Array>) => decoded(chunks, encoding);
  try {
    await (path.endsWith('.gz')
      ? pipeline(source, createGunzip(), decode, parser)
      : pipeline(source, decode, parser));
  } catch (error) {
    throw readError(path, error, table.lastLine());
  }
  return table.finish();
}

/** A table that takes one record after the other; `line` is the file's line that the record ends on. */
function growTable() {
  let names: readonly string[] | undefined;
  let columns: string[][] = [];
  const lines: number[] = [];
  const setAside: SetAsideLine[] = [];
  let lastLine = 0;

  function take(record: readonly string[], line: number): void {
    const firstLine = lastLine + 1;
    lastLine = line;
    if (names === undefined) {
      names = headerNames(record);
      columns = names.map(() => []);
    } else if (record.length === names.length) {
      for (const [position, cell] of record.entries()) columns[position]?.push(cell);
      lines.push(line);
    } else {
      const joined = line > firstLine ? ` together with the lines from ${firstLine} on` : '';
      const reason = `it has ${record.length} cells${joined}, the header has ${names.length}`;
      setAside.push({ line, reason });
    }
  }

  function finish(): FlatTable {
    if (names === undefined) {
      throw new StewardError('invalid_input', 'The file is empty; it needs a line of column names.');
    }
    const cells = new Map(names.map((name, position) => [name, columns[position] ?? []]));
    return { names, cells, rows: lines.length, lines, setAside };
  }

  return { take, finish, lastLine: () => lastLine };
}

/** Names as they stand; a column without one, as programs write for row numbers, is called by its place. */
function headerNames(record: readonly string[]): string[] {
  const names = record.map((cell, position) => trimCell(cell) || `(column ${position + 1})`);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) {
    throw new StewardError('invalid_input', `Two columns are called "${twice}". Rename one of them.`);
  }
  return names;
}

function readError(path: string, error: unknown, lastLine: number): unknown {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return new StewardError('not_found', `There is no file ${path}.`);
    case 'EISDIR':
      return new StewardError('invalid_input', `${path} is a folder. Name a CSV file in it.`);
    case 'EACCES':
      return new StewardError('invalid_input', `${path} may not be read by this user.`);
    case 'Z_DATA_ERROR':
    case 'Z_BUF_ERROR':
      return new StewardError('invalid_input', `${path} can't be unpacked: it is damaged, or no gzip file.`);
    case 'CSV_QUOTE_NOT_CLOSED':
      return new StewardError(
        'invalid_input',
        `Line ${lastLine + 1} opens a quote that is never closed, so what follows can't be told apart. Mend that line.`,
      );
    default:
      return error instanceof CsvError
        ? new StewardError('invalid_input', `${path} can't be read as CSV: ${error.message}.`)
        : error;
  }
}
