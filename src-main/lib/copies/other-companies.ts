import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { keyNames } from './erase-copy';

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
    if (!existsSync(file) && existsSync(folderOf(file, to)) && makeRoom(file))
      renameSync(folderOf(file, to), here);
  }
  rmSync(noteOf(file));
}

/** A start that made no store may have left its lock and a key of nothing. @returns whether there was no more */
function makeRoom(file: string): boolean {
  const here = dirname(file);
  if (!existsSync(here)) return true;
  const ofNothing: readonly string[] = [`${basename(file)}.lock`, keyNames.plain, keyNames.sealed];
  if (!readdirSync(here).every((name) => ofNothing.includes(name))) return false;
  rmSync(here, { recursive: true });
  return true;
}

/** @returns null for what a crash left half written */
function readNote(file: string): unknown {
  try {
    return JSON.parse(readFileSync(noteOf(file), 'utf8'));
  } catch {
    return null;
  }
}
