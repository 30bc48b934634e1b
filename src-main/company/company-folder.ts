import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StewardError } from '../lib/steward-error';
import { type FileMark, markFile, readBytes, refuseChanged } from './company-bytes';
import type { Delimiter } from './csv-delimiter';
import { endOfHeader, type HeaderEnd, parseHeader, readHeaderLine } from './csv-header';
import { type CsvTable, csvNameOf } from './csv-tables/csv-table';
import { csvTables } from './csv-tables/csv-tables';
import { inUtf8, type TextEncoding, utf16Of } from './text-encoding';

/** A file of a company folder whose header fits its table. */
export interface CompanyFile {
  readonly table: CsvTable;
  readonly path: string;
  /** As it was found: packed files count packed. */
  readonly mark: FileMark;
  readonly header: readonly string[];
  readonly delimiter: Delimiter;
  /** As its first bytes show it: UTF-8 may turn out to be something else. */
  readonly encoding: TextEncoding;
  readonly headerEnd: HeaderEnd;
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

/** `users.csv`, also of a packed file. */
export function nameOf({ table }: CompanyFile): string {
  return csvNameOf(table);
}

/** Columns that a set-aside file adds to those of its table. */
export const setAsideColumns = ['line', 'reason'] as const;

/** A file that was written this recently may be written still, ms; and how long one looks whether it is. */
const freshFor = 1000;
const watched = 40;

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

/**
 * Looks again whether anybody is writing to the files.
 * @param now ms since 1970
 * @throws StewardError `invalid_input` for a file that changed since the folder was opened
 */
export async function refuseUnsettled({ files }: CompanyFolder, now: number): Promise<void> {
  const isFresh = files.some(({ mark }) => mark.changedAt > now - freshFor);
  if (isFresh) await setTimeout(watched);
  for (const file of files) await refuseChanged(file.path, file.mark);
}

async function openCompanyFile(table: CsvTable, path: string): Promise<CompanyFile> {
  const name = csvNameOf(table);
  const mark = await markFile(path);
  const known = new Set<string>([...table.columns.map((column) => column.name), ...setAsideColumns]);
  const encoding = (await firstEncoding(path, mark)) ?? 'utf-8';
  const bytes = readBytes(path, mark, () => {});
  const { line, end } = await readHeaderLine(name, inUtf8(bytes, encoding));
  const { columns: header, delimiter } = parseHeader(name, line, [...known]);
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
  return {
    table,
    path,
    mark,
    header,
    delimiter,
    encoding,
    headerEnd: end,
    ignoredColumns: header.filter((column) => !known.has(column)),
  };
}

async function firstEncoding(path: string, mark: FileMark): Promise<TextEncoding | null> {
  for await (const chunk of readBytes(path, mark, () => {})) return utf16Of(chunk);
  return null;
}

/**
 * The bytes of the file behind its header line, in UTF-8.
 * @param onRead hears how much of the file itself has been read
 */
export async function* readCompanyFile(
  file: CompanyFile,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let seen: Buffer | null = Buffer.alloc(0);
  for await (const chunk of inUtf8(readBytes(file.path, file.mark, onRead), file.encoding)) {
    if (seen === null) {
      yield chunk;
      continue;
    }
    seen = Buffer.concat([seen, chunk]);
    const end = endOfHeader(seen, false);
    if (end === null) continue;
    yield seen.subarray(end.next);
    seen = null;
  }
}
