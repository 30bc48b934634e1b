import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { eraseCopy, signedOutNote } from '../../lib/copies/erase-copy';
import { StewardError } from '../../lib/steward-error';

/**
 * Erases a copy that somebody signed out. Beside where it was stays a note, which is there first: a service does not come
 * back by itself, though it knows the password, and a crash in between only means that the next start erases.
 */
export function eraseSignedOut(store: string, keyFile: string, by: string): void {
  mkdirSync(dirname(store), { recursive: true, mode: 0o700 });
  writeFileSync(signedOutNote(store), by, { mode: 0o600, flush: true });
  eraseCopy(store, [keyFile]);
}

/** @param again somebody says that it may come back @throws StewardError `forbidden` where nobody does */
export function requireNotSignedOut(store: string, keyFile: string, again: boolean): void {
  const note = signedOutNote(store);
  if (!existsSync(note)) return;
  eraseCopy(store, [keyFile]);
  if (!again)
    throw new StewardError(
      'forbidden',
      `${readFileSync(note, 'utf8')} signed this copy out, and it was erased. If it may come back, start it once with --sign-in-again.`,
    );
  rmSync(note);
}
