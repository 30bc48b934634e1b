import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { errorCode } from '../lib/error-code';
import type { SetAsideRow } from './bad-row';
import { type CompanyFile, nameOf, setAsideColumns } from './company-folder';
import type { Delimiter } from './csv-delimiter';
import { shownName } from './csv-tables/csv-table';
import { makeSetAsideFolder, settingAside } from './set-aside-folder';
import { isAsWritten, noteWritten, readWritten } from './written-files';

export interface SetAsideFile {
  add(rows: readonly SetAsideRow[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Collects a file's bad rows in a file of the same name and columns, with line and reason in front: mend the rows
 * there and load that folder. The file is made at the first bad row; what an earlier load wrote is gone, and nothing
 * but that is ever replaced or removed.
 * @throws StewardError `invalid_input` when the folder can't be written
 */
export async function startSetAsideFile(folder: string, file: CompanyFile): Promise<SetAsideFile> {
  const name = nameOf(file);
  const { delimiter } = file;
  const path = join(folder, name);
  // Rows that were set aside before get their new line and reason in place of the old.
  const kept = file.header.flatMap((column, index) => (isSetAsideColumn(column) ? [] : [index]));
  const start = stringify(
    [[...setAsideColumns, ...kept.map((index) => shownName(file.table, file.header[index] ?? ''))]],
    { delimiter },
  );
  const hash = createHash('sha256');
  let bytes = 0;
  let handle: FileHandle | null = null;
  const note = (until: number) =>
    noteWritten(folder, name, { bytes, sha256: hash.copy().digest('hex'), until });

  await settingAside(folder, () => removeEarlier(folder, name));
  return {
    async add(rows) {
      if (rows.length === 0) return;
      const lines = rows.map((row) => setAsideLine(row, kept, delimiter)).join('');
      const text = Buffer.from(handle === null ? start + lines : lines);
      if (handle === null) await makeSetAsideFolder(folder);
      await settingAside(folder, async () => {
        // Never through a link, and never over a file that somebody put there meanwhile.
        handle ??= await open(path, 'wx');
        await note(bytes + text.length);
        await handle.appendFile(text);
        hash.update(text);
        bytes += text.length;
      });
    },
    async close() {
      if (handle === null) return;
      await settingAside(folder, () => note(bytes));
      await handle.close();
    },
  };
}

function isSetAsideColumn(name: string): boolean {
  return setAsideColumns.some((column) => column === name);
}

async function removeEarlier(folder: string, name: string): Promise<void> {
  const noted = (await readWritten(folder))[name];
  if (noted === undefined) return;
  try {
    if (await isAsWritten(join(folder, name), noted)) await rm(join(folder, name));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  await noteWritten(folder, name, null);
}

function setAsideLine(
  { line, reason, row }: SetAsideRow,
  kept: readonly number[],
  delimiter: Delimiter,
): string {
  const written = (cells: unknown[]) => stringify([cells], { delimiter });
  if (typeof row !== 'string') return written([line, reason, ...kept.map((index) => row[index])]);
  // A text with a quote or a line end would garble the lines after it, unless it is one quoted cell.
  if (/["\r\n\0]/.test(row)) return written([line, reason, row]);
  return `${written([line, reason]).slice(0, -1)}${delimiter}${row}\n`;
}
