import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { type CompanyFile, setAsideColumns } from './company-folder';

/** A row that a load could not take. */
export interface SetAsideRow {
  readonly line: number;
  readonly reason: string;
  /** The row's cells; or its text as it is, where it can't be read as cells. */
  readonly row: readonly (string | null)[] | string;
}

/**
 * Collects a file's bad rows in a file of the same name and columns, with line and reason in front: mend the rows
 * there and load that folder. Made at the first bad row.
 */
export async function startSetAsideFile(
  folder: string,
  file: CompanyFile,
): Promise<{ add(rows: readonly SetAsideRow[]): Promise<void> }> {
  const path = join(folder, `${file.table.name}.csv`);
  await rm(path, { force: true });
  let started = false;
  return {
    async add(rows) {
      if (rows.length === 0) return;
      if (!started) await writeFile(path, stringify([[...setAsideColumns, ...file.header]]));
      started = true;
      await appendFile(path, rows.map(setAsideLine).join(''));
    },
  };
}

function setAsideLine({ line, reason, row }: SetAsideRow): string {
  if (typeof row !== 'string') return stringify([[line, reason, ...row]]);
  // A text with a quote or a line end would garble the lines after it, unless it is one quoted cell.
  if (/["\r\n\0]/.test(row)) return stringify([[line, reason, row]]);
  return `${stringify([[line, reason]]).trimEnd()},${row}\n`;
}
