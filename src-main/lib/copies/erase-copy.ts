import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Erased, erasedSchema } from '../../../src-preload/contract/sign-in';

/** Beside the copy's folder: the copy is to be erased; and once it is, what was erased and why. */
const askedFor = (file: string) => `${dirname(file)}.erase`;
const doneOf = (file: string) => `${dirname(file)}.erased`;

/** The files that may hold a copy's key, in its folder: as it opens, or locked by a password while it is signed out. */
export const keyNames = {
  plain: 'store.key',
  sealed: 'store.key.sealed',
  locked: 'store.key.locked',
} as const;

/** Asks the next start to erase the copy before anything opens it: a crash in between changes nothing of that. */
export function askToErase(file: string, why: Erased): void {
  writeFileSync(askedFor(file), JSON.stringify(erasedSchema.parse(why)), { mode: 0o600, flush: true });
}

/**
 * Does what was asked for: first the key goes, then the store with its log, backups and damaged copies.
 * @param alsoErase further files that may hold rows of it
 * @returns whether a copy was erased now
 */
export function eraseAsAsked(file: string, alsoErase: readonly string[]): boolean {
  if (!existsSync(askedFor(file))) return false;
  const keys = Object.values(keyNames).map((name) => join(dirname(file), name));
  eraseCopy(file, keys);
  for (const other of alsoErase) rmSync(other, { force: true });
  renameSync(askedFor(file), doneOf(file));
  return true;
}

/** Beside a store that has no window: somebody signed it out. It outlives the copy. */
export const signedOutNote = (file: string) => `${file}.signed-out`;

/** Erases a copy: its key is written over, and then everything that the key opened is removed. */
export function eraseCopy(file: string, keyFiles: readonly string[]): void {
  for (const key of keyFiles) writeOver(key);
  const folder = dirname(file);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (isOf(name, basename(file))) rmSync(join(folder, name), { recursive: true, force: true });
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** What was erased here last, until a login is let in again; null where nothing was. */
export function readErased(file: string): Erased | null {
  if (!existsSync(doneOf(file))) return null;
  try {
    return erasedSchema.parse(JSON.parse(readFileSync(doneOf(file), 'utf8')));
  } catch {
    return null;
  }
}

export function forgetErased(file: string): void {
  rmSync(doneOf(file), { force: true });
}

/** Its log, lock, notes, backups and damaged copies are called after it; a neighbour's name may begin like it, too. */
function isOf(name: string, store: string): boolean {
  if (name === signedOutNote(store)) return false;
  return name === store || name.startsWith(`${store}-`) || name.startsWith(`${store}.`);
}

function writeOver(file: string): void {
  if (!existsSync(file)) return;
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(statSync(file).size));
  fsyncSync(descriptor);
  closeSync(descriptor);
  rmSync(file);
}
