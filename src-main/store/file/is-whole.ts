import type Database from 'better-sqlite3';

/** @returns whether every page reads and every index agrees with its table. Throws SQLite's error at a page that doesn't read. */
export function isWhole(client: Database.Database): boolean {
  return client.pragma('quick_check(1)', { simple: true }) === 'ok';
}

/** SQLite's own code of an error; empty where it is another's. */
export function sqliteCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether an error says that the file isn't what SQLite wrote (or was written with another key). */
export function saysDamaged(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
}
