import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import { type CompanyFile, setAsideColumns } from './company-folder';
import { csvNameOf } from './csv-tables/csv-table';

/** A row that a load could not take. */
export interface SetAsideRow {
  readonly line: number;
  readonly reason: string;
  /** The row's cells; or its text as it is, where it can't be read as cells. */
  readonly row: readonly (string | null)[] | string;
}

/**
 * Collects a file's bad rows in a file of the same name and columns, with line and reason in front: mend the rows
 * there and load that folder. The file is made at the first bad row; one of an earlier load is gone.
 * @throws StewardError `invalid_input` when the folder can't be written
 */
export async function startSetAsideFile(
  folder: string,
  file: CompanyFile,
): Promise<{ add(rows: readonly SetAsideRow[]): Promise<void> }> {
  const path = join(folder, csvNameOf(file.table));
  // Rows that were set aside before get their new line and reason in place of the old.
  const kept = file.header.flatMap((name, index) => (isSetAsideColumn(name) ? [] : [index]));
  const start = stringify([[...setAsideColumns, ...kept.map((index) => file.header[index])]]);
  let started = false;
  await writing(folder, () => rm(path, { force: true }));
  return {
    async add(rows) {
      if (rows.length === 0) return;
      await writing(folder, async () => {
        if (!started) {
          await mkdir(folder, { recursive: true });
          await writeFile(path, start);
          started = true;
        }
        await appendFile(path, rows.map((row) => setAsideLine(row, kept)).join(''));
      });
    },
  };
}

function isSetAsideColumn(name: string): boolean {
  return setAsideColumns.some((column) => column === name);
}

async function writing(folder: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new StewardError(
      'invalid_input',
      `Rows can't be set aside in ${folder} (${errorMessage(error)}). Name another folder with --set-aside.`,
      undefined,
      { cause: error },
    );
  }
}

function setAsideLine({ line, reason, row }: SetAsideRow, kept: readonly number[]): string {
  if (typeof row !== 'string') return stringify([[line, reason, ...kept.map((index) => row[index])]]);
  // A text with a quote or a line end would garble the lines after it, unless it is one quoted cell.
  if (/["\r\n\0]/.test(row)) return stringify([[line, reason, row]]);
  return `${stringify([[line, reason]]).trimEnd()},${row}\n`;
}
