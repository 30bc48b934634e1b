import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { StewardError } from '../../lib/steward-error';

/** Beside where the store was: a service that was signed out does not come back by itself, though it knows the password. */
const noteOf = (store: string) => `${store}.signed-out`;

export function noteSignedOut(store: string, by: string): void {
  writeFileSync(noteOf(store), by, { mode: 0o600, flush: true });
}

/** @param again somebody says that it may come back @throws StewardError `forbidden` where nobody does */
export function requireNotSignedOut(store: string, again: boolean): void {
  if (!existsSync(noteOf(store))) return;
  if (!again)
    throw new StewardError(
      'forbidden',
      `${readFileSync(noteOf(store), 'utf8')} signed this copy out, and it was erased. If it may come back, start it once with --sign-in-again.`,
    );
  rmSync(noteOf(store));
}
