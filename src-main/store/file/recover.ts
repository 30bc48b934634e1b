import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Logger } from 'pino';
import type { Recovery } from '../types';
import { listBackups } from './backup';
import { type ConnectionOptions, openFile } from './connection';
import { copyRows } from './copy-rows';
import { durableTables } from './durable-tables';

/** Renames a damaged store with its log, out of the way and out of harm. */
export function putDamagedFileAside(file: string, now: number): void {
  const aside = `${file}.damaged-${now}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
}

/** Damaged stores that were put aside and are still there, newest first. */
export function damagedFiles(file: string): { file: string; at: number }[] {
  const prefix = `${basename(file)}.damaged-`;
  return readdirSync(dirname(file)).flatMap((name) => {
    const at = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    return Number.isNaN(at) ? [] : [{ file: join(dirname(file), name), at }];
  });
}

/**
 * Brings the durable rows into a new store: each table from the newest place that still has it whole, be it a damaged
 * file (every page is authenticated, so what can be read is true) or a backup.
 * @returns null when there was nothing to restore from
 */
export function restoreDurableRows(
  client: Database.Database,
  options: ConnectionOptions,
  log?: Logger,
): Recovery | null {
  const sources = [...damagedFiles(options.file), ...listBackups(options.file)]
    .sort((left, right) => right.at - left.at)
    .map((source) => source.file);
  if (sources.length === 0) return null;
  const restored: Record<string, number> = {};
  for (const table of durableTables) {
    for (const file of sources) {
      const rows = tryCopy(client, { file, key: options.key }, table, log);
      if (rows === null) continue;
      restored[table] = rows;
      break;
    }
  }
  return { from: sources, restored, missing: durableTables.filter((table) => restored[table] === undefined) };
}

/** @returns null when the source can't give the table whole */
function tryCopy(
  client: Database.Database,
  source: ConnectionOptions,
  table: string,
  log: Logger | undefined,
): number | null {
  try {
    const from = openFile(source, 'write');
    try {
      return copyRows(from, client, table);
    } finally {
      from.close();
    }
  } catch (error) {
    log?.warn({ err: error, source: source.file, table }, 'could not read a table to restore it');
    return null;
  }
}
