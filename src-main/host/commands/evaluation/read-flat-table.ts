import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import { StewardError } from '../../../lib/steward-error';

/** A CSV file as columns of text, row by row as in the file. */
export type FlatTable = {
  readonly names: readonly string[];
  readonly cells: ReadonlyMap<string, readonly string[]>;
  readonly rows: number;
  /** The file's line that each row ends on. */
  readonly lines: readonly number[];
  readonly setAside: readonly SetAsideLine[];
};

/** A line that is no row of this table. The others are read all the same. */
export type SetAsideLine = { readonly line: number; readonly reason: string };

/**
 * Reads a CSV file with a header, as a stream; a name that ends in .gz is unpacked on the way.
 * @throws StewardError where there is no such file, it can't be unpacked, or its header can't serve
 */
export async function readFlatTable(path: string, delimiter: string): Promise<FlatTable> {
  const setAside: SetAsideLine[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    info: true,
    on_skip: (error) => {
      setAside.push({ line: lineOf(error), reason: 'it has a quote that does not belong there' });
      return undefined;
    },
  });
  const table = collectColumns(parser, setAside);
  const source = createReadStream(path);
  const flow = path.endsWith('.gz') ? pipeline(source, createGunzip(), parser) : pipeline(source, parser);
  try {
    const [read] = await Promise.all([table, flow]);
    return read;
  } catch (error) {
    throw readError(path, error);
  }
}

type ParsedRecord = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

async function collectColumns(
  records: AsyncIterable<ParsedRecord>,
  setAside: SetAsideLine[],
): Promise<FlatTable> {
  let names: string[] | undefined;
  let columns: string[][] = [];
  const lines: number[] = [];
  for await (const { record, info } of records) {
    if (names === undefined) {
      names = headerNames(record);
      columns = names.map(() => []);
    } else if (record.length !== names.length) {
      setAside.push({
        line: info.lines,
        reason: `it has ${record.length} cells, the header has ${names.length}`,
      });
    } else {
      for (const [position, cell] of record.entries()) columns[position]?.push(cell);
      lines.push(info.lines);
    }
  }
  if (names === undefined)
    throw new StewardError('invalid_input', 'The file is empty; it needs a line of column names.');
  const cells = new Map(names.map((name, position) => [name, columns[position] ?? []]));
  return { names, cells, rows: lines.length, lines, setAside };
}

/** Names as they stand; a column without one, as programs write for row numbers, is called by its place. */
function headerNames(record: readonly string[]): string[] {
  const names = record.map((cell, position) => cell.trim() || `(column ${position + 1})`);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) {
    throw new StewardError('invalid_input', `Two columns are called "${twice}". Rename one of them.`);
  }
  return names;
}

function lineOf(error: CsvError | undefined): number {
  const line: unknown = error?.['lines'];
  return typeof line === 'number' ? line : 0;
}

function readError(path: string, error: unknown): unknown {
  if (error instanceof StewardError) return error;
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return new StewardError('not_found', `There is no file ${path}.`);
  if (code === 'EISDIR')
    return new StewardError('invalid_input', `${path} is a folder. Name a CSV file in it.`);
  if (code === 'EACCES') return new StewardError('invalid_input', `${path} may not be read by this user.`);
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') {
    return new StewardError('invalid_input', `${path} can't be unpacked: it is damaged, or no gzip file.`);
  }
  if (error instanceof CsvError) {
    return new StewardError('invalid_input', `${path} can't be read as CSV: ${error.message}`);
  }
  return error;
}
