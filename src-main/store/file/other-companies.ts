import { existsSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const noteSchema = z.object({ from: z.uuid(), to: z.uuid() });

/** Beside the store's folder: the copy of one company is to make room for that of another. */
const noteOf = (file: string) => `${dirname(file)}.next`;
/** Where a company's copy waits while another's is in use, with all that was written in it. */
const folderOf = (file: string, company: string) => `${dirname(file)}-of-${company}`;

/** Asks the next start to use the other company's copy. */
export function askForCompany(file: string, from: string, to: string): void {
  writeFileSync(noteOf(file), JSON.stringify({ from, to }), { mode: 0o600, flush: true });
}

/**
 * Does what was asked for, before the store is opened: puts the store's folder away whole and brings back the other
 * company's, if it was here before. Each step is one renaming, and done again after a crash it does no harm.
 */
export function changeCompany(file: string): void {
  if (!existsSync(noteOf(file))) return;
  const asked = noteSchema.safeParse(readNote(file));
  if (asked.success) {
    const { from, to } = asked.data;
    const here = dirname(file);
    if (existsSync(file) && !existsSync(folderOf(file, from))) renameSync(here, folderOf(file, from));
    if (!existsSync(file) && existsSync(folderOf(file, to))) {
      // A start that made no store may have left its lock.
      rmSync(`${file}.lock`, { force: true });
      if (existsSync(here)) rmdirSync(here);
      renameSync(folderOf(file, to), here);
    }
  }
  rmSync(noteOf(file));
}

/** @returns null for what a crash left half written */
function readNote(file: string): unknown {
  try {
    return JSON.parse(readFileSync(noteOf(file), 'utf8'));
  } catch {
    return null;
  }
}
