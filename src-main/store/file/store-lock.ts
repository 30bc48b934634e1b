import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import { openLock } from './connection';

/** ms; a look at every page of a large store is done by then. */
const patience = 60_000;

/**
 * Does what only one process may do at a time beside a store: making, checking, mending, upgrading, backing up. The lock
 * is SQLite's own on an empty file beside the store, so it ends with the process however that ends.
 * @param wait ms until the other process counts as busy
 * @throws StewardError `conflict` when another process has not finished by then
 */
export function alone<T>(file: string, action: () => T, wait = patience): T {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Made for its owner alone: whoever can read it could hold it.
  closeSync(openSync(`${file}.lock`, 'a', 0o600));
  const lock = openLock(`${file}.lock`, wait);
  try {
    begin(lock);
    return action();
  } finally {
    lock.close();
  }
}

/**
 * Keeps a second service from working on the same store, for as long as this one does or its process lives.
 * @returns lets go @throws StewardError `conflict` where another one is at it
 */
export function holdForService(file: string): () => void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(`${file}.service.lock`, 'a', 0o600));
  const lock = openLock(`${file}.service.lock`, 0);
  try {
    begin(lock);
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}

function begin(lock: Database.Database): void {
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    if (!errorCode(error).startsWith('SQLITE_BUSY')) throw error;
    throw new StewardError(
      'conflict',
      'Another Steward is at work on this local copy. Nothing was changed; try again when it is done.',
      undefined,
      { cause: error },
    );
  }
}
