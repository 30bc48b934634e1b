import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { wordsApart } from '../../lib/finding/words-apart';
import { momentOfKey } from '../../lib/moment-of-key';
import type { Timings } from '../timings';
import type { ReadDb, WriteDb } from '../types';

/** Before it, two connections that write and checkpoint at the same moment can corrupt a database. */
const oldestSqlite = [3, 51, 3] as const;
export const keyBytes = 32;
/** Pages of activity are some kilobytes each: small pages of the file would be mostly seams. */
export const pageBytes = 16_384;

export interface ConnectionOptions {
  readonly file: string;
  readonly key: Uint8Array;
}

/**
 * The one place where an SQLite file is opened. AEGIS-256 authenticates every page and costs next to nothing where
 * the processor has AES instructions (docs/decisions/local-store.md has the figures). Nothing is read yet: a wrong
 * key shows at the first statement, as SQLITE_NOTADB.
 */
export function openFile(options: ConnectionOptions, access: 'read' | 'write'): Database.Database {
  if (options.key.byteLength !== keyBytes) {
    throw new RangeError(`the store's key has ${options.key.byteLength} bytes, it needs ${keyBytes}`);
  }
  const client = new Database(options.file, {
    readonly: access === 'read',
    timeout: 5000,
    ...binding(),
  });
  try {
    client.pragma("cipher = 'aegis'");
    client.pragma("algorithm = 'aegis-256'");
    client.pragma(`key = 'raw:${Buffer.from(options.key).toString('hex')}'`);
    client.pragma(`page_size = ${pageBytes}`);
    client.pragma('cache_size = -32000');
    // Sorting may spill: to memory, never to a file that nobody encrypts.
    client.pragma('temp_store = MEMORY');
    addReadingOfTexts(client);
    requireSqlite(client);
  } catch (error) {
    client.close();
    throw error;
  }
  return client;
}

/** An empty file that holds nothing but a lock. @param wait ms for another process to let go */
export function openLock(file: string, wait: number): Database.Database {
  return new Database(file, { timeout: wait, ...binding() });
}

/** A database of its own that never reaches the disk: it needs no key. */
export function openInMemory(): Database.Database {
  return addReadingOfTexts(new Database(':memory:', binding()));
}

/** What triggers of texts read them by (migrations/sqlite). */
function addReadingOfTexts(client: Database.Database): Database.Database {
  client.function('words_apart', { deterministic: true }, (text) =>
    wordsApart(text === null ? '' : String(text)),
  );
  return client.function('moment_of_key', { deterministic: true }, (key) => {
    const moment = momentOfKey(String(key));
    // A number would come as a fraction, and what is divided by it as one.
    return moment === null ? null : BigInt(moment);
  });
}

/** Electron runtimes older than the shipped binary come with one of their own. */
function binding(): Database.Options {
  const nativeBinding = process.env['STEWARD_SQLITE_BINDING'];
  return nativeBinding ? { nativeBinding } : {};
}

/** @returns the writer: write-ahead log, every commit on the disk before it counts */
export function openWriter(options: ConnectionOptions, timings: Timings): WriteDb {
  const client = openFile(options, 'write');
  try {
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = FULL');
    client.pragma('foreign_keys = ON');
    client.pragma('journal_size_limit = 67108864');
  } catch (error) {
    client.close();
    throw error;
  }
  return { client, tx: Object.assign(queries(client, timings), { inTransaction: true as const }) };
}

/** A second connection, so that screens read the last committed state while sync writes. */
export function openReader(
  options: ConnectionOptions,
  timings: Timings,
): { client: Database.Database; db: ReadDb } {
  const client = openFile(options, 'read');
  client.pragma('query_only = ON');
  return { client, db: queries(client, timings) };
}

function queries(client: Database.Database, timings: Timings) {
  const known = new Map<string, Database.Statement<unknown[], unknown>>();
  return Object.assign(drizzle({ client }), {
    timings,
    prepared<Parameters extends unknown[], Row>(sql: string): Database.Statement<Parameters, Row> {
      let statement = known.get(sql);
      if (statement === undefined) {
        statement = client.prepare<unknown[], unknown>(sql);
        known.set(sql, statement);
      }
      return statement as Database.Statement<Parameters, Row>;
    },
  });
}

function requireSqlite(client: Database.Database): void {
  const version = client.prepare<[], string>('select sqlite_version()').pluck().get() ?? '';
  const parts = version.split('.').map(Number);
  const difference = oldestSqlite.findIndex((part, place) => part !== parts[place]);
  if (difference >= 0 && (parts[difference] ?? 0) < (oldestSqlite[difference] ?? 0)) {
    throw new Error(`SQLite ${oldestSqlite.join('.')} or later is needed, this binding carries ${version}`);
  }
}
