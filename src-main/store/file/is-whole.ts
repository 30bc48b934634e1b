import type Database from 'better-sqlite3';
import { errorCode } from '../../lib/error-code';

/** @returns whether every page reads and every index agrees with its table. Throws SQLite's error at a page that doesn't read. */
export function isWhole(client: Database.Database): boolean {
  return client.pragma('quick_check(1)', { simple: true }) === 'ok';
}

/** Whether an error says that the file isn't what SQLite wrote (or was written with another key). */
export function saysDamaged(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}
