import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import { type CsvTable, csvNameOf } from './csv-tables/csv-table';
import { csvTables } from './csv-tables/csv-tables';

/** A file of a company folder whose header fits its table. */
export interface CompanyFile {
  readonly table: CsvTable;
  readonly path: string;
  /** As given: packed files count packed. */
  readonly bytes: number;
  readonly header: readonly string[];
  /** Columns of the file that the table doesn't have. */
  readonly ignoredColumns: readonly string[];
}

export interface CompanyFolder {
  readonly path: string;
  /** In the order to load them. */
  readonly files: readonly CompanyFile[];
  /** CSV files whose names mean nothing here. */
  readonly ignoredFiles: readonly string[];
}

/** Columns that a set-aside file adds to those of its table. */
export const setAsideColumns = ['line', 'reason'] as const;

const chunkBytes = 256 * 1024;
const longestHeader = 64 * 1024;

/**
 * Looks at every file of the folder before anything is loaded.
 * @throws StewardError `invalid_input`, naming the file, what is wrong with it and what to do
 */
export async function openCompanyFolder(folder: string): Promise<CompanyFolder> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new StewardError('invalid_input', `The folder ${folder} can't be read.`, undefined, {
      cause: error,
    });
  });
  const expected = csvTables.map(csvNameOf);
  const csvNames = names.filter((name) => /\.csv(\.gz)?$/.test(name)).sort();
  const files: CompanyFile[] = [];
  for (const table of csvTables) {
    const candidates = csvNames.filter(
      (name) => name === csvNameOf(table) || name === `${csvNameOf(table)}.gz`,
    );
    if (candidates.length > 1) {
      throw new StewardError(
        'invalid_input',
        `There are both ${candidates.join(' and ')}. Keep one of them.`,
      );
    }
    if (candidates[0] !== undefined) files.push(await openCompanyFile(table, join(folder, candidates[0])));
  }
  if (files.length === 0) {
    throw new StewardError(
      'invalid_input',
      `${folder} holds none of ${expected.join(', ')} (plain or .gz). docs/company-data.md describes them.`,
    );
  }
  return {
    path: folder,
    files,
    ignoredFiles: csvNames.filter((name) => !expected.includes(name.replace(/\.gz$/, ''))),
  };
}

async function openCompanyFile(table: CsvTable, path: string): Promise<CompanyFile> {
  const name = csvNameOf(table);
  const header = parseHeader(name, await readStart(path));
  const doubles = header.filter((column, index) => column !== '' && header.indexOf(column) < index);
  if (doubles.length > 0) {
    throw new StewardError(
      'invalid_input',
      `${name} has the column ${doubles[0]} twice. Rename or remove one.`,
    );
  }
  const missing = table.columns.filter((column) => column.required && !header.includes(column.name));
  if (missing.length > 0) {
    throw new StewardError(
      'invalid_input',
      `${name} lacks the column ${missing.map((column) => column.name).join(', ')}. Its first line names: ${header.join(', ')}. docs/company-data.md describes the columns.`,
    );
  }
  const known = new Set<string>([...table.columns.map((column) => column.name), ...setAsideColumns]);
  return {
    table,
    path,
    bytes: (await stat(path)).size,
    header,
    ignoredColumns: header.filter((column) => !known.has(column)),
  };
}

/**
 * The bytes of the file behind its header line.
 * @param onRead hears how much of the file itself has been read
 */
export async function* readCompanyFile(
  file: CompanyFile,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let inHeader = true;
  let seen = Buffer.alloc(0);
  for await (const chunk of openBytes(file.path, onRead)) {
    if (!inHeader) {
      yield chunk;
      continue;
    }
    seen = Buffer.concat([seen, chunk]);
    const end = seen.indexOf(0x0a);
    if (end < 0) continue;
    inHeader = false;
    yield seen.subarray(end + 1);
  }
}

async function* openBytes(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: chunkBytes });
  file.on('data', () => onRead(file.bytesRead));
  const bytes = path.endsWith('.gz')
    ? pipeline(file, createGunzip({ chunkSize: chunkBytes }), () => {}) // the error reaches the reader below
    : file;
  try {
    yield* bytes as AsyncIterable<Buffer>;
  } catch (error) {
    const words = path.endsWith('.gz') ? 'is damaged or cut off' : 'could not be read to its end';
    const reason = errorMessage(error);
    throw new StewardError('invalid_input', `${path} ${words} (${reason}). Export it again.`, undefined, {
      cause: error,
    });
  }
}

async function readStart(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of openBytes(path, () => {})) {
    chunks.push(chunk);
    length += chunk.length;
    if (chunk.includes(0x0a) || length > longestHeader) break;
  }
  return Buffer.concat(chunks);
}

function parseHeader(name: string, start: Buffer): string[] {
  if (start.length === 0) {
    throw new StewardError('invalid_input', `${name} is empty. Its first line must name the columns.`);
  }
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) {
    throw new StewardError('invalid_input', `${name} is saved as UTF-16. Save it as UTF-8.`);
  }
  const end = start.indexOf(0x0a);
  const line = start.toString('utf8', 0, end < 0 ? start.length : end);
  let rows: string[][];
  try {
    rows = parse(line, { bom: true, trim: true });
  } catch (error) {
    throw new StewardError(
      'invalid_input',
      `The first line of ${name} can't be read as column names.`,
      undefined,
      { cause: error },
    );
  }
  const header = (rows[0] ?? []).map((column) => column.toLowerCase());
  if (header.length === 1 && /[;\t|]/.test(line)) {
    throw new StewardError(
      'invalid_input',
      `The columns of ${name} are not separated by commas. Export it with commas.`,
    );
  }
  return header;
}
